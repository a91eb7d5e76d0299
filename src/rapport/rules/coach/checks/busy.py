"""Busy spells: a message waits while the recipient is away, swamped or about to launch (B:87)."""

from collections.abc import Iterator
from datetime import timedelta

from rapport.rules.coach.context.news import BUSY_DAYS
from rapport.rules.coach.context.resting import ABOUT, busy_news, is_away
from rapport.rules.coach.findings import Check, Finding, Level
from rapport.rules.coach.reading import Reading


def check(reading: Reading) -> Iterator[Finding]:
    """Holds a draft while they are away, or within 7 days of a post about a busy time."""
    draft = reading.draft
    if is_away(draft):
        yield _hold(
            f"They are away until {draft.recipient.away_until:%d %B}; it can wait.", "B:104"
        )
        return
    found = busy_news(reading)
    if found is not None:
        until = found.post.at + timedelta(days=BUSY_DAYS)
        about = ABOUT[found.kind]
        yield _hold(f"They recently posted about {about}; better wait until {until:%d %B}.", "B:87")


def _hold(message: str, source: str) -> Finding:
    return Finding(check=Check.BUSY, level=Level.WARN, message=message, source=source)
