"""How Django knows this room: it owns no table, only template tags."""

from django.apps import AppConfig


class KitConfig(AppConfig):
    """Small tools of the shell."""

    name = "rapport.kit"
    label = "kit"
