"""What a false claim could say instead: the same words with a fact that is true."""

from rapport.rules.coach.context.facts import Kind, facts_of
from rapport.rules.coach.context.likeness import same_name
from rapport.rules.coach.context.statements import Statement
from rapport.rules.coach.findings import Claim
from rapport.rules.coach.reading import Reading

_LISTED = (Kind.EMPLOYER, Kind.SCHOOL, Kind.EVENT, Kind.GROUP)


def true_instead(reading: Reading, claim: Claim, said: Statement) -> str | None:
    """The claim with the wrong name replaced by a fact both share; None where there is none.

    Only a fact that stands in both lists serves: it makes "we both …" and "your …" true alike.
    """
    if said.stale or said.kind not in _LISTED or claim.text.count(said.name) != 1:
        return None
    facts = facts_of(reading.draft.sender, reading.draft.recipient)
    shared = [
        theirs
        for theirs in facts.yours.get(said.kind, ())
        if any(same_name(theirs, mine) for mine in facts.mine.get(said.kind, ()))
    ]
    return claim.text.replace(said.name, shared[0]) if len(shared) == 1 else None
