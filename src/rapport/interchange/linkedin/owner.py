"""Tells which of the people in an archive is its owner."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from rapport.interchange.linkedin.invitations import Invitation
from rapport.interchange.linkedin.people import Person, same_name
from rapport.interchange.linkedin.spool import Conversation


@dataclass(frozen=True, slots=True)
class Owner:
    """The owner of the archive: their address, which may be "", and their folded names."""

    url: str
    names: frozenset[str]

    def is_(self, person: Person) -> bool:
        """Whether this person of a row is the owner; an address decides before a name does."""
        if self.url and person.url:
            return person.url == self.url
        return same_name(person.name) in self.names


def owner_of(
    profile_name: str,
    invitations: Iterable[Invitation],
    conversations: Iterable[Conversation],
    me: str = "",
) -> Owner | None:
    """The owner, or None when the archive doesn't tell.

    In this order: `me` (an address given by hand), the side of the invitations that is always
    the same, the bearer of the profile's name in the most conversations, and whoever takes part
    in the most conversations, if nobody else does in as many; between two, who wrote the most.
    """
    asked = Counter(one.owner for one in invitations)
    present: Counter[Person] = Counter()
    written: Counter[Person] = Counter()
    for conversation in conversations:
        present.update(conversation.people.keys())
        written.update(conversation.senders)
    name = same_name(profile_name)
    namesakes = [one for one in present if name and same_name(one.name) == name]
    url = me or _first(one.url for one, _ in asked.most_common())
    if not url and namesakes:
        ranked = sorted(namesakes, key=lambda one: (present[one], written[one]), reverse=True)
        url = _first(one.url for one in ranked)
    elif not url:
        found = _most_present(present, written)
        if found is None:
            return None
        url, name = found.url, name or same_name(found.name)
    # Who changed their name is still the same: every name that their address ever had is theirs.
    names = {same_name(one.name) for one in (*present, *asked) if url and one.url == url}
    return Owner(url, frozenset(names | {name}) - {""})


def _first(addresses: Iterable[str]) -> str:
    """The first address that is one, or ""."""
    return next((url for url in addresses if url), "")


def _most_present(present: Counter[Person], written: Counter[Person]) -> Person | None:
    """Whoever takes part in more conversations than anybody else, else wrote more messages."""
    ranked = sorted(
        ((present[one], written[one], one) for one in present if one.named),
        key=lambda rank: rank[:2],
        reverse=True,
    )
    if not ranked or ranked[0][0] < 2:
        return None
    if len(ranked) > 1 and ranked[0][:2] == ranked[1][:2]:
        return None
    return ranked[0][2]
