"""How Django knows this room."""

from django.apps import AppConfig


class NoticesConfig(AppConfig):
    """The room `notices`."""

    name = "rapport.notices"
    label = "notices"
