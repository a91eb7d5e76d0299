"""Sensitive news: after a layoff, illness or loss a message waits, unless it is sympathy (B:86)."""

from collections.abc import Iterator
from datetime import timedelta

from rapport.rules.coach.asking import asks
from rapport.rules.coach.context.asked import largest_ask
from rapport.rules.coach.context.news import SENSITIVE_DAYS
from rapport.rules.coach.context.resting import ABOUT, sensitive_news
from rapport.rules.coach.context.warmth import warmth
from rapport.rules.coach.findings import Check, Finding, Level
from rapport.rules.coach.kinds import Gist
from rapport.rules.coach.reading import Reading

# From this warmth on sympathy without an ask is right (contract, "Sensitive").
CLOSE = 0.5


def check(reading: Reading) -> Iterator[Finding]:
    """Holds a draft within 14 days of such a post; never says more than that they posted."""
    found = sensitive_news(reading)
    if found is None:
        return
    about = ABOUT[found.kind]
    if warmth(reading.draft) >= CLOSE and is_sympathy(reading):
        yield Finding(
            check=Check.SENSITIVE,
            level=Level.GOOD,
            message=f"They recently posted about {about}; sympathy without an ask is right.",
            source="B:86",
        )
        return
    until = found.post.at + timedelta(days=SENSITIVE_DAYS)
    yield Finding(
        check=Check.SENSITIVE,
        level=Level.WARN,
        message=f"They recently posted about {about}; better wait until {until:%d %B}.",
        source="B:86",
    )


def is_sympathy(reading: Reading) -> bool:
    """Whether the draft only consoles: it asks for nothing, not even a question."""
    if largest_ask(reading).size > 0 or asks(reading):
        return False
    return reading.kind.gist in (Gist.CONDOLENCE, None, Gist.ANSWER, Gist.THANKS)
