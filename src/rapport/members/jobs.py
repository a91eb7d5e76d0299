"""Jobs of members: make missing search entries, clear away portraits that nobody shows."""

from datetime import datetime

from rapport.members.actions.photo import clear_photos
from rapport.members.actions.search_entries import fill_search


def fill_search_entries(at: datetime) -> int:
    """Make the search entries of members who came without one; return how many."""
    return fill_search()


def clear_unused_photos(at: datetime) -> int:
    """Remove portraits, row and files, that no member shows any more; return how many."""
    return clear_photos(at)
