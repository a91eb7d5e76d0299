"""How Django knows this room."""

from django.apps import AppConfig


class ContactsConfig(AppConfig):
    """The room `contacts`."""

    name = "rapport.contacts"
    label = "contacts"
