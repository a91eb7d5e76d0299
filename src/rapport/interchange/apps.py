"""How Django knows this room."""

from django.apps import AppConfig


class InterchangeConfig(AppConfig):
    """The room `interchange`."""

    name = "rapport.interchange"
    label = "interchange"
