"""Names for the outside: UUIDv7, so that an address can't be guessed and still sorts by time."""

from uuid import UUID

from uuid6 import uuid7


def public_id() -> UUID:
    """A new UUIDv7 as the standard library's UUID."""
    return UUID(int=uuid7().int)
