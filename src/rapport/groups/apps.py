"""How Django knows this room."""

from django.apps import AppConfig


class GroupsConfig(AppConfig):
    """The room `groups`."""

    name = "rapport.groups"
    label = "groups"
