"""What a send comes to, and how a verdict of the judge becomes a refusal."""

from dataclasses import dataclass
from uuid import UUID

from rapport.kit.refusals import NOT_FOUND, Refused
from rapport.rules.policy import Policy
from rapport.rules.reach import Facts, Verdict, Way, judge, menu


@dataclass(frozen=True, slots=True)
class Sent:
    """A message that is written: its thread, its own id and its place in the sequence.

    `repeated` tells that this client id had been written before: nothing was written again.
    """

    thread: UUID
    message: UUID
    seq: int
    outcome: str
    repeated: bool = False


@dataclass(frozen=True, slots=True)
class Done:
    """Something other than a message was done; `id` names it where it has a page."""

    what: str
    id: UUID | None = None
    repeated: bool = False


def refused(verdict: Verdict, facts: Facts, policy: Policy) -> Refused:
    """The refusal of a closed way, with the whole menu of the pair, as every door shows it."""
    written = verdict.to_json()
    return Refused(
        code=written["reason"],
        sentence=written["sentence"],
        unlock=tuple(written["unlock"]),
        ways=tuple(menu(facts, policy).to_json()["ways"]),
        numbers=written["numbers"],
    )


def refusal_of(way: Way, facts: Facts | None, policy: Policy) -> Refused | None:
    """None where the way is open or held for these facts, else why not."""
    if facts is None:
        return NOT_FOUND
    verdict = judge(way, facts, policy)
    if verdict.outcome in ("open", "held"):
        return None
    return refused(verdict, facts, policy)
