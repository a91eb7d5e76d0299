"""How well the two know each other, from 0 (strangers) to 1, told from their messages."""

from datetime import datetime, timedelta

from rapport.rules.coach.context.likeness import same_name
from rapport.rules.coach.draft import Draft, DraftWay, Earlier

# Warmth that one exchange adds when it is new, the days after which half of it is left, what
# shared ground alone gives, and what is lent by who introduces (contract of the coach, "Warmth").
PER_EXCHANGE = 0.25
HALVED_AFTER_DAYS = 180
SHARED_GROUND = 0.1
INTRODUCED = 0.3


def warmth(draft: Draft) -> float:
    """Warmth 0 to 1: as given, else from the exchanges; shared ground lifts it to 0.1 at least.

    An exchange is a message and its answer, in either direction; each adds 0.25, halved every 180
    days since the answer (counted from the last message when the draft has no `now`).
    """
    if draft.warmth is not None:
        return draft.warmth
    told = _from_history(draft.history, draft.now)
    return max(told, SHARED_GROUND) if has_shared_ground(draft) else told


def warmth_for_ask(draft: Draft) -> float:
    """The warmth an ask is weighed against: at least 0.3 for one through an introduction."""
    known = warmth(draft)
    return max(known, INTRODUCED) if draft.way is DraftWay.INTRODUCTION else known


def has_shared_ground(draft: Draft) -> bool:
    """Whether they share an employer, a school or somebody both know."""
    sender, recipient = draft.sender, draft.recipient
    return bool(draft.mutuals) or any(
        same_name(mine, theirs)
        for ours, others in (
            (sender.employers, recipient.employers),
            (sender.schools, recipient.schools),
        )
        for mine in ours
        for theirs in others
    )


def _from_history(history: tuple[Earlier, ...], now: datetime | None) -> float:
    ordered = sorted(history, key=lambda one: one.at)
    if not ordered:
        return 0.0
    today = now or ordered[-1].at
    total, at = 0.0, 1
    while at < len(ordered):
        if ordered[at].by is not ordered[at - 1].by:
            total += PER_EXCHANGE * 0.5 ** (_days(today - ordered[at].at) / HALVED_AFTER_DAYS)
            at += 1
        at += 1
    return min(total, 1.0)


def _days(age: timedelta) -> float:
    return max(age.total_seconds(), 0.0) / 86_400
