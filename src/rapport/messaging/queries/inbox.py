"""The boxes of a member's inbox, newest first, paged by key."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Q

from rapport.kit.paging import Page, decode_moment, moment_key, page_of
from rapport.members.models import Member
from rapport.messaging.models import Introduction, Participation, Thread
from rapport.messaging.models.introduction import WAITING_TO_ASKER
from rapport.messaging.queries.group_threads import title_for
from rapport.messaging.queries.inbox_filters import NO_FILTERS, Filters, filtered
from rapport.messaging.queries.sight import blocked_in
from rapport.messaging.queries.threads import shadows_of
from rapport.rules.policy import Policy

SIZE = 25
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

    participation: Participation
    thread: Thread
    other: Member | None
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
    rows = (
        Participation.objects.filter(member_id=member_id, seq__gt=0)
        .select_related("thread", "thread__low", "thread__high", "thread__last_from")
        .order_by(f"-{time}", "-id")
    )
    rows = filtered(rows.filter(_lies_in(box)), member_id, box, filters)
    key = decode_moment(after)
    if key is not None:
        moment, last = key
        rows = rows.filter(Q(**{f"{time}__lt": moment}) | Q(**{time: moment}, id__lt=last))
    found = list(rows[: SIZE + 1])
    page = page_of(found, SIZE, lambda row: moment_key(getattr(row, time), row.pk))
    return Page(_rows(member_id, page.rows), page.next)


def _lies_in(box: str) -> Q:
    if box == "sent":
        return Q(wrote_at__isnull=False) & ~Q(box="spam")
    return Q(starred=True) & ~Q(box="spam") if box == "starred" else Q(box=box)


def _rows(member_id: int, found: Sequence[Participation]) -> list[Row]:
    shadows = shadows_of([row.thread for row in found])
    groups = [row.thread_id for row in found if row.thread.is_group]
    blocked = blocked_in(groups, member_id) if groups else frozenset()
    return [_row(member_id, row, shadows.get(row.thread_id, []), blocked) for row in found]


def _row(
    member_id: int, row: Participation, shadows: Sequence[str], blocked: frozenset[int]
) -> Row:  # fmt: skip
    thread = row.thread
    if thread.is_group:
        return _group_row(member_id, row, blocked)
    other = None
    if thread.owner_id is None:
        other = thread.high if thread.low_id == member_id else thread.low
    names = other.name if other else thread.title or ", ".join(shadows) or "Unknown people"
    return Row(
        participation=row,
        thread=thread,
        other=other,
        names=names,
        unread=row.seq > row.read_seq,
        mine_last=thread.last_from_id == member_id,
        preview=thread.preview,
    )


def _group_row(member_id: int, row: Participation, blocked: frozenset[int]) -> Row:
    """A group conversation: its title; who left sees nothing of its last word."""
    thread = row.thread
    said = row.left_seq is None and thread.last_from is not None
    folded = thread.last_from_id in blocked
    mine = said and thread.last_from_id == member_id
    return Row(
        participation=row,
        thread=thread,
        other=None,
        names=title_for(row),
        unread=row.seq > row.read_seq,
        mine_last=mine,
        preview=thread.preview if said and not folded else "",
        from_name=thread.last_from.name if thread.last_from and said and not folded else "",
    )


def row_for(member_id: int, public_id: UUID) -> Row | None:
    """One conversation as a line of the inbox, or None: absent and forbidden look alike."""
    found = (
        Participation.objects.filter(member_id=member_id, thread__public_id=public_id)
        .select_related("thread", "thread__low", "thread__high", "thread__last_from")
        .first()
    )
    return _rows(member_id, [found])[0] if found else None


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
