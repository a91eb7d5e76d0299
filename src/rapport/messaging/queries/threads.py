"""A member's threads and their messages; nothing here is found without its member."""

from collections.abc import Collection
from uuid import UUID

from django.db.models import QuerySet

from rapport.kit.paging import Page, decode, page_of
from rapport.messaging.models import Message, Participation, Thread
from rapport.messaging.queries.sight import messages_seen
from rapport.messaging.queries.signs import with_signs
from rapport.messaging.queries.statement import ask

PAGE = 50
# Every page asks for it (the navigation), so it is not composed anew each time.
# It groups as its index does.
UNREAD = """
SELECT box, is_other, COUNT(*) FROM messaging_participation
WHERE member_id = %(member)s AND seq > read_seq AND NOT muted GROUP BY box, is_other
"""


def thread_for(member_id: int, public_id: UUID) -> Thread | None:
    """A thread in which this member takes part, or None: absent and forbidden look alike."""
    found: Thread | None = (
        Thread.objects.select_related("low", "high")
        .filter(public_id=public_id, participations__member_id=member_id)
        .first()
    )
    return found


def other_in(thread: Thread, member_id: int) -> int:
    """The other member's id of a direct thread."""
    other = thread.high_id if thread.low_id == member_id else thread.low_id
    assert other is not None  # a direct thread has both
    return other


def participation_in(member_id: int, public_id: UUID) -> Participation | None:
    """A thread as this member has it, the thread with both people fetched along; or None."""
    rows = Participation.objects.select_related(
        "thread",
        "thread__low",
        "thread__low__etiquette",
        "thread__high",
        "thread__high__etiquette",
    )
    found: Participation | None = (
        with_signs(rows).filter(member_id=member_id, thread__public_id=public_id).first()
    )
    return found


def shadows_of(imported: Collection[int]) -> dict[int, list[str]]:
    """The names of the people of these imported threads, by thread id."""
    names: dict[int, list[str]] = {}
    if not imported:
        return names
    rows = (
        Participation.objects.filter(thread_id__in=imported, shadow__isnull=False)
        .order_by("shadow__name")
        .values_list("thread_id", "shadow__name")
    )
    for thread_id, name in rows:
        names.setdefault(thread_id, []).append(name)
    return names


def messages_of(part: Participation, before: str | None = None) -> Page[Message]:
    """The newest messages of a thread that are this participant's to see, oldest first.

    `before` is the cursor of the page after.
    """
    rows = _messages(part)
    key = decode(before, [int])
    if key is not None:
        rows = rows.filter(seq__lt=key[0])
    page = page_of(list(rows.order_by("-seq")[: PAGE + 1]), PAGE, lambda row: (row.seq,))
    return Page(list(reversed(page.rows)), page.next)


def messages_after(part: Participation, seq: int, count: int = PAGE) -> list[Message]:
    """Those of them after a place in the sequence, oldest first, at most so many."""
    return list(_messages(part).filter(seq__gt=seq).order_by("seq")[:count])


def _messages(part: Participation) -> "QuerySet[Message]":
    return messages_seen(part).select_related("author", "shadow", "reply_to", "reply_to__author")


def unread_counts(member_id: int) -> dict[str, int]:
    """How many threads have something unread, by box; muted ones don't ask to be read.

    The inbox counts what is Focused; "other" is the rest of it.
    """
    counts: dict[str, int] = {}
    for box, is_other, count in ask(UNREAD, member=member_id):
        pile = "other" if is_other and box == "inbox" else box
        counts[pile] = counts.get(pile, 0) + count
    return counts
