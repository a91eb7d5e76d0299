"""The size of an ask weighed against how well the two know each other (B:90)."""

from collections.abc import Iterator

from rapport.rules.coach.context.asked import largest_ask
from rapport.rules.coach.context.warmth import warmth_for_ask
from rapport.rules.coach.draft import Recipient
from rapport.rules.coach.findings import Check, Finding, Level
from rapport.rules.coach.reading import Reading

# By how much an ask may exceed the warmth (contract, "Ask size").
MARGIN = 0.35
_ROUNDING = 1e-9


def check(reading: Reading) -> Iterator[Finding]:
    """Warns when the ask's size less the warmth is over 0.35; a tip of a text without context."""
    asked = largest_ask(reading)
    if asked.span is None:
        return
    if asked.size - warmth_for_ask(reading.draft) <= MARGIN + _ROUNDING:
        return
    if asked.demanded:
        message = "A meeting is demanded of somebody you hardly know; ask a question first."
    else:
        message = "This is much to ask at this point; begin with a question on their work."
    yield Finding(
        check=Check.ASK_SIZE,
        level=Level.TIP if _is_bare(reading) else Level.WARN,
        message=message,
        source="B:90",
        span=asked.span,
        evidence=reading.text[asked.span[0] : asked.span[1]],
    )


def _is_bare(reading: Reading) -> bool:
    """Whether nothing is known of the two: then they may be old friends."""
    draft = reading.draft
    return draft.recipient == Recipient() and draft.warmth is None and not draft.history
