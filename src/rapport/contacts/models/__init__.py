"""The tables of contacts."""

from rapport.contacts.models.bonds import Block, Connection, Follow
from rapport.contacts.models.changes import ConnectionChange
from rapport.contacts.models.invitation import Invitation
from rapport.contacts.models.shadow import ImportedInvitation, ShadowContact

__all__ = [
    "Block",
    "Connection",
    "ConnectionChange",
    "Follow",
    "ImportedInvitation",
    "Invitation",
    "ShadowContact",
]
