"""A member's drafts and planned sends; nothing here is found without its member."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet

from rapport.kit.paging import Page, decode_moment, moment_key, page_of
from rapport.messaging.models import KeptDraft, Message, PlannedSend, Thread
from rapport.messaging.queries.group_threads import titles_of
from rapport.messaging.queries.sight import takes_part

PAGE = 50
DUE = 50


def living_drafts(owner_id: int) -> "QuerySet[KeptDraft]":
    """The drafts of a member that were not sent: one whose client id a message bears is over."""
    sent = Message.objects.filter(author_id=OuterRef("owner_id"), client_id=OuterRef("client_id"))
    return KeptDraft.objects.filter(~Exists(sent), owner_id=owner_id)


def draft_for(owner_id: int, to_id: int, way: str) -> KeptDraft | None:
    """What a member had begun to write to somebody by this way, or None."""
    return living_drafts(owner_id).filter(to_id=to_id, way=way).first()


def group_draft_for(owner_id: int, thread_id: int) -> KeptDraft | None:
    """What a member had begun to write into a group conversation, or None."""
    return living_drafts(owner_id).filter(thread_id=thread_id).first()


def drafts_of(owner_id: int, after: str | None = None) -> Page[KeptDraft]:
    """A member's drafts with whom they are for, newest first.

    None for who has left, or into a group conversation that the member has left.
    """
    there = Q(to__is_active=True) | Q(takes_part(owner_id), thread__isnull=False)
    rows = living_drafts(owner_id).filter(there).select_related("to", "thread")
    key = decode_moment(after)
    if key is not None:
        rows = rows.filter(Q(saved_at__lt=key[0]) | Q(saved_at=key[0], pk__lt=key[1]))
    found = list(rows.order_by("-saved_at", "-pk")[: PAGE + 1])
    return page_of(found, PAGE, lambda row: moment_key(row.saved_at, row.pk))


def over_drafts(limit: int) -> list[int]:
    """Drafts whose message is sent: what the sweep takes away."""
    sent = Message.objects.filter(author_id=OuterRef("owner_id"), client_id=OuterRef("client_id"))
    return list(KeptDraft.objects.filter(Exists(sent)).values_list("pk", flat=True)[:limit])


def planned_for(author_id: int, public_id: UUID) -> PlannedSend | None:
    """One of a member's planned sends, whatever became of it, or None."""
    found: PlannedSend | None = (
        PlannedSend.objects.select_related("to", "thread", "message__thread")
        .filter(author_id=author_id, public_id=public_id)
        .first()
    )
    return found


def planned_of(author_id: int) -> list[PlannedSend]:
    """What waits for its moment, the next first, before it what could not be sent."""
    rows = PlannedSend.objects.filter(
        author_id=author_id, state__in=("waiting", "refused", "failed")
    ).select_related("to", "thread")
    order = {"refused": 0, "failed": 0, "waiting": 1}
    found = list(rows.order_by("send_at", "pk")[:200])
    return sorted(found, key=lambda row: order[row.state])


def thread_of_pair(one: int, other: int) -> UUID | None:
    """The address of the conversation of two members, or None."""
    low, high = sorted((one, other))
    found = Thread.objects.filter(low_id=low, high_id=high).values_list("public_id", flat=True)
    return found.first()


def due_sends(at: datetime) -> list[int]:
    """The planned sends whose moment has come, in their order."""
    rows = PlannedSend.objects.filter(
        Q(not_before=None) | Q(not_before__lte=at), state="waiting", send_at__lte=at
    )
    return list(rows.order_by("send_at", "pk").values_list("pk", flat=True)[:DUE])


def name_for(row: KeptDraft | PlannedSend) -> str:
    """Whom words are for: a member's name, or what their author knows the conversation by."""
    return names_for([row])[row.pk]


def names_for(rows: Sequence[KeptDraft | PlannedSend]) -> dict[int, str]:
    """The same of many of one author's, by key; the group conversations in one statement."""
    into = [row.thread_id for row in rows if row.thread_id is not None]
    titles = titles_of(_writer_of(rows[0]), into) if into else {}
    return {row.pk: row.to.name if row.to else titles.get(row.thread_id or 0, "") for row in rows}


def _writer_of(row: KeptDraft | PlannedSend) -> int:
    return row.owner_id if isinstance(row, KeptDraft) else row.author_id
