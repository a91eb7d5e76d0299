"""Tells which of the people in an archive is its owner."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from rapport.interchange.linkedin.invitations import Invitation
from rapport.interchange.linkedin.people import Person, same_name
from rapport.interchange.linkedin.spool import Conversation


@dataclass(frozen=True, slots=True)
class Owner:
    """The owner of the archive by address and by folded name; either may be ""."""

    url: str
    name: str

    def is_(self, person: Person) -> bool:
        """Whether this person of a row is the owner; an address decides before a name does."""
        if self.url and person.url:
            return person.url == self.url
        return bool(self.name) and same_name(person.name) == self.name


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
    name = same_name(profile_name)
    if me:
        return Owner(me, name)
    asked = Counter(one.owner.url for one in invitations if one.owner.url)
    if asked:
        return Owner(asked.most_common(1)[0][0], name)
    present: Counter[Person] = Counter()
    written: Counter[Person] = Counter()
    for conversation in conversations:
        present.update(conversation.people.keys())
        written.update(conversation.senders)
    if name:
        namesakes = [one for one in present if same_name(one.name) == name]
        addresses = [one for one in namesakes if one.url]
        if addresses:
            return Owner(max(addresses, key=lambda one: (present[one], written[one])).url, name)
        if namesakes:
            return Owner("", name)
    return _most_present(present, written, name)


def _most_present(present: Counter[Person], written: Counter[Person], name: str) -> Owner | None:
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
    first = ranked[0][2]
    return Owner(first.url, same_name(first.name) or name)
