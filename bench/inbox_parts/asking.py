"""What is looked for in one's own messages, a fresh query each time."""

import random
from collections.abc import Iterator

from inbox_parts.words import JAPANESE, NOBODYS, Speech


class Asking:
    """Queries of each kind, drawn with a seed from the words that the messages are made of."""

    def __init__(self, seed: int, correspondents: int) -> None:
        self.draw, self.speech = random.Random(seed), Speech()
        self.people = correspondents

    def kinds(self, count: int) -> Iterator[tuple[str, list[str]]]:
        """Each kind with so many queries."""
        for kind, make in {
            "a rare word": self._rare,
            "a word of some hundred messages": self._middling,
            "a common word": self._common,
            "two common words": lambda: f"{self._common()} {self._common()}",
            "a common and a rare word": lambda: f"{self._common()} {self._rare()}",
            "two rare words": lambda: f"{self._rare()} {self._rare()}",
            "two words as a phrase": lambda: f'"{self._common()} {self._common()}"',
            "the first three letters": lambda: self._middling()[:3],
            "from: a person": lambda: f"from:{self._person()}",
            "from: a person, a common word": lambda: f"from:{self._person()} {self._common()}",
            "from:me and a middling word": lambda: f"from:me {self._middling()}",
            "has:file": lambda: "has:file",
            "has:file and a middling word": lambda: f"has:file {self._middling()}",
            "has:link and a common word": lambda: f"has:link {self._common()}",
            "in:archive (empty), a common word": lambda: f"in:archive {self._common()}",
            "before: a day": self._before,
            "after: a day, a rare word": lambda: f"after:2026-01-01 {self._rare()}",
            "Japanese": lambda: self.draw.choice(JAPANESE),
            "a word of nobody": lambda: self.draw.choice(NOBODYS),
            "a common word and one of nobody": lambda: (
                f"{self._common()} {self.draw.choice(NOBODYS)}"
            ),
        }.items():
            yield kind, [make() for _ in range(count)]

    def _common(self) -> str:
        """One of the twenty that most messages have some of."""
        return self.speech.words[self.draw.randrange(20)]

    def _middling(self) -> str:
        return self.speech.words[self.draw.randrange(2_000, 10_000)]

    def _rare(self) -> str:
        return self.speech.words[self.draw.randrange(30_000, 50_000)]

    def _person(self) -> str:
        return '"' + self.speech.name(self.draw.randrange(self.people)) + '"'

    def _before(self) -> str:
        return f"before:2026-{self.draw.randrange(1, 12):02}-15 {self._common()}"
