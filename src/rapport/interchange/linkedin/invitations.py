"""Reads Invitations.csv: who asked whom to connect, when, and with what note."""

import io
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from rapport.interchange.linkedin.dates import UnreadableDate, read_moment
from rapport.interchange.linkedin.people import Person, digest, person, same_name
from rapport.interchange.linkedin.reasons import AGAIN, FUTURE, NO_DATE, NO_DIRECTION, NOBODY
from rapport.interchange.linkedin.tables import TableShape, rows
from rapport.interchange.linkedin.text import one_line, paragraphs
from rapport.interchange.report import FileReport

SHAPE = TableShape(
    "invitations",
    ("From", "To", "Sent At", "Direction"),
    ("Message", "inviterProfileUrl", "inviteeProfileUrl"),
)
DIRECTIONS = {"outgoing": True, "incoming": False}


@dataclass(frozen=True, slots=True)
class Invitation:
    """One invitation seen from the owner: `other` got it (outgoing) or sent it."""

    key: str
    other: Person
    owner: Person
    outgoing: bool
    sent_at: datetime
    note: str
    line: int


def read_invitations(
    stream: io.TextIOBase, report: FileReport, now: datetime, *, keep_whole_rows: bool = False
) -> Iterator[Invitation]:
    """Yield each invitation once; skipped rows are in the report."""
    found = list(rows(stream, SHAPE, report, keep_whole_rows=keep_whole_rows))
    day_first = day_comes_first(cells[2] for _, cells in found)
    seen: set[str] = set()
    for line, (sender, recipient, sent, direction, note, inviter, invitee) in found:
        outgoing = DIRECTIONS.get(direction.strip().casefold())
        if outgoing is None:
            report.skip(line, NO_DIRECTION, direction)
            continue
        try:
            sent_at = read_moment(one_line(sent), day_first=day_first)
        except UnreadableDate as error:
            report.skip(line, NO_DATE, f"{sent}: {error}")
            continue
        if sent_at > now + timedelta(days=2):
            report.skip(line, FUTURE, sent)
            continue
        ends = person(sender, inviter), person(recipient, invitee)
        owner, other = ends if outgoing else ends[::-1]
        if not other.named and not other.url:
            report.skip(line, NOBODY)
            continue
        who = other.url or same_name(other.name)
        key = digest("invitation", str(outgoing), who, sent_at.isoformat())
        if key in seen:
            report.skip(line, AGAIN, other.name)
            continue
        seen.add(key)
        report.keep()
        yield Invitation(key, other, owner, outgoing, sent_at, paragraphs(note), line)


def day_comes_first(dates: Iterator[str]) -> bool | None:
    """Whether this file writes 31/1 or 1/31, by those of its dates that can mean only one.

    None when no date tells, or when they contradict each other: then each is read by itself.
    """
    first = second = False
    for written in dates:
        numbers = written.replace(".", "/").split("/", 2)
        if len(numbers) == 3 and numbers[0].strip().isdigit() and numbers[1].isdigit():
            first = first or 12 < int(numbers[0]) < 32
            second = second or 12 < int(numbers[1]) < 32
    return None if first == second else first
