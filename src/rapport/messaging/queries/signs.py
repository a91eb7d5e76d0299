"""What the signs between two are judged by, in the statement that finds a participation."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import Case, Exists, F, OuterRef, Q, QuerySet, Subquery, When

from rapport.contacts.models import Block, Connection
from rapport.messaging.models import Participation
from rapport.rules.policy import Policy
from rapport.rules.signs import Between, Marks, Sign, is_shown

ASIDE = ("ignored", "spam")


class Judging:
    """Two sides by the rule: `sees` of what one may be shown of the other, `shows` the reverse."""

    __slots__ = ()
    sees: Between
    shows: Between

    def may_see(self, sign: Sign, policy: Policy) -> bool:
        """Whether this member may be shown this sign of the other."""
        return _judged(sign, self.sees, policy)

    def may_show(self, sign: Sign, policy: Policy) -> bool:
        """Whether the other may be shown this sign of this member."""
        return _judged(sign, self.shows, policy)


@dataclass(frozen=True, slots=True)
class Side(Judging):
    """A direct conversation from one participant's side: the other, and what each may be shown.

    `sees` are the facts of what this member may be shown of the other; `shows` those of what the
    other may be shown of this member. `marks` are the other's, before any judgement.
    """

    id: int
    thread: UUID
    other_id: int
    sees: Between
    shows: Between
    marks: Marks


def with_signs(rows: "QuerySet[Participation]") -> "QuerySet[Participation]":
    """The same participations, each with what `side_of` reads."""
    theirs = Participation.objects.filter(
        thread=OuterRef("thread"), member=OuterRef("other_id")
    ).values("thread")
    pair = {"member": OuterRef("member"), "other": OuterRef("other_id")}
    is_low = Q(member=F("thread__low"))
    blocks = Block.objects.filter(
        Q(blocker=OuterRef("member"), blocked=OuterRef("other_id"))
        | Q(blocker=OuterRef("other_id"), blocked=OuterRef("member"))
    )
    return rows.annotate(
        other_id=Case(When(is_low, then=F("thread__high")), default=F("thread__low")),
        low_receipts=F("thread__low__reach__receipts"),
        low_presence=F("thread__low__reach__presence"),
        high_receipts=F("thread__high__reach__receipts"),
        high_presence=F("thread__high__reach__presence"),
        both_active=Case(
            When(thread__low__is_active=True, thread__high__is_active=True, then=True),
            default=False,
        ),
        connected=Exists(Connection.objects.filter(**pair)),
        blocked=Exists(blocks),
        their_box=Subquery(theirs.values("box")),
        their_shown_from=Subquery(theirs.values("shown_from")),
        their_shown_seq=Subquery(theirs.values("shown_seq")),
        their_shown_at=Subquery(theirs.values("shown_at")),
        their_wrote_at=Subquery(theirs.values("wrote_at")),
    )


def side_of(part: Any) -> Side | None:
    """What `with_signs` brought along; None where it is no conversation of two members."""
    if part.other_id is None or part.thread.owner_id is not None:
        return None
    low = (bool(part.low_receipts), bool(part.low_presence))
    high = (bool(part.high_receipts), bool(part.high_presence))
    mine, theirs = (low, high) if part.member_id == part.thread.low_id else (high, low)
    return Side(
        id=part.pk,
        thread=part.thread.public_id,
        other_id=part.other_id,
        sees=_between(part, mine, theirs, part.their_box),
        shows=_between(part, theirs, mine, part.box),
        marks=Marks(
            part.their_shown_from or 0,
            part.their_shown_seq or 0,
            part.their_shown_at,
            part.their_wrote_at,
        ),
    )


def side_in(member_id: int, public_id: UUID) -> Side | None:
    """A conversation from this member's side, in one statement; None where there is none."""
    rows = with_signs(Participation.objects.select_related("thread"))
    part = rows.filter(member_id=member_id, thread__public_id=public_id).first()
    return side_of(part) if part is not None else None


def marks_of(side: Side | None, policy: Policy) -> Marks | None:
    """The other's marks where this member may be shown them now, else None."""
    if side is None or not side.may_see(Sign.READ, policy):
        return None
    return side.marks


def _between(part: Any, looker: tuple[bool, bool], shown: tuple[bool, bool], box: str) -> Between:
    return Between(
        looker_receipts=looker[0],
        shown_receipts=shown[0],
        looker_presence=looker[1],
        shown_presence=shown[1],
        state=part.thread.state,
        connected=part.connected,
        blocked=part.blocked or not part.both_active,
        put_aside=box in ASIDE,
    )


def _judged(sign: Sign, facts: Between, policy: Policy) -> bool:
    """The rule with this place's numbers."""
    receipts = policy.receipts
    return is_shown(sign, facts, reciprocal=receipts.reciprocal, in_requests=receipts.in_requests)
