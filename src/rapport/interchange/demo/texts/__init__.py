"""What the people of the demo say to each other: short exchanges in several languages."""

import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

FILES = ("english", "portuguese", "spanish", "german", "french", "more")


@dataclass(frozen=True, slots=True)
class Turn:
    """Somebody's turn: who ("A" or "B"), after how many quiet days, and the ways to say it."""

    who: str
    quiet_days: int
    ways: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Scene:
    """A short exchange. The n-th way of each turn goes with the n-th of every other.

    `first` scenes are for people who have just got connected.
    """

    key: str
    language: str
    first: bool
    turns: tuple[Turn, ...]

    @property
    def versions(self) -> int:
        """How many different exchanges this scene holds."""
        return min(len(turn.ways) for turn in self.turns)


@cache
def scenes() -> tuple[Scene, ...]:
    """All scenes of the files."""
    found = []
    for file in FILES:
        read = tomllib.loads((files(__name__) / f"{file}.toml").read_text("utf-8"))
        for number, entry in enumerate(read["scene"]):
            language = entry.get("language") or read["language"]
            turns = tuple(_turn(words) for words in entry["turns"])
            found.append(Scene(f"{file}-{number}", language, entry.get("first", False), turns))
    return tuple(found)


def _turn(words: Sequence[str]) -> Turn:
    who, *ways = words
    return Turn(who[0], int(who[1:] or 0), tuple(ways))
