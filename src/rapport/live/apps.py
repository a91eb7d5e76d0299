"""How Django knows this room."""

from django.apps import AppConfig


class LiveConfig(AppConfig):
    """The room `live`."""

    name = "rapport.live"
    label = "live"
