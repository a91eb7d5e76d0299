"""Change the top of a profile: name, handle, headline, about, place and time zone."""

import re
from collections.abc import Mapping
from typing import Any

from django.db import IntegrityError, transaction

from rapport.kit.refusals import Refused
from rapport.kit.text import render
from rapport.members.actions.joining import RESERVED
from rapport.members.actions.reading import Reader, limit_of, line, read_changes, text, zone
from rapport.members.actions.search_entries import refresh_search
from rapport.members.models import Member
from rapport.members.models.member import HANDLE

LIMITS = {name: limit_of(Member, name) for name in ("name", "headline", "about", "location")}
TAKEN = Refused(
    "handle_taken", "This handle belongs to somebody already. Please choose another.", on="handle"
)


def _handle(value: Any) -> str | Refused:
    """A handle in small letters: 2 to 40 letters, digits and single hyphens inside."""
    wanted = value.strip().lower() if isinstance(value, str) else ""
    if not re.fullmatch(HANDLE, wanted) or len(wanted) < 2:
        return Refused(
            "bad_handle",
            "A handle has 2 to 40 small letters (a to z), digits and hyphens between them.",
        )
    if wanted in RESERVED:
        return Refused("handle_reserved", "This handle is kept for the place itself.")
    return wanted


READERS: Mapping[str, Reader] = {
    "name": line("Your name", LIMITS["name"], needed=True),
    "handle": _handle,
    "headline": line("The headline", LIMITS["headline"]),
    "about": text("About", LIMITS["about"]),
    "location": line("The location", LIMITS["location"]),
    "time_zone": zone,
}


def update_profile(member: Member, changes: Mapping[str, Any]) -> Member | Refused:
    """Change some of name, handle, headline, about, location, time_zone: all of them or none.

    Texts are counted in code points after CRLF → LF. Refusals name the field in `on`:
    `too_long`, `empty`, `bad_handle`, `handle_taken`, `handle_reserved`, `unknown_time_zone`.
    The stored member is returned; the one handed in is not touched.
    """
    if changes.get("handle") == member.handle:
        changes = {name: value for name, value in changes.items() if name != "handle"}
    read = read_changes(changes, READERS)
    if isinstance(read, Refused):
        return read
    if "about" in read:
        read["about_html"] = render(read["about"]) if read["about"] else ""
    with transaction.atomic():
        fresh: Member = Member.objects.locked([member.pk])[0]
        if not _write(fresh, read):
            return TAKEN
        refresh_search(fresh.pk)
    return fresh


def _write(member: Member, values: Mapping[str, Any]) -> bool:
    """Write the values; False when the handle is somebody else's."""
    for name, value in values.items():
        setattr(member, name, value)
    try:
        with transaction.atomic():
            if values:
                member.save(update_fields=list(values))
    except IntegrityError:
        return False
    return True
