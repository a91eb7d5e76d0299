"""Sorts out who is who in an archive before anything of it is kept."""

from collections.abc import Iterator
from dataclasses import dataclass

from rapport.interchange.linkedin.contents import Contents
from rapport.interchange.linkedin.directory import Directory
from rapport.interchange.linkedin.messages import Message
from rapport.interchange.linkedin.owner import Owner, owner_of
from rapport.interchange.linkedin.people import Person
from rapport.interchange.linkedin.reasons import ALONE
from rapport.interchange.linkedin.spool import Conversation

OWNER_UNKNOWN = (
    "it cannot be told which of the participants is you. Import the archive once more and give "
    "the address of your profile (--me https://www.linkedin.com/in/…)"
)
Sides = dict[Person, str | None]
"""The people of a conversation, each with the key of their shadow; None is the owner."""


@dataclass(slots=True)
class Sorted:
    """The archive with everybody in it known by the key of their shadow."""

    contents: Contents
    owner: Owner | None
    directory: Directory
    sides: dict[str, Sides]
    invited: dict[str, str]
    """The key of an invitation → the key of the shadow on its other side."""

    def conversations(self) -> Iterator[tuple[Conversation, Sides]]:
        """The conversations that somebody else takes part in."""
        for key, sides in self.sides.items():
            yield self.contents.messages.conversations[key], sides

    def messages(self, conversation: Conversation) -> Iterator[Message]:
        """The messages of a conversation, oldest first."""
        return self.contents.messages.messages(conversation)


def sort_out(contents: Contents, own_name: str, me: str = "") -> Sorted:
    """Find the owner and give everybody else a key; the report tells what could not be settled.

    `own_name` stands in where the archive has no profile; `me` is the owner's address where they
    gave it (normalised).
    """
    conversations = contents.messages.conversations
    name = contents.profile.name if contents.profile else own_name
    owner = owner_of(name, contents.invitations, conversations.values(), me)
    directory = Directory(contents.connections)
    everybody = [one for talk in conversations.values() for one in talk.people]
    everybody += [one.other for one in contents.invitations]
    directory.learn(one for one in everybody if owner is None or not owner.is_(one))
    invited = {one.key: directory.key_of(one.other, "invitation") for one in contents.invitations}
    found = Sorted(contents, owner, directory, {}, invited)
    report = contents.report.file("messages")
    if owner is None and conversations and report is not None:
        report.refused = OWNER_UNKNOWN
    elif owner is not None:
        for key, talk in conversations.items():
            sides = _sides(talk, owner, directory)
            if any(side is not None for side in sides.values()):
                found.sides[key] = sides
            elif report is not None:
                for _, line, _ in talk.places:
                    report.unkeep(line, ALONE)
    return found


def _sides(talk: Conversation, owner: Owner, directory: Directory) -> Sides:
    """Who everybody in a conversation is."""
    return {
        one: None if owner.is_(one) else directory.key_of(one, talk.key, talk.people)
        for one in talk.people
        if one.name or one.url
    }
