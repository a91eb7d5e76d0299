"""Import an archive for its owner: read all of it, sort out who is who, then keep it."""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from rapport.interchange.actions.keeping import (
    Heard,
    keep_invitations,
    keep_messages,
    keep_people,
)
from rapport.interchange.actions.profile import fill_profile
from rapport.interchange.linkedin.contents import read_archive
from rapport.interchange.linkedin.people import profile_address
from rapport.interchange.linkedin.sorting import sort_out
from rapport.interchange.linkedin.spool import Spool
from rapport.interchange.queries.profiles import own_profile
from rapport.interchange.refused import ArchiveRefused
from rapport.interchange.report import ImportReport
from rapport.kit.refusals import Refused


@dataclass(frozen=True, slots=True)
class Wishes:
    """What the owner says about their archive: their profile's address, and what to do with cut
    tables (keep their whole rows, or refuse the archive)."""

    me: str = ""
    keep_whole_rows: bool = False


def import_archive(
    owner_id: int, path: Path, at: datetime, wishes: Wishes, heard: Heard
) -> ImportReport | Refused:
    """Read the archive at `path` and keep it for its owner; return the report or the refusal.

    A refused archive leaves nothing behind: all of it is read before the first row is written.
    Running it again, also after it was broken off, ends in the same state.
    """
    me = profile_address(wishes.me)
    if wishes.me.strip() and not me:
        return BAD_ADDRESS
    with Spool() as spool:
        try:
            contents = read_archive(
                path,
                at,
                spool,
                keep_whole_rows=wishes.keep_whole_rows,
                heard=lambda kind, rows: heard("reading", rows, 0),
            )
        except ArchiveRefused as refusal:
            return refusal.to_refused()
        found = sort_out(contents, own_profile(owner_id).member.name, me)
        ids = keep_people(owner_id, found, at, heard)
        keep_invitations(owner_id, found, ids, heard)
        keep_messages(owner_id, found, ids, at, heard)
        fill_profile(owner_id, contents)
    return contents.report


BAD_ADDRESS = Refused(
    "bad_address",
    "This is no address of a LinkedIn profile; it looks like https://www.linkedin.com/in/ana-lima.",
    on="me",
)
