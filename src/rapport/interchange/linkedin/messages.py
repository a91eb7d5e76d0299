"""Reads messages.csv: every message of every conversation, once, with all whom it went to."""

import io
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from rapport.interchange.linkedin.dates import UnreadableDate, read_moment
from rapport.interchange.linkedin.people import Person, digest, people_in, person, same_name
from rapport.interchange.linkedin.reasons import (
    AGAIN,
    DRAFT,
    EMPTY,
    FUTURE,
    NO_DATE,
    NO_SENDER,
    ONLY_ATTACHMENT,
)
from rapport.interchange.linkedin.tables import TableShape, rows
from rapport.interchange.linkedin.text import one_line, paragraphs
from rapport.interchange.report import FileReport

SHAPE = TableShape(
    "messages",
    ("FROM", "TO", "DATE", "CONTENT"),
    (
        "CONVERSATION ID",
        "CONVERSATION TITLE",
        "SENDER PROFILE URL",
        "RECIPIENT PROFILE URLS",
        "SUBJECT",
        "FOLDER",
        "ATTACHMENTS",
        "IS MESSAGE DRAFT",
        "IS CONVERSATION ARCHIVED",
    ),
)
KEY_MOST = SHORT_MOST = 200
"""Characters of a conversation's id, of a title and of a subject."""
YES = frozenset({"yes", "true", "1", "y"})


@dataclass(frozen=True, slots=True)
class Message:
    """One message. `conversation` and `key` are the same in every archive that has the row."""

    key: str
    conversation: str
    title: str
    sender: Person
    recipients: tuple[Person, ...]
    sent_at: datetime
    subject: str
    text: str
    folder: str
    archived: bool
    line: int


def read_messages(
    stream: io.TextIOBase, report: FileReport, now: datetime, *, keep_whole_rows: bool = False
) -> Iterator[Message]:
    """Yield each message once, in the order of the file; skipped rows are in the report."""
    seen: set[bytes] = set()
    latest = now + timedelta(days=2)
    for line, cells in rows(stream, SHAPE, report, keep_whole_rows=keep_whole_rows):
        message = _message(line, cells, report, latest)
        if message is None:
            continue
        key = bytes.fromhex(message.key)
        if key in seen:
            report.skip(line, AGAIN)
            continue
        seen.add(key)
        report.keep()
        yield message


def _message(line: int, cells: list[str], report: FileReport, latest: datetime) -> Message | None:
    """The message of one row, or None after noting in the report why there is none."""
    from_name, to_names, date, content, conversation_id, title, from_url, to_urls = cells[:8]
    subject, folder, attachments, draft, archived = cells[8:]
    if draft.strip().casefold() in YES:
        report.skip(line, DRAFT)
        return None
    sender = person(from_name, from_url)
    if not sender.name and not sender.url:
        report.skip(line, NO_SENDER)
        return None
    try:
        sent_at = read_moment(date.strip())
    except UnreadableDate as error:
        report.skip(line, NO_DATE, f"{date}: {error}")
        return None
    if sent_at > latest:
        report.skip(line, FUTURE, date)
        return None
    text, links = paragraphs(content), len(attachments.split())
    if not text:
        report.skip(line, ONLY_ATTACHMENT if links else EMPTY)
        return None
    subject = _short(subject, "subjects", report)
    if links:
        report.note("messages with attachments, which the archive does not contain")
    recipients = people_in(to_names, to_urls)
    conversation = one_line(conversation_id) or _derived(sender, recipients)
    if len(conversation) > KEY_MOST:
        conversation = f"long:{digest(conversation)}"
    return Message(
        key=digest(conversation, sent_at.isoformat(), sender.url or sender.name, subject, text),
        conversation=conversation,
        title=_short(title, "titles", report),
        sender=sender,
        recipients=recipients,
        sent_at=sent_at,
        subject=subject,
        text=text,
        folder=folder.strip().upper(),
        archived=archived.strip().casefold() in YES,
        line=line,
    )


def _short(cell: str, what: str, report: FileReport) -> str:
    """One line of at most SHORT_MOST characters; the report tells when some were cut off."""
    found = one_line(cell)
    if len(found) > SHORT_MOST:
        report.note(f"{what} of more than {SHORT_MOST} characters, cut off")
    return found[:SHORT_MOST]


def _derived(sender: Person, recipients: tuple[Person, ...]) -> str:
    """A name for a conversation without id: the same people, in whatever direction, are one."""
    people = {same_name(one.name) if one.named else one.url for one in (sender, *recipients)}
    return f"people:{digest(*sorted(people))}"
