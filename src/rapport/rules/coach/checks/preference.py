"""The recipient's stated preferences: approach, formality, topics (B:44, B:91)."""

from collections.abc import Iterator

from rapport.rules.coach.context.preferences import (
    formal_marks,
    informal_marks,
    named_topics,
)
from rapport.rules.coach.draft import Approach, DraftWay, Formality
from rapport.rules.coach.findings import Check, Finding, Level, Span
from rapport.rules.coach.reading import Reading


def check(reading: Reading) -> Iterator[Finding]:
    """Warns where the draft goes against the card; welcome topics are good."""
    yield from _approach(reading)
    yield from _formality(reading)
    yield from _topics(reading)


def _approach(reading: Reading) -> Iterator[Finding]:
    draft = reading.draft
    if draft.history:
        return
    wanted = draft.recipient.card.approach
    if wanted is Approach.COMMENT_FIRST and not draft.commented:
        yield _warn("They ask you to comment on a post of theirs before you write.", "B:44")
    if wanted is Approach.INTRODUCTION and draft.way is not DraftWay.INTRODUCTION:
        yield _warn("They ask to be approached through somebody who knows you both.", "B:44")


def _formality(reading: Reading) -> Iterator[Finding]:
    wanted = reading.draft.recipient.card.formality
    if wanted is Formality.FORMAL:
        for span in informal_marks(reading)[:1]:
            yield _warn("They prefer to be written to formally.", "B:91", span, reading)
    if wanted is Formality.INFORMAL:
        for span in formal_marks(reading)[:1]:
            yield _warn("They prefer to be written to informally.", "B:91", span, reading)


def _topics(reading: Reading) -> Iterator[Finding]:
    card = reading.draft.recipient.card
    for span, topic in named_topics(reading, card.unwelcome):
        yield _warn(f"They don't want to be written to about {topic}.", "B:44", span, reading)
    for span, topic in named_topics(reading, card.welcome)[:1]:
        yield Finding(
            check=Check.PREFERENCE,
            level=Level.GOOD,
            message=f"They welcome messages about {topic}.",
            source="B:44",
            span=span,
            evidence=reading.text[span[0] : span[1]],
        )


def _warn(
    message: str, source: str, span: Span | None = None, reading: Reading | None = None
) -> Finding:
    evidence = reading.text[span[0] : span[1]] if reading and span else ""
    return Finding(Check.PREFERENCE, Level.WARN, message, source, span, evidence)
