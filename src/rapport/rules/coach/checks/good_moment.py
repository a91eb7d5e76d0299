"""Good moments: after good news one congratulates and asks for nothing (B:86)."""

from collections.abc import Iterator

from rapport.rules.coach.asking import asks
from rapport.rules.coach.context.asked import largest_ask
from rapport.rules.coach.context.resting import good_news
from rapport.rules.coach.findings import Check, Finding, Level
from rapport.rules.coach.reading import Reading


def check(reading: Reading) -> Iterator[Finding]:
    """Good within 14 days of such a post; a warn when the draft asks for something."""
    if good_news(reading) is None:
        return
    asked = largest_ask(reading)
    made = asks(reading)
    span = asked.span or (made[0].span if made else None)
    if span is not None:
        yield Finding(
            check=Check.GOOD_MOMENT,
            level=Level.WARN,
            message="They recently posted about good news: congratulate now, ask another day.",
            source="B:119",
            span=span,
            evidence=reading.text[span[0] : span[1]],
        )
        return
    yield Finding(
        check=Check.GOOD_MOMENT,
        level=Level.GOOD,
        message="They recently posted about good news: a good moment to congratulate.",
        source="B:86",
    )
