"""Until when a message had better wait, and why: sensitive news, a busy spell, an absence."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from rapport.rules.coach.context.hours import is_within, next_moment
from rapport.rules.coach.context.news import DAYS, SENSITIVE, News, NewsKind, news
from rapport.rules.coach.draft import Draft
from rapport.rules.coach.reading import Reading


@dataclass(frozen=True, slots=True)
class Wait:
    """A reason to wait and the moment it ends."""

    until: datetime
    reason: str


def told(reading: Reading) -> tuple[News, ...]:
    """What the recipient's recent posts tell, read once for all checks."""
    return reading.once(_told)


def _told(reading: Reading) -> tuple[News, ...]:
    return news(reading.draft)


def sensitive_news(reading: Reading) -> News | None:
    """The newest sensitive post within its days."""
    return next((one for one in told(reading) if one.kind in SENSITIVE), None)


def busy_news(reading: Reading) -> News | None:
    """The newest post about a busy spell within its days."""
    return next((one for one in told(reading) if one.kind is NewsKind.BUSY), None)


def good_news(reading: Reading) -> News | None:
    """The newest good news; none while a sensitive post is fresh (reference 2.10)."""
    if sensitive_news(reading) is not None:
        return None
    return next((one for one in told(reading) if one.kind is NewsKind.MILESTONE), None)


def is_away(draft: Draft) -> bool:
    """Whether the recipient has said that they are away now."""
    until = draft.recipient.away_until
    return draft.now is not None and until is not None and until > draft.now


def waits(reading: Reading) -> tuple[Wait, ...]:
    """Every reason to wait that holds now, the longest first."""
    draft = reading.draft
    if draft.now is None:
        return ()
    found = []
    if is_away(draft) and draft.recipient.away_until is not None:
        found.append(Wait(draft.recipient.away_until, "They are away until then."))
    for one in (sensitive_news(reading), busy_news(reading)):
        if one is not None:
            until = one.post.at + timedelta(days=DAYS[one.kind])
            found.append(
                Wait(max(until, draft.now), f"They recently posted about {ABOUT[one.kind]}.")
            )
    return tuple(sorted(found, key=lambda wait: wait.until, reverse=True))


ABOUT = {
    NewsKind.LAYOFF: "a layoff",
    NewsKind.ILLNESS: "illness",
    NewsKind.LOSS: "a loss",
    NewsKind.BUSY: "a busy time",
    NewsKind.MILESTONE: "good news",
}


def send_at(reading: Reading) -> datetime | None:
    """The moment to send at, in the recipient's offset: after every wait, in their hours.

    None where now is as good as any, or the draft has no `now`.
    """
    draft = reading.draft
    if draft.now is None:
        return None
    pending = waits(reading)
    if pending:
        return next_moment(draft, pending[0].until)
    return None if is_within(draft, draft.now) else next_moment(draft, draft.now)
