"""What may be done to contacts; each use case in a file of its own."""

from rapport.contacts.actions.bonds import (
    block,
    connect_members,
    disconnect,
    follow,
    unblock,
    unfollow,
)
from rapport.contacts.actions.invitations import (
    accept_invitation,
    move_invitation,
    record_invitation,
)

__all__ = [
    "accept_invitation",
    "block",
    "connect_members",
    "disconnect",
    "follow",
    "move_invitation",
    "record_invitation",
    "unblock",
    "unfollow",
]
