"""What of a box is shown: any of the filters together, each told by the address."""

from dataclasses import dataclass, fields

from django.db.models import Exists, F, OuterRef, Q, QuerySet

from rapport.contacts.models import Connection
from rapport.messaging.models import Participation

PILES = ("all", "focused", "other")


@dataclass(frozen=True, slots=True)
class Filters:
    """Which conversations of a box are wanted; all of what is said must hold.

    `pile` parts the inbox alone; `connections`: with somebody one is connected to; `inmail`: that
    came by InMail.
    """

    pile: str = "all"
    unread: bool = False
    starred: bool = False
    connections: bool = False
    inmail: bool = False
    muted: bool = False

    def flags(self) -> list[str]:
        """The names of the filters that are on."""
        return [name for name in FLAGS if getattr(self, name)]


FLAGS = tuple(field.name for field in fields(Filters) if field.name != "pile")
NO_FILTERS = Filters()


def filtered(
    rows: "QuerySet[Participation]", member_id: int, box: str, filters: Filters
) -> "QuerySet[Participation]":
    """The rows of a member's box that the filters let through."""
    if box == "inbox" and filters.pile != "all":
        rows = rows.filter(is_other=filters.pile == "other")
    if filters.unread:
        rows = rows.filter(seq__gt=F("read_seq"))
    if filters.starred:
        rows = rows.filter(starred=True)
    if filters.muted:
        rows = rows.filter(muted=True)
    if filters.inmail:
        rows = rows.filter(thread__way="inmail")
    if filters.connections:
        other = Q(other_id=OuterRef("thread__low_id")) | Q(other_id=OuterRef("thread__high_id"))
        rows = rows.filter(Exists(Connection.objects.filter(other, member_id=member_id)))
    return rows
