"""Names for the outside: UUIDv7, so that an address can't be guessed and still sorts by time."""

from uuid import UUID

from uuid6 import uuid7


def read_id(text: str) -> UUID | None:
    """The id that a text from outside names; None where it is none."""
    try:
        return UUID(text)
    except ValueError:
        return None


def public_id() -> UUID:
    """A new UUIDv7 as the standard library's UUID."""
    return UUID(int=uuid7().int)
