"""The menu of a real pair as lines for people."""

from collections.abc import Iterator
from typing import Any

from rapport.cli.place import refuse
from rapport.kit.clock import now
from rapport.kit.components.ways import unlock_sentence
from rapport.kit.policy import policy
from rapport.kit.refusals import NOT_FOUND
from rapport.members.queries.handles import member_by_handle
from rapport.messaging.queries.reach_facts import facts_for
from rapport.messaging.reading import sentence_of
from rapport.rules.reach import menu
from rapport.rules.reach.ways import LABELS, PrimaryWay

MARKS = {"open": "●", "held": "◐", "pending": "◌", "closed": "○"}


def explained(viewer: str, target: str) -> Iterator[str]:
    """The primary way with its reason, then every way with numbers, cost and unlocks."""
    one, other = _member(viewer), _member(target)
    facts = facts_for(one.pk, [other.pk], now(), policy())[other.pk]
    found = menu(facts, policy())
    yield f"{one.name} → {other.name}: {found.primary.label}"
    yield f"  {sentence_of(found)}"
    labels = {way.value: label for way, label in LABELS.items()}
    for way in found.to_json()["ways"]:
        label = LABELS[PrimaryWay(way["way"])]
        yield f"{MARKS[way['outcome']]} {label}: {way['outcome']} ({way['reason']})"
        yield f"    {way['sentence']}{_numbers(way['numbers'])}{_cost(way['cost'])}"
        for unlock in way["unlock"]:
            yield f"    → {unlock_sentence(unlock, labels)}"


def _member(handle: str) -> Any:
    member = member_by_handle(handle)
    if member is None:
        refuse(f"there is no member with the handle {handle}", NOT_FOUND.exit_code)
    return member


def _numbers(numbers: dict[str, int] | None) -> str:
    if numbers is None:
        return ""
    window = f" in {numbers['window_days']} days" if "window_days" in numbers else ""
    return f" [{numbers['used']} of {numbers['limit']}{window}]"


def _cost(cost: dict[str, int]) -> str:
    return f" [costs {cost['inmail_credits']} InMail credit]" if cost["inmail_credits"] else ""
