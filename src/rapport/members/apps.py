"""How Django knows this room."""

from django.apps import AppConfig


class MembersConfig(AppConfig):
    """The room `members`."""

    name = "rapport.members"
    label = "members"
