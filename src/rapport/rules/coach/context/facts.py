"""What both sides show, by kind, and whether something said is borne out by it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from rapport.rules.coach.context.likeness import may_mean, same_name
from rapport.rules.coach.context.shapes import shape
from rapport.rules.coach.context.tokens import tokens
from rapport.rules.coach.draft import Recipient, Sender


class Kind(StrEnum):
    """What a claim speaks of."""

    EMPLOYER = "employer"
    SCHOOL = "school"
    EVENT = "event"
    GROUP = "group"
    MUTUAL = "mutual"
    POST = "post"
    SKILL = "skill"
    MEETING = "meeting"
    MILESTONE = "milestone"
    STALE = "stale"


Lists = Mapping[Kind, tuple[str, ...]]
Names = tuple[tuple[Kind, tuple[str, ...]], ...]


_LIKELIEST_FIRST = (Kind.SCHOOL, Kind.EMPLOYER, Kind.EVENT, Kind.GROUP)


@dataclass(frozen=True, slots=True)
class Facts:
    """The lists of both sides; `nobody` says that the draft shows nothing of its recipient,
    `beginnings` are the first letters of the words of all names, and of their short forms; `names`
    are the lists of both sides together."""

    mine: Lists
    yours: Lists
    headline: str
    nobody: bool
    beginnings: frozenset[str]
    names: Names


def facts_of(sender: Sender, recipient: Recipient) -> Facts:
    """The facts of both sides by kind."""
    mine, yours = _lists(sender), _lists(recipient)
    begins = _beginnings(mine) | _beginnings(yours)
    names = tuple((kind, (*yours[kind], *mine[kind])) for kind in _LIKELIEST_FIRST)
    return Facts(mine, yours, recipient.headline, recipient == Recipient(), begins, names)


def _lists(side: Sender | Recipient) -> Lists:
    return {
        Kind.EMPLOYER: side.employers,
        Kind.SCHOOL: side.schools,
        Kind.EVENT: side.events,
        Kind.GROUP: side.groups,
    }


def _beginnings(side: Lists) -> frozenset[str]:
    return frozenset(
        word[:letters]
        for listed in side.values()
        for name in listed
        for word in (
            *shape(name).words, *shape(name).initials, *(token.word for token in tokens(name))
        )
        for letters in (1, 2)
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Found:
    """A fact that bears something out: its kind and the recipient's way of writing it."""

    kind: Kind
    name: str


def borne_out(facts: Facts, said: str, kinds: Sequence[Kind], shared: bool) -> Found | None:
    """The fact that `said` names: in both lists when `shared`, else in the recipient's."""
    for kind in kinds:
        for name in facts.yours.get(kind, ()):
            if same_name(said, name) and (not shared or _also_mine(facts, said, kind, name)):
                return Found(kind, name)
    # A firm in a headline has a capital; "you lead the quality team" names no firm.
    named = any(one.isupper() for one in said)
    if named and Kind.EMPLOYER in kinds and in_headline(facts.headline, said):
        mine = facts.mine[Kind.EMPLOYER]
        if not shared or any(same_name(said, name) for name in mine):
            return Found(Kind.EMPLOYER, said)
    return None


def _also_mine(facts: Facts, said: str, kind: Kind, name: str) -> bool:
    return any(same_name(said, own) and same_name(own, name) for own in facts.mine.get(kind, ()))


def named_anywhere(facts: Facts, said: str, kinds: Sequence[Kind]) -> Kind | None:
    """The kind of the list of either side in which `said` stands: what it would be."""
    for kind in kinds:
        if any(same_name(said, name) for name in (*facts.yours[kind], *facts.mine[kind])):
            return kind
    return None


def can_not_tell(facts: Facts, said: str, kinds: Sequence[Kind]) -> bool:
    """Whether `said` may be a part of what a fact names (Google Cloud, when Google is shown)."""
    return any(may_mean(said, name) for kind in kinds for name in facts.yours.get(kind, ()))


def in_headline(headline: str, said: str) -> bool:
    """Whether a headline names what is said, word for word or by a slip of the keyboard."""
    words, wanted = shape(headline).words, shape(said).words
    if not wanted or len(wanted) > len(words):
        return False
    return any(words[at : at + len(wanted)] == wanted for at in range(len(words) - len(wanted) + 1))
