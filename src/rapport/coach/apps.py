"""How Django knows this room."""

from django.apps import AppConfig


class CoachConfig(AppConfig):
    """The room `coach`."""

    name = "rapport.coach"
    label = "coach"
