"""The signals of a draft: counts of the text, and what the models measure in it."""

from rapport.rules.coach.asking import asks
from rapport.rules.coach.checks.grade import grade_of
from rapport.rules.coach.checks.sameness import sameness
from rapport.rules.coach.context.asked import largest_ask
from rapport.rules.coach.context.claims import claims
from rapport.rules.coach.findings import Signals
from rapport.rules.coach.reading import Reading


def signals_of(reading: Reading) -> Signals:
    """Every signal of the contract, complete for a bare sentence without context."""
    spoken = reading.body or reading.sentences
    return Signals(
        chars=len(reading.text),
        words=len(reading.words),
        sentences=len(spoken),
        grade=grade_of(reading),
        questions=sum(one.is_question for one in reading.sentences),
        asks=len(asks(reading)),
        ask_size=min(largest_ask(reading).size, 1.0),
        sameness=sameness(reading),
        language=reading.language,
        claims=claims(reading),
    )
