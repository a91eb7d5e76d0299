"""Search over one's own messages: words, people, days, boxes; the newest first, paged by key.

The index alone finds what is one's own, by its marks (messaging.search_index); that the member
takes part in the conversation is asked once more of the conversation itself.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime, time, tzinfo
from typing import Any

from django.db import connection

from rapport.kit.paging import Page, decode, page_of
from rapport.messaging.models import Message, Participation
from rapport.messaging.queries.group_threads import groups_of
from rapport.messaging.queries.message_hits import newest_hits
from rapport.messaging.queries.message_people import people_named
from rapport.messaging.queries.row_lists import IS_POSTGRESQL
from rapport.messaging.queries.sight import blocked_in
from rapport.rules.message_query import Query, Sought

SIZE = 25
HAS_FILE = "EXISTS (SELECT 1 FROM messaging_attachment f WHERE f.message_id = m.id)"
NEVER_ABOVE = 2**62


@dataclass(frozen=True, slots=True)
class Found:
    """Messages that a query fits, and what of the query nobody here answers to."""

    page: Page[Message]
    nobody: Sequence[str] = ()


def search_messages(member_id: int, query: Query, zone: tzinfo, after: str | None = None) -> Found:
    """A page of the member's messages that all of the query fits; days are of that zone.

    An empty query finds nothing. Spam is found only where the query asks for it.
    """
    writers, nobody = _marks(member_id, query.from_, "a")
    partners, unknown = _marks(member_id, query.with_, "m")
    if query.is_empty or nobody or unknown or not _has_any(member_id, query.boxes):
        return Found(Page([], ""), [*nobody, *unknown])
    talks = groups_of(member_id)
    own = [f"m{member_id}", *(f"t{pk}" for pk in talks)]
    groups = [own, *writers, *partners]
    if "link" in query.has:
        groups.append(["link"])
    write = _tsquery if IS_POSTGRESQL else _match
    key = decode(after, [int])
    params: dict[str, Any] = {"me": member_id, "words": write(query.sought, groups)}
    params["below"] = key[0] if key and 0 <= key[0] < NEVER_ABOVE else NEVER_ABOVE
    also = _unfolded(member_id, talks, params) + _also(query, zone, params)
    ids = newest_hits(also, params, SIZE + 1)
    shown = page_of(ids, SIZE, lambda pk: (pk,))
    return Found(Page(_messages(shown.rows), shown.next))


def _has_any(member_id: int, boxes: Collection[str]) -> bool:
    """Whether there is anything in the boxes asked for; an empty one need not be searched."""
    there = Participation.objects.filter(member_id=member_id, box__in=boxes)
    return not boxes or there.exists()


def _marks(member_id: int, names: Collection[str], mark: str) -> tuple[list[list[str]], list[str]]:
    """The marks of the people of each name, and the names that nobody has."""
    groups, nobody = [], []
    for name in names:
        people = people_named(member_id, name)
        found = [f"{mark}{pk}" for pk in people.members] + [f"s{pk}" for pk in people.shadows]
        if mark == "m":
            found += [f"t{pk}" for pk in people.groups]
        groups.append(found)
        if not found:
            nobody.append(name)
    return groups, nobody


def _unfolded(member_id: int, talks: list[int], params: dict[str, Any]) -> str:
    """In group conversations no words of whom the member blocked, which are folded there."""
    blocked = sorted(blocked_in(talks, member_id)) if talks else []
    if not blocked:
        return ""
    names = [f"blocked{n}" for n, _ in enumerate(blocked)]
    params |= dict(zip(names, blocked, strict=True))
    return f""" AND (m.author_id IS NULL OR m.author_id NOT IN
 ({", ".join(f"%({name})s" for name in names)}) OR NOT EXISTS (
  SELECT 1 FROM messaging_thread g WHERE g.id = m.thread_id AND g.history <> ''))"""


def _also(query: Query, zone: tzinfo, params: dict[str, Any]) -> str:
    """The conditions that no index of words knows."""
    parts = []
    adapt = connection.ops.adapt_datetimefield_value
    for day, sign, name in ((query.after, ">=", "from_day"), (query.before, "<", "to_day")):
        if day is not None:
            params[name] = adapt(datetime.combine(day, time(), zone))
            parts.append(f"m.sent_at {sign} %({name})s")
    if "file" in query.has:
        parts.append(HAS_FILE)
    if query.boxes:
        names = [f"box{n}" for n, _ in enumerate(sorted(query.boxes))]
        params |= dict(zip(names, sorted(query.boxes), strict=True))
        parts.append(f"p.box IN ({', '.join(f'%({name})s' for name in names)})")
    else:
        parts.append("p.box <> 'spam'")
    return "".join(f" AND {part}" for part in parts)


def _match(sought: Sequence[Sought], groups: Sequence[Sequence[str]]) -> str:
    """What FTS5 is asked; words are letters and digits alone, and each is quoted."""
    parts = [f'words : "{" ".join(one.words)}"{" *" if one.begins else ""}' for one in sought]
    parts += [f"marks : ({' OR '.join(group)})" for group in groups]
    return " AND ".join(parts)


def _tsquery(sought: Sequence[Sought], groups: Sequence[Sequence[str]]) -> str:
    """What PostgreSQL is asked, in the form of its type tsquery."""
    parts = [
        "(" + " <-> ".join(f"'{word}'{':*' if one.begins else ''}" for word in one.words) + ")"
        for one in sought
    ]
    parts += ["(" + " | ".join(f"'={mark}'" for mark in group) + ")" for group in groups]
    return " & ".join(parts)


def _messages(ids: Sequence[int]) -> list[Message]:
    """These messages with their people, in this order."""
    rows = Message.objects.filter(pk__in=ids).select_related(
        "thread", "thread__low", "thread__high", "author", "shadow"
    )
    by_id = {row.pk: row for row in rows}
    return [by_id[pk] for pk in ids if pk in by_id]
