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
    RowSkipped,
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
        try:
            message = _message(line, cells, report, latest)
        except RowSkipped as skipped:
            report.skip(line, skipped.reason, skipped.found)
            continue
        key = bytes.fromhex(message.key)
        if key in seen:
            report.skip(line, AGAIN)
            continue
        seen.add(key)
        report.keep()
        yield message


def _message(line: int, cells: list[str], report: FileReport, latest: datetime) -> Message:
    """The message of one row; raise RowSkipped with the reason why there is none."""
    from_name, to_names, date, content, conversation_id, title, from_url, to_urls = cells[:8]
    subject, folder, attachments, draft, archived = cells[8:]
    sender, text = person(from_name, from_url), paragraphs(content)
    if draft.strip().casefold() in YES:
        raise RowSkipped(DRAFT)
    if not sender.name and not sender.url:
        raise RowSkipped(NO_SENDER)
    if not text:
        raise RowSkipped(ONLY_ATTACHMENT if attachments.strip() else EMPTY)
    sent_at = _moment(date, latest)
    if attachments.strip():
        report.note("messages with attachments, which the archive does not contain")
    subject = _short(subject, "subjects", report)
    recipients = people_in(to_names, to_urls)
    conversation = _conversation(conversation_id, sender, recipients)
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


def _moment(date: str, latest: datetime) -> datetime:
    """When the message was sent; raise RowSkipped when that can't be told."""
    try:
        sent_at = read_moment(date.strip())
    except UnreadableDate as error:
        raise RowSkipped(NO_DATE, f"{date}: {error}") from error
    if sent_at > latest:
        raise RowSkipped(FUTURE, date)
    return sent_at


def _short(cell: str, what: str, report: FileReport) -> str:
    """One line of at most SHORT_MOST characters; the report tells when some were cut off."""
    found = one_line(cell)
    if len(found) > SHORT_MOST:
        report.note(f"{what} of more than {SHORT_MOST} characters, cut off")
    return found[:SHORT_MOST]


def _conversation(written: str, sender: Person, recipients: tuple[Person, ...]) -> str:
    """The conversation's id; without one the same people, in whatever direction, are one."""
    found = one_line(written)
    if len(found) > KEY_MOST:
        return f"long:{digest(found)}"
    people = {same_name(one.name) if one.named else one.url for one in (sender, *recipients)}
    return found or f"people:{digest(*sorted(people))}"
