"""The rows of the primary way: eight fixed ones, then those whose order is data."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from rapport.rules.reach import conditions as on
from rapport.rules.reach.gates import Finding
from rapport.rules.reach.reading import Reading
from rapport.rules.reach.ways import LABELS, PrimaryWay, Reason


class Findings(NamedTuple):
    """What every way comes to, in the order of the ways."""

    message: Finding
    connect: Finding
    accept: Finding
    request: Finding
    inmail: Finding
    introduction: Finding
    follow: Finding


@dataclass(frozen=True, slots=True)
class Primary:
    """The one big button: what it does, what it reads, and why it is this one."""

    way: PrimaryWay
    label: str
    reason: Reason


Row = Callable[[Reading, Findings], Primary | None]

PRIMARIES: Mapping[tuple[PrimaryWay, Reason], Primary] = {
    (way, reason): Primary(way, LABELS[way], reason) for way in PrimaryWay for reason in Reason
}


def primary(r: Reading, found: Findings, order: tuple[str, ...]) -> Primary:
    """The first row that holds: the fixed ones, then `order` (reach.order), then `closed`."""
    for row in FIXED:
        answer = row(r, found)
        if answer is not None:
            return answer
    for name in order:
        answer = ORDERED[name](r, found)
        if answer is not None:
            return answer
    return PRIMARIES[PrimaryWay.NONE, Reason.CLOSED]


def _self(r: Reading, found: Findings) -> Primary | None:
    return PRIMARIES[PrimaryWay.EDIT, Reason.SELF] if on.is_self(r) else None


def _unavailable(r: Reading, found: Findings) -> Primary | None:
    return PRIMARIES[PrimaryWay.NONE, Reason.UNAVAILABLE] if on.is_unavailable(r) else None


def _incoming_invitation(r: Reading, found: Findings) -> Primary | None:
    if found.accept.usable:
        return PRIMARIES[PrimaryWay.ACCEPT, Reason.INCOMING_INVITATION]
    return None


def _restricted(r: Reading, found: Findings) -> Primary | None:
    return PRIMARIES[PrimaryWay.NONE, Reason.SENDER_RESTRICTED] if on.is_restricted(r) else None


def _first_degree(r: Reading, found: Findings) -> Primary | None:
    return PRIMARIES[PrimaryWay.MESSAGE, Reason.FIRST_DEGREE] if r.connected else None


def _existing_conversation(r: Reading, found: Findings) -> Primary | None:
    if not r.conversing:
        return None
    way = PrimaryWay.MESSAGE if found.message.usable else PrimaryWay.NONE
    return PRIMARIES[way, found.message.reason]


def _pending(r: Reading, found: Findings) -> Primary | None:
    return PRIMARIES[PrimaryWay.PENDING, Reason.PENDING] if r.sent_pending else None


def _awaiting_answer(r: Reading, found: Findings) -> Primary | None:
    return PRIMARIES[PrimaryWay.WAITING, Reason.AWAITING_ANSWER] if r.awaiting else None


def _open_profile(r: Reading, found: Findings) -> Primary | None:
    if r.target.open_profile and found.message.usable:
        return PRIMARIES[PrimaryWay.MESSAGE, Reason.OPEN_PROFILE]
    return None


def _follow_primary(r: Reading, found: Findings) -> Primary | None:
    if not found.follow.usable:
        return None
    if on.is_target_full(r):
        return PRIMARIES[PrimaryWay.FOLLOW, Reason.AT_CONNECTION_CAP]
    return PRIMARIES[PrimaryWay.FOLLOW, Reason.FOLLOW_PRIMARY] if r.target.follow_primary else None


def _second_degree(r: Reading, found: Findings) -> Primary | None:
    if r.pair.degree == 2 and found.connect.usable:
        return PRIMARIES[PrimaryWay.CONNECT, Reason.SECOND_DEGREE]
    return None


def _shared_ground(r: Reading, found: Findings) -> Primary | None:
    request = found.request
    return PRIMARIES[PrimaryWay.REQUEST, request.reason] if request.usable else None


def _introducible(r: Reading, found: Findings) -> Primary | None:
    if found.introduction.usable:
        return PRIMARIES[PrimaryWay.INTRODUCTION, Reason.INTRODUCIBLE]
    return None


def _third_degree(r: Reading, found: Findings) -> Primary | None:
    if not found.follow.usable or r.pair.degree not in (3, None):
        return None
    reason = Reason.THIRD_DEGREE if r.pair.degree == 3 else Reason.OUT_OF_NETWORK
    return PRIMARIES[PrimaryWay.FOLLOW, reason]


def _inmail(r: Reading, found: Findings) -> Primary | None:
    return PRIMARIES[PrimaryWay.INMAIL, Reason.INMAIL] if found.inmail.usable else None


def _stranger(r: Reading, found: Findings) -> Primary | None:
    return PRIMARIES[PrimaryWay.CONNECT, Reason.STRANGER] if found.connect.usable else None


def _follow_only(r: Reading, found: Findings) -> Primary | None:
    return PRIMARIES[PrimaryWay.FOLLOW, Reason.FOLLOW_ONLY] if found.follow.usable else None


FIXED: tuple[Row, ...] = (
    _self,
    _unavailable,
    _incoming_invitation,
    _restricted,
    _first_degree,
    _existing_conversation,
    _pending,
    _awaiting_answer,
)
ORDERED: Mapping[str, Row] = {
    "open_profile": _open_profile,
    "follow_primary": _follow_primary,
    "second_degree": _second_degree,
    "shared_ground": _shared_ground,
    "introducible": _introducible,
    "third_degree": _third_degree,
    "inmail": _inmail,
    "stranger": _stranger,
    "follow_only": _follow_only,
}
