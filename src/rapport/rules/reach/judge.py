"""The decision: every way of a pair with its verdict, and the one that is primary."""

from dataclasses import dataclass, field
from typing import Any

from rapport.rules.policy import Policy
from rapport.rules.reach.facts import Facts
from rapport.rules.reach.gates import Finding, barrier, find, find_behind
from rapport.rules.reach.moments import written
from rapport.rules.reach.numbers import Numbers, numbers_for
from rapport.rules.reach.reading import Reading
from rapport.rules.reach.sentences import sentence_for
from rapport.rules.reach.table import Findings, Primary, primary
from rapport.rules.reach.unlocks import Unlock, unlocks_for
from rapport.rules.reach.ways import Outcome, Reason, Way

INMAIL_COST = 1
WAYS = tuple(Way)


@dataclass(frozen=True, slots=True)
class Verdict:
    """What one way comes to. Numbers, sentence and unlocks are worked out when they are asked."""

    finding: Finding
    reading: Reading = field(repr=False, compare=False)

    @property
    def way(self) -> Way:
        """The way that was judged."""
        return self.finding.way

    @property
    def outcome(self) -> Outcome:
        """Open, held (delivered, but waits until the other accepts), pending or closed."""
        return self.finding.outcome

    @property
    def reason(self) -> Reason:
        """Why; a code of the contract."""
        return self.finding.reason

    @property
    def is_usable(self) -> bool:
        """Whether the way may be taken now: open or held."""
        return self.finding.usable

    @property
    def numbers(self) -> Numbers | None:
        """The quota that speaks in this verdict, or None where none was asked."""
        return numbers_for(self.finding, self.reading)

    @property
    def inmail_credits(self) -> int:
        """What taking the way costs, in InMail credits."""
        return INMAIL_COST if self.way is Way.INMAIL and self.is_usable else 0

    @property
    def unlock(self) -> tuple[Unlock, ...]:
        """What lifts the reason; empty where nothing helps."""
        return unlocks_for(self.finding, self.reading)

    @property
    def sentence(self) -> str:
        """The reason in English, with its numbers."""
        return sentence_for(self.finding, self.reading)

    def to_json(self) -> dict[str, Any]:
        """One entry of `ways` in the contract, keys in its order."""
        return {
            "way": self.way.value,
            "outcome": self.outcome.value,
            "reason": self.reason.value,
            "sentence": self.sentence,
            "numbers": _numbers_json(self.numbers),
            "cost": {"inmail_credits": self.inmail_credits},
            "unlock": [_unlock_json(unlock) for unlock in self.unlock],
        }


@dataclass(frozen=True, slots=True)
class Menu:
    """Every way between two members, and the primary one."""

    primary: Primary
    findings: Findings
    reading: Reading = field(repr=False, compare=False)

    @property
    def ways(self) -> tuple[Verdict, ...]:
        """The verdict of every way, in the order of the gates table."""
        return tuple(Verdict(finding, self.reading) for finding in self.findings)

    @property
    def more(self) -> tuple[Way, ...]:
        """Every way that is open or held, except the primary one."""
        chosen = self.primary.way.value
        return tuple(f.way for f in self.findings if f.usable and f.way.value != chosen)

    def verdict(self, way: Way) -> Verdict:
        """The verdict of one way."""
        return Verdict(self.findings[WAYS.index(way)], self.reading)

    def to_json(self) -> dict[str, Any]:
        """The Menu of the contract, keys in its order; times are UTC, to the second."""
        return {
            "primary": {
                "way": self.primary.way.value,
                "label": self.primary.label,
                "reason": self.primary.reason.value,
            },
            "more": [way.value for way in self.more],
            "ways": [verdict.to_json() for verdict in self.ways],
        }


def menu(facts: Facts, policy: Policy) -> Menu:
    """Every way in which `facts.viewer` may reach `facts.target` at `facts.now`, with its reason.

    Source: the tables of reach and policy, section 1; the six laws of section 4 hold for any facts.
    """
    reading = Reading(facts, policy)
    barred = barrier(reading)
    findings = Findings(*[find_behind(barred, way, reading) for way in WAYS])
    return Menu(primary(reading, findings, policy.reach.order), findings, reading)


def judge(way: Way, facts: Facts, policy: Policy) -> Verdict:
    """The verdict of one way; the same gates as in `menu`, so that the two cannot disagree."""
    reading = Reading(facts, policy)
    return Verdict(find(way, reading), reading)


def _numbers_json(numbers: Numbers | None) -> dict[str, int] | None:
    if numbers is None:
        return None
    shown = {"used": numbers.used, "limit": numbers.limit}
    if numbers.window_days is not None:
        shown["window_days"] = numbers.window_days
    return shown


def _unlock_json(unlock: Unlock) -> dict[str, Any]:
    shown: dict[str, Any] = {"by": unlock.by}
    if unlock.at is not None:
        shown["at"] = written(unlock.at)
    if unlock.way is not None:
        shown["way"] = unlock.way.value
    if unlock.via:
        shown["via"] = list(unlock.via)
    return shown
