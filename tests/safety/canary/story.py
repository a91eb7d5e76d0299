"""A story of the cast, its dice, and who may read which canary.

Every private text holds a word of its own, a canary, with the set of members who may read it.
"""

import random
from dataclasses import dataclass, field
from uuid import uuid4

from rapport.messaging.models import Message


@dataclass
class Story:
    """What happened so far; `of_…` are the canaries by what they stand in.

    `of_author` names the author of the post in which, or under which, a canary stands. A note of
    an introduction stays what it was there, whatever becomes of the message that it turned into.
    """

    cast: object
    dice: random.Random
    readers: dict[str, set[str]] = field(default_factory=dict)
    of_message: dict[object, str] = field(default_factory=dict)
    of_post: dict[object, str] = field(default_factory=dict)
    of_author: dict[str, int] = field(default_factory=dict)
    of_group: dict[int, list[str]] = field(default_factory=dict)
    of_planned: dict[object, str] = field(default_factory=dict)
    of_plans: dict[str, str] = field(default_factory=dict)
    of_note: dict[object, str] = field(default_factory=dict)
    of_file: dict[object, str] = field(default_factory=dict)
    lines: list[tuple[int, str]] = field(default_factory=list)

    def two(self):
        """Two different members of the cast."""
        return self.dice.sample(list(self.cast), 2)

    def three(self):
        """Three different members of the cast."""
        return self.dice.sample(list(self.cast), 3)

    def chance(self, share: float) -> bool:
        """True in about this share of all cases."""
        return self.dice.random() < share

    def one_of(self, things):
        """One of these, or None of none."""
        things = list(things)
        return self.dice.choice(things) if things else None

    def any_message(self):
        """At times the id of a message, whoever may read it: what a hostile page would send."""
        ids = Message.objects.order_by("pk").values_list("public_id", flat=True)
        return self.one_of(ids) if self.chance(0.3) else None

    def canary(self, *readers) -> str:
        """A new word that only these may read."""
        word = f"canary{uuid4().hex}"
        self.readers[word] = {member.handle for member in readers}
        return word

    def who_may_read(self, word: str | None) -> list:
        """The members who may read it."""
        handles = self.readers.get(word or "", set())
        return [member for member in self.cast if member.handle in handles]

    def none_may_read(self, word: str | None) -> None:
        """It was refused, changed or deleted; what was planned stays in its author's plans."""
        if word:
            self.readers[word] = {self.of_plans[word]} if word in self.of_plans else set()

    def member(self, pk):
        """The one with this id."""
        return next(member for member in self.cast if member.pk == pk)
