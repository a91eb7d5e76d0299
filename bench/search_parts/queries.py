"""What people type into a search: names, beginnings, words of work, and slips of the finger."""

import random
from collections.abc import Iterator

from rapport.members.folding import folded
from rapport.members.models import Member, Position

KINDS = (
    "full name",
    "plain letters",
    "first name",
    "four letters",
    "error",
    "two words",
    "employer",
    "common word",
    "word and initial",
    "one letter",
    "nobody",
)


class Typing:
    """Queries of each kind, drawn from the members of the place."""

    def __init__(self, seed: int) -> None:
        self.draw = random.Random(seed)
        rows = Member.objects.order_by("?")[:2000].values_list("pk", "name")
        self.names = [name for _, name in rows]
        work = Position.objects.filter(member_id__in=[pk for pk, _ in rows])
        self.work = list(work.values_list("title", "employer"))

    def kinds(self, rounds: int) -> Iterator[tuple[str, list[str]]]:
        """Each kind with so many queries."""
        for name in KINDS:
            make = getattr(self, "_" + name.replace(" ", "_"))
            yield name, [make() for _ in range(rounds)]

    def _name(self) -> list[str]:
        return self.draw.choice(self.names).split()

    def _full_name(self) -> str:
        return " ".join(self._name())

    def _plain_letters(self) -> str:
        return folded(self._full_name())

    def _first_name(self) -> str:
        return self._name()[0]

    def _four_letters(self) -> str:
        return self._name()[1][:4]

    def _error(self) -> str:
        """A family name with two letters exchanged, one left out or one doubled."""
        word = folded(self._name()[1])
        at = self.draw.randrange(1, max(len(word) - 1, 2))
        here, rest = word[at : at + 1], word[at + 1 :]
        changed = (rest[:1] + here + rest[1:], rest, here + here + rest)
        return word[:at] + self.draw.choice(changed)

    def _two_words(self) -> str:
        title, employer = self.draw.choice(self.work)
        return f"{title} {employer.split()[0]}"

    def _employer(self) -> str:
        return str(self.draw.choice(self.work)[1])

    def _common_word(self) -> str:
        return self.draw.choice(("engineer", "manager", "college", "teach", "design"))

    def _word_and_initial(self) -> str:
        first, last = self._name()
        return f"{first} {last[0]}"

    def _one_letter(self) -> str:
        return self.draw.choice("abdehklmnprstvw")

    def _nobody(self) -> str:
        return "".join(self.draw.choices("bcdfgxqzwk", k=9))
