"""What of a box is shown: any of the filters together, each told by the address."""

from dataclasses import dataclass, fields

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


# Of the conversation `t` and how the member has it, `p`, as queries.inbox_rows asks for them.
CONDITIONS = {
    "unread": "p.seq > p.read_seq",
    "starred": "p.starred",
    "connections": """EXISTS (SELECT 1 FROM contacts_connection c
 WHERE c.member_id = p.member_id AND c.other_id IN (t.low_id, t.high_id))""",
    "inmail": "t.way = 'inmail'",
    "muted": "p.muted",
}
PILE_CONDITIONS = {"focused": "NOT p.is_other", "other": "p.is_other"}


def condition_of(box: str, filters: Filters) -> str:
    """What the filters add to the condition of a box; words of ours alone, no value of a request.

    Each begins with AND.
    """
    wanted = [CONDITIONS[name] for name in filters.flags()]
    if box == "inbox" and filters.pile in PILE_CONDITIONS:
        wanted.append(PILE_CONDITIONS[filters.pile])
    return "".join(f" AND {one}" for one in wanted)
