"""File any number of one's conversations at once: star, archive, snooze, mute, spam, and back."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.urls import reverse

from rapport.kit.clock import now
from rapport.kit.refusals import NOT_FOUND, Refused
from rapport.live.actions import hint
from rapport.members.queries.locks import lock_members
from rapport.messaging.models import Participation
from rapport.notices.actions import mark_read_at_each, mute_pages
from rapport.rules.filing import ARCHIVED, PUT_AWAY, SNOOZED, SPAM, Deed, home
from rapport.rules.focus import Why, is_other

MOST = 100
LONGEST_SNOOZE = timedelta(days=366)
NOTHING_NAMED = Refused("no_threads", "Tick at least one conversation first.", on="thread")
TOO_MANY = Refused("too_many_threads", f"At most {MOST} conversations at a time.", on="thread")
NO_MOMENT = Refused(
    "snooze_moment", "Say until when: a moment that is to come, within a year.", on="until"
)
CHANGED = ("box", "read_seq", "starred", "muted", "snoozed_until", "focus", "is_other")
DONE_WITH_NOTICES = frozenset({Deed.READ, Deed.ARCHIVE, Deed.SPAM})


@dataclass(frozen=True, slots=True)
class Sorted:
    """How many conversations were filed."""

    count: int


def sort_threads(
    member_id: int, ids: Collection[UUID], deed: Deed, until: datetime | None = None
) -> Sorted | Refused:
    """Do this to these conversations of the member's; the same again changes nothing.

    Ids that are not theirs are passed over in silence, unless none is theirs. `until` belongs to
    snoozing alone.
    """
    at = now()
    if not ids:
        return NOTHING_NAMED
    if len(set(ids)) > MOST:
        return TOO_MANY
    if deed is Deed.SNOOZE and not (until and at < until <= at + LONGEST_SNOOZE):
        return NO_MOMENT
    with transaction.atomic():
        # Sends lock the same row before they file: neither overwrites the other.
        lock_members(member_id)
        parts = list(
            Participation.objects.select_for_update(of=("self",))
            .filter(member_id=member_id, thread__public_id__in=set(ids), seq__gt=0)
            .select_related("thread")
            .order_by("id")
        )
        if not parts:
            return NOT_FOUND
        for part in parts:
            _do(part, deed, until)
        Participation.objects.bulk_update(parts, CHANGED)
        for silent in (True, False):
            mute_pages(member_id, [_page(p) for p in parts if _is_silent(p) is silent], silent)
        if deed in DONE_WITH_NOTICES:
            mark_read_at_each({(member_id, _page(part)) for part in parts}, at)
        hint(member_id, "filed", {"threads": len(parts)})
    return Sorted(len(parts))


def _do(part: Participation, deed: Deed, until: datetime | None) -> None:
    """One deed on one conversation, not stored yet."""
    if deed in (Deed.READ, Deed.UNREAD):
        part.read_seq = part.seq if deed is Deed.READ else part.seq - 1
    elif deed in (Deed.STAR, Deed.UNSTAR):
        part.starred = deed is Deed.STAR
    elif deed in (Deed.MUTE, Deed.UNMUTE):
        part.muted = deed is Deed.MUTE
    elif deed in (Deed.FOCUSED, Deed.OTHER):
        chosen = Why.MOVED_IN if deed is Deed.FOCUSED else Why.MOVED_OUT
        part.focus, part.is_other = chosen.value, is_other(chosen)
    elif deed is Deed.RETURN:
        if part.box in PUT_AWAY:
            part.box, part.snoozed_until = _home(part), None
    else:
        part.box = {Deed.ARCHIVE: ARCHIVED, Deed.SNOOZE: SNOOZED, Deed.SPAM: SPAM}[deed]
        part.snoozed_until = until if deed is Deed.SNOOZE else None


def _page(part: Participation) -> str:
    return reverse("messaging:thread", args=[part.thread.public_id])


def _is_silent(part: Participation) -> bool:
    """Whether no notice is made of what comes here."""
    return part.muted or part.box == SPAM


def _home(part: Participation) -> str:
    return home(part.thread.state, mine_last=part.thread.last_from_id == part.member_id)


def wake_snoozed(at: datetime, count: int = 500) -> int:
    """Put back what was snoozed until now, on top of its box; return how many."""
    with transaction.atomic():
        due = list(
            Participation.objects.select_for_update(skip_locked=True, of=("self",))
            .filter(box=SNOOZED, snoozed_until__lte=at)
            .select_related("thread")
            .order_by("snoozed_until")[:count]
        )
        for part in due:
            part.box = _home(part)
            assert part.snoozed_until is not None  # the filter asks for it
            part.last_at = max(part.last_at, part.snoozed_until)
        Participation.objects.bulk_update(due, ["box", "last_at"], batch_size=100)
        _tell(due)
    return len(due)


def _tell(parts: Sequence[Participation]) -> None:
    for member_id in {part.member_id for part in parts if part.member_id is not None}:
        hint(member_id, "filed", {"threads": 1})
