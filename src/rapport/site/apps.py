"""How Django knows this room."""

from django.apps import AppConfig


class SiteConfig(AppConfig):
    """The roof."""

    name = "rapport.site"
    label = "roof"
