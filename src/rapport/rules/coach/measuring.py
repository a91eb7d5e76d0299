"""The signals of a draft: counts of the text, and what the models measure in it."""

from rapport.rules.coach.asking import asks
from rapport.rules.coach.checks.grade import grade_of
from rapport.rules.coach.checks.sameness import sameness
from rapport.rules.coach.context.asked import largest_ask
from rapport.rules.coach.context.claims import claims
from rapport.rules.coach.findings import Signals
from rapport.rules.coach.reading import Reading
from rapport.rules.coach.signals import Measured, measure


def signals_of(reading: Reading) -> Signals:
    """Every signal of the contract, complete for a bare sentence without context."""
    spoken = reading.body or reading.sentences
    measured = measured_of(reading)
    return Signals(
        chars=len(reading.text),
        words=len(reading.words),
        sentences=len(spoken),
        grade=grade_of(reading),
        questions=sum(one.is_question for one in reading.sentences),
        asks=len(asks(reading)),
        request=measured.request,
        advice=measured.advice,
        politeness=measured.politeness,
        formality=measured.formality,
        warmth=measured.warmth,
        ask_size=min(largest_ask(reading).size, 1.0),
        sameness=sameness(reading),
        language=reading.language,
        claims=claims(reading),
    )


def measured_of(reading: Reading) -> Measured:
    """What the models measure in the draft; they know English only (docs/coach-models.md).

    In other languages a request is told by the asks that the rules find, the tone stays neutral.
    """
    return reading.once(_measured)


def _measured(reading: Reading) -> Measured:
    if reading.language != "en":
        return Measured(request=float(bool(asks(reading))), warmth=0.5)
    return measure([sentence.masked for sentence in reading.sentences])
