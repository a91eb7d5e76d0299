"""history: an earlier conversation is acknowledged, never passed over as a first contact (B:80)."""

from collections.abc import Iterator

from rapport.rules.coach.context.claims import stated
from rapport.rules.coach.context.facts import Kind
from rapport.rules.coach.findings import Check, Finding, Level, Span
from rapport.rules.coach.kinds import Place
from rapport.rules.coach.reading import Reading

_SOURCE = "B:80"


def check(reading: Reading) -> Iterator[Finding]:
    """With a history: a warn where the text pretends a first contact; in the first message after
    a long silence good where the earlier one is named, a tip where it is not."""
    if not reading.draft.history or reading.pack is None:
        return
    pretended = reading.hits("words.first_contact")
    if pretended:
        span = pretended[0].span
        said = "You two have written before; do not write as if this were the first time."
        yield _finding(reading, Level.WARN, span, said)
        return
    if reading.kind.place is not Place.OPENER:
        return
    known = [hit.span for hit in reading.hits("words.earlier_contact")] or [
        claim.span
        for claim, said in reading.once(stated)
        if claim.supported and said.kind is Kind.MEETING
    ]
    if known:
        span = known[0]
        yield _finding(reading, Level.GOOD, span, "The message takes up your earlier conversation.")
    else:
        said = "You wrote to each other before; a word about it helps them to remember."
        yield _finding(reading, Level.TIP, None, said)


def _finding(reading: Reading, level: Level, span: Span | None, said: str) -> Finding:
    return Finding(
        check=Check.HISTORY,
        level=level,
        span=span,
        evidence=reading.text[slice(*span)] if span else "",
        message=said,
        source=_SOURCE,
    )
