"""How Django knows this room."""

from django.apps import AppConfig


class MessagingConfig(AppConfig):
    """The room `messaging`."""

    name = "rapport.messaging"
    label = "messaging"
