"""A copy of who is connected with whom in the memory of each process that serves, kept in step."""

from rapport.contacts.index.noting import note_connected, note_left, note_parted, note_returned
from rapport.contacts.index.process import PROCESS, Status

__all__ = [
    "PROCESS",
    "Status",
    "note_connected",
    "note_left",
    "note_parted",
    "note_returned",
]
