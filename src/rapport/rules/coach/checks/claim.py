"""Claims that the visible facts don't show, or that are out of date (B:27, B:29)."""

from collections.abc import Iterator

from rapport.rules.coach.context.claims import stated
from rapport.rules.coach.context.mended_claims import true_instead
from rapport.rules.coach.context.statements import Statement
from rapport.rules.coach.findings import Check, Finding, Level
from rapport.rules.coach.reading import Reading


def check(reading: Reading) -> Iterator[Finding]:
    """Warns of each claim that is false, and tells a stale one as such."""
    for claim, statement in reading.once(stated):
        if claim.supported is False:
            yield Finding(
                check=Check.CLAIM,
                level=Level.WARN,
                message=_message(statement),
                source="B:27",
                span=claim.span,
                evidence=claim.text,
                fix=true_instead(reading, claim, statement),
            )


def _message(said: Statement) -> str:
    if said.stale:
        return f"They seem to have left {said.name}, by their headline."
    if said.name:
        return f"Nothing that you can see of them shows {said.name}."
    return "Nothing that you can see of them shows this."
