"""What groups and events are called: the shape of their words, and an address made of the name."""

import secrets
from collections.abc import Callable
from typing import TypeVar

from django.db import IntegrityError, transaction
from django.utils.text import slugify

from rapport.kit.refusals import Refused

Named = TypeVar("Named")
SLUG_MAX = 60
TRIES = 3
# Words that stand for a page in the addresses of groups and events.
RESERVED = frozenset({"new", "edit"})


def refused_words(name: str, about: str, name_max: int, about_max: int) -> Refused | None:
    """What is wrong with a name or a description; both already normal. Lengths in code points."""
    if not name:
        return Refused("name_missing", "Give it a name.", on="name")
    if len(name) > name_max:
        return _too_long("name", "The name", len(name), name_max)
    if len(about) > about_max:
        return _too_long("about", "The description", len(about), about_max)
    return None


def refused_place(place: str, place_max: int) -> Refused | None:
    """What is wrong with a place, already normal."""
    if len(place) > place_max:
        return _too_long("place", "The place", len(place), place_max)
    return None


def write_with_slug(
    name: str, fallback: str, is_taken: Callable[[str], bool], write: Callable[[str], Named]
) -> Named:
    """Write a row under an address of its own, also when two with one name come at once.

    `write` gets the address and is tried again when somebody took it in the meantime.
    """
    for _ in range(TRIES):
        try:
            with transaction.atomic():
                return write(slug_of(name, fallback, is_taken))
        except IntegrityError:
            continue
    return write(f"{fallback}-{secrets.token_hex(8)}")


def slug_of(name: str, fallback: str, is_taken: Callable[[str], bool]) -> str:
    """An address that nobody has: `urban-gardens`, `urban-gardens-2`, else `group-3f9c21aa`.

    A name without Latin letters gets the fallback word and a random end.
    """
    base = slugify(name)[: SLUG_MAX - 10].strip("-_")
    if not base or base in RESERVED:
        return f"{fallback}-{secrets.token_hex(4)}"
    for ending in ["", *(f"-{number}" for number in range(2, 30))]:
        if not is_taken(base + ending):
            return base + ending
    return f"{base}-{secrets.token_hex(4)}"


def _too_long(field: str, what: str, length: int, limit: int) -> Refused:
    """The refusal of words over their limit, with both numbers."""
    return Refused(
        f"{field}_too_long",
        f"{what} has {length} characters; at most {limit} fit.",
        on=field,
        numbers={"used": length, "limit": limit},
    )
