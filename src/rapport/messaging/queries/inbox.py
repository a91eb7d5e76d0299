"""The boxes of a member's inbox, newest first, paged by key."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Q

from rapport.kit.paging import Page, decode_moment, moment_key, page_of
from rapport.kit.statement import Value
from rapport.messaging.models import Introduction
from rapport.messaging.models.introduction import WAITING_TO_ASKER
from rapport.messaging.queries.group_threads import title_of
from rapport.messaging.queries.inbox_filters import NO_FILTERS, Filters, condition_of
from rapport.messaging.queries.inbox_rows import Listed, Part, Person, Talk, listed
from rapport.messaging.queries.sight import blocked_in
from rapport.messaging.queries.threads import shadows_of
from rapport.rules.policy import Policy

SIZE = 25
LIES_IN = {
    "sent": " AND p.wrote_at IS NOT NULL AND p.box <> 'spam'",
    "starred": " AND p.starred AND p.box <> 'spam'",
}
BOXES = (
    "inbox",
    "requests",
    "waiting",
    "starred",
    "sent",
    "snoozed",
    "archived",
    "ignored",
    "spam",
)


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the inbox: with whom, how it stands, and whether something is unread.

    `preview` is what they may see of the last word; `from_name` who wrote it, in a group alone.
    """

    participation: Part
    thread: Talk
    other: Person | None
    names: str
    unread: bool
    mine_last: bool
    preview: str = ""
    from_name: str = ""


def box_of(
    member_id: int, box: str, after: str | None = None, filters: Filters = NO_FILTERS
) -> Page[Row]:
    """A page of one box; an unknown cursor is the first page.

    Sent and Starred go through all boxes but spam.
    """
    time = "wrote_at" if box == "sent" else "last_at"
    named: dict[str, Value] = {"box": box}
    condition = LIES_IN.get(box, " AND p.box = %(box)s")
    condition += " AND p.seq > 0" + condition_of(box, filters)
    key = decode_moment(after)
    if key is not None:
        condition += f" AND (p.{time}, p.id) < (%(moment)s, %(last)s)"
        named |= {"moment": key[0], "last": key[1]}
    condition += f" ORDER BY p.{time} DESC, p.id DESC LIMIT {SIZE + 1}"
    page = page_of(
        listed(member_id, condition, named),
        SIZE,
        lambda row: moment_key(getattr(row.part, time), row.part.id),
    )
    return Page(_rows(member_id, page.rows), page.next)


def _rows(member_id: int, found: Sequence[Listed]) -> list[Row]:
    imported = [row.talk.pk for row in found if row.talk.owner_id]
    shadows = shadows_of(imported)
    groups = [row.talk.pk for row in found if row.talk.is_group]
    blocked = blocked_in(groups, member_id) if groups else frozenset()
    return [_row(member_id, row, shadows.get(row.talk.pk, []), blocked) for row in found]


def _row(
    member_id: int, row: Listed, shadows: Sequence[str], blocked: frozenset[int]
) -> Row:  # fmt: skip
    thread = row.talk
    if thread.is_group:
        return _group_row(member_id, row, blocked)
    other = None if thread.owner_id else row.other
    return Row(
        participation=row.part,
        thread=thread,
        other=other,
        names=other.name if other else thread.title or ", ".join(shadows) or "Unknown people",
        unread=row.part.seq > row.part.read_seq,
        mine_last=thread.last_from_id == member_id,
        preview=thread.preview,
    )


def _group_row(member_id: int, row: Listed, blocked: frozenset[int]) -> Row:
    """A group conversation: its title; who left sees nothing of its last word."""
    thread, part = row.talk, row.part
    said = part.left_seq is None and thread.last_from_id is not None
    folded = thread.last_from_id in blocked
    return Row(
        participation=part,
        thread=thread,
        other=None,
        names=title_of(thread.title, part.kept_title, part.left_seq),
        unread=part.seq > part.read_seq,
        mine_last=said and thread.last_from_id == member_id,
        preview=thread.preview if said and not folded else "",
        from_name=row.writer if said and not folded else "",
    )


def row_for(member_id: int, public_id: UUID) -> Row | None:
    """One conversation as a line of the inbox, or None: absent and forbidden look alike."""
    found = listed(member_id, " AND t.public_id = %(thread)s", {"thread": public_id})
    return _rows(member_id, found)[0] if found else None


def introductions_to_answer(member_id: int, now: datetime, policy: Policy) -> list[Introduction]:
    """Introductions that wait for this member: to pass on, or to accept."""
    rows = Introduction.objects.filter(
        Q(via_id=member_id, state="asked") | Q(target_id=member_id, state="passed"),
        asked_at__gt=now - policy.introductions.expires,
    )
    return list(rows.select_related("asker", "via", "target").order_by("-asked_at"))


def introductions_waiting(member_id: int, now: datetime, policy: Policy) -> list[Introduction]:
    """Introductions this member asked for and that wait; a silent no goes on waiting."""
    rows = Introduction.objects.filter(
        asker_id=member_id,
        state__in=WAITING_TO_ASKER,
        asked_at__gt=now - policy.introductions.expires,
    )
    return list(rows.select_related("asker", "via", "target").order_by("-asked_at"))
