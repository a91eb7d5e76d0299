"""How Django knows this room."""

from django.apps import AppConfig


class SafetyConfig(AppConfig):
    """The room `safety`."""

    name = "rapport.safety"
    label = "safety"
