"""Keep the people, invitations and conversations of an archive with the rooms that own them.

Everything goes in batches of one transaction each, so that other writers get their turn; every
record has a key that lasts, so a run that was broken off is completed by the next one.
"""

from collections.abc import Callable, Iterator, Sequence
from datetime import datetime
from typing import TypeVar

from rapport.contacts.actions.shadows import (
    InvitationRecord,
    Kept,
    ShadowRecord,
    keep_imported_invitations,
    keep_shadows,
)
from rapport.contacts.queries.shadows import shadow_ids
from rapport.interchange.linkedin.directory import Shadow
from rapport.interchange.linkedin.sorting import Sorted
from rapport.messaging.actions.imported import (
    ImportedConversation,
    ImportedMessage,
    KeptConversations,
    keep_conversations,
)

Heard = Callable[[str, int, int], None]
"""Told of the step, how much of it is done, and of how much (0: not known)."""
BATCH = 2_000
"""Rows of one transaction: a second or less, so that no other writer waits for long."""
T = TypeVar("T")


def keep_people(owner_id: int, found: Sorted, at: datetime, heard: Heard) -> dict[str, int]:
    """Keep everybody as shadows; return the id of each by key."""
    connections = {one.key for one in found.contents.connections}
    everybody = found.directory.shadows.values()
    met = [one for one in everybody if one.key not in connections]
    connected = [one for one in everybody if one.key in connections]
    total, done = len(connected) + len(met), 0
    counts: list[Kept] = []
    for group in (connected, met):
        kept = Kept()
        for batch in _batches(group):
            kept += keep_shadows(owner_id, [_record(one) for one in batch], at)
            done += len(batch)
            heard("people", done, total)
        counts.append(kept)
    report = found.contents.report.file("connections")
    if report is not None:
        report.results |= _words(counts[0])
    if met:
        kept = counts[1]
        found.contents.report.notes.append(
            f"{len(met):,} people occur only in messages or invitations: {kept.new:,} new, "
            f"{kept.changed + kept.unchanged:,} here already."
        )
    return shadow_ids(owner_id)


def keep_invitations(owner_id: int, found: Sorted, ids: dict[str, int], heard: Heard) -> None:
    """Keep the invitations of the archive."""
    report = found.contents.report.file("invitations")
    if report is None:
        return
    kept, rows, done = Kept(), found.contents.invitations, 0
    for batch in _batches(rows):
        kept += keep_imported_invitations(
            owner_id,
            [
                InvitationRecord(
                    one.key, ids[found.invited[one.key]], one.outgoing, one.sent_at, one.note
                )
                for one in batch
            ],
        )
        done += len(batch)
        heard("invitations", done, len(rows))
    report.results |= _words(kept)


def keep_messages(
    owner_id: int, found: Sorted, ids: dict[str, int], at: datetime, heard: Heard
) -> None:
    """Keep the conversations with their messages."""
    report = found.contents.report.file("messages")
    if report is None or report.refused:
        return
    kept = KeptConversations()
    batch: list[ImportedConversation] = []
    waiting = 0
    for part in _parts(found, ids):
        batch.append(part)
        waiting += len(part.messages)
        if waiting >= BATCH:
            kept += keep_conversations(owner_id, batch, at)
            batch, waiting = [], 0
            heard("messages", kept.new + kept.unchanged, report.kept)
    if batch:
        kept += keep_conversations(owner_id, batch, at)
        heard("messages", kept.new + kept.unchanged, report.kept)
    report.results |= {"new": kept.new, "here already": kept.unchanged}
    report.results |= {"conversations": len(found.sides), "new conversations": kept.threads}


def _parts(found: Sorted, ids: dict[str, int]) -> Iterator[ImportedConversation]:
    """Conversations as messaging takes them, long ones in parts of at most BATCH messages."""
    for talk, sides in found.conversations():
        shadows = tuple(sorted({ids[key] for key in sides.values() if key is not None}))
        part: list[ImportedMessage] = []
        for one in found.messages(talk):
            key = sides[one.sender]
            author = None if key is None else ids[key]
            part.append(ImportedMessage(one.key, author, one.subject, one.text, one.sent_at))
            if len(part) == BATCH:
                yield ImportedConversation(talk.key, talk.title, shadows, tuple(part))
                part = []
        if part:
            yield ImportedConversation(talk.key, talk.title, shadows, tuple(part))


def _record(shadow: Shadow) -> ShadowRecord:
    return ShadowRecord(
        key=shadow.key,
        name=shadow.name,
        url=shadow.url,
        email=shadow.email,
        company=shadow.company,
        position=shadow.position,
        connected_on=shadow.connected_on,
    )


def _words(kept: Kept) -> dict[str, int]:
    """The counts under the words of the report."""
    return {"new": kept.new, "changed": kept.changed, "here already": kept.unchanged}


def _batches(rows: Sequence[T]) -> Iterator[Sequence[T]]:
    """The rows, BATCH at a time."""
    for start in range(0, len(rows), BATCH):
        yield rows[start : start + BATCH]
