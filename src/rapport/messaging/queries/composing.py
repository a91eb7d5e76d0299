"""All that stands behind one composer, in one statement: the draft, what waits, how one writes."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from rapport.messaging.queries.statement import as_uuid, ask, moment

# The draft comes first, because there PostgreSQL learns the kinds of the columns.
# Braces hold the condition on the place that it is written for.
BEHIND = """
SELECT 0 AS kind, d.text, d.subject, d.client_id, d.template, d.revision, d.other_text, d.saved_at
FROM messaging_keptdraft d
WHERE d.owner_id = %(me)s AND d.{place} AND d.way = %(way)s AND NOT EXISTS (
 SELECT 1 FROM messaging_message m WHERE m.author_id = d.owner_id AND m.client_id = d.client_id)
UNION ALL
SELECT 1, p.text, p.subject, p.public_id, '', CASE WHEN p.undo THEN 1 ELSE 0 END, '', p.send_at
FROM messaging_plannedsend p
WHERE p.author_id = %(me)s AND p.{place} AND p.state = 'waiting'
UNION ALL
SELECT 2, '', '', NULL, '', w.undo_seconds, CASE WHEN w.suggest_replies THEN '' ELSE 'no' END, NULL
FROM messaging_writingsettings w WHERE w.member_id = %(me)s
ORDER BY 1, 8, 4
"""
BEHIND_ONE = BEHIND.format(place="to_id = %(to)s")
BEHIND_GROUP = BEHIND.format(place="thread_id = %(to)s")


@dataclass(frozen=True, slots=True)
class Begun:
    """A draft as a composer opens with it."""

    text: str
    subject: str
    client_id: UUID
    template: str
    revision: int
    other_text: str
    saved_at: datetime


@dataclass(frozen=True, slots=True)
class Waiting:
    """A message for the same place that waits for its moment."""

    public_id: UUID
    text: str
    undo: bool
    send_at: datetime


@dataclass(frozen=True, slots=True)
class Behind:
    """What stands behind a composer."""

    draft: Begun | None
    waiting: tuple[Waiting, ...]
    undo_seconds: int
    suggest_replies: bool


def behind_composer(member_id: int, to_id: int, way: str) -> Behind:
    """What stands behind the composer of a member for another one, by one way. One statement."""
    return _read(ask(BEHIND_ONE, me=member_id, to=to_id, way=way))


def behind_group_composer(member_id: int, thread_id: int) -> Behind:
    """The same of a group conversation, by its key."""
    return _read(ask(BEHIND_GROUP, me=member_id, to=thread_id, way="message"))


def _read(rows: Iterable[tuple[Any, ...]]) -> Behind:
    draft, waiting, undo, suggests = None, [], 0, True
    for kind, text, subject, key, template, number, other, at in rows:
        if kind == 0:
            draft = Begun(text, subject, as_uuid(key), template, number, other, moment(at))
        elif kind == 1:
            waiting.append(Waiting(as_uuid(key), text, bool(number), moment(at)))
        else:
            undo, suggests = number, not other
    return Behind(draft, tuple(waiting), undo, suggests)
