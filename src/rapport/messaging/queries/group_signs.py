"""What the signs between any two people of a group conversation are judged by."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Exists, OuterRef, Q

from rapport.contacts.models import Block
from rapport.messaging.models import Participation
from rapport.messaging.queries.group_threads import living_in
from rapport.messaging.queries.signs import ASIDE, Judging
from rapport.rules.policy import Policy
from rapport.rules.signs import Between, Marks, Reader, Sign


@dataclass(frozen=True, slots=True)
class Pairing(Judging):
    """A participant and another one of the same conversation, and what each may be shown.

    `sees` are the facts of what the participant may be shown of the other; `shows` those of what
    the other may be shown of them. `other` has the other's marks before any judgement.
    """

    other_id: int
    other: Reader
    sees: Between
    shows: Between


def pairings_of(part: Participation) -> tuple[Pairing, ...]:
    """This participant of a group conversation with each other one, the host first.

    Empty for who takes part no longer. One statement.
    """
    pair = Q(blocker=part.member_id, blocked=OuterRef("member"))
    pair |= Q(blocker=OuterRef("member"), blocked=part.member_id)
    rows = living_in(part.thread).annotate(blocked=Exists(Block.objects.filter(pair)))
    found = list(rows.select_related("member", "member__reach"))
    mine = next((row for row in found if row.member_id == part.member_id), None)
    if mine is None:
        return ()
    return tuple(_pairing(mine, row) for row in found if row is not mine)


def readers_in(part: Participation, policy: Policy) -> tuple[Reader, ...]:
    """The others with their marks, as far as this participant may be shown them now."""
    return tuple(one.other for one in pairings_of(part) if one.may_see(Sign.READ, policy))


def _pairing(mine: Any, theirs: Any) -> Pairing:
    marks = Marks(theirs.shown_from, theirs.shown_seq, theirs.shown_at)
    return Pairing(
        other_id=theirs.member_id,
        other=Reader(theirs.member.name, theirs.member.handle, theirs.from_seq, marks),
        sees=_between(mine, theirs, theirs.blocked),
        shows=_between(theirs, mine, theirs.blocked),
    )


def _between(looker: Any, shown: Any, blocked: bool) -> Between:
    """Being here is a sign of two alone, so nobody counts as connected."""
    return Between(
        looker_receipts=_receipts(looker),
        shown_receipts=_receipts(shown),
        looker_presence=False,
        shown_presence=False,
        state="open",
        connected=False,
        blocked=blocked,
        put_aside=shown.box in ASIDE,
    )


def _receipts(part: Any) -> bool:
    reach = getattr(part.member, "reach", None)
    return bool(reach and reach.receipts)
