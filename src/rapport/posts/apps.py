"""How Django knows this room."""

from django.apps import AppConfig


class PostsConfig(AppConfig):
    """The room `posts`."""

    name = "rapport.posts"
    label = "posts"
