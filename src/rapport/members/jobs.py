"""Jobs of members: make missing search entries, clear away words and portraits of nobody."""

from datetime import datetime

from rapport.members.actions.photo import clear_photos
from rapport.members.actions.search_entries import fill_search
from rapport.members.actions.search_spellings import forget_spellings


def fill_search_entries(at: datetime) -> int:
    """Make the search entries that are missing or of older rules; return how many."""
    return fill_search()


def forget_unused_spellings(at: datetime) -> int:
    """Forget the words of the search that nobody has any more; return how many."""
    return forget_spellings()


def clear_unused_photos(at: datetime) -> int:
    """Remove portraits, row and files, that no member shows any more; return how many."""
    return clear_photos(at)
