"""Put words into people's mouths: a scene, the pair that plays it, and what fills its blanks."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from random import Random

from babel.dates import get_day_names

from rapport.interchange.demo.hours import a_breath_later, a_reply_later, in_daylight
from rapport.interchange.demo.plan import Line, Person
from rapport.interchange.demo.texts import Scene, scenes

LEVELS = ("basic", "working", "fluent", "native")
TIMES = ("09:30", "10:00", "11:15", "14:00", "15:30", "16:00")


@dataclass(slots=True)
class Stage:
    """Who has played what: so that nobody says the same thing again while there is another."""

    chance: Random
    played: Counter[tuple[str, str, int]] = field(default_factory=Counter)

    def choose(self, a: Person, b: Person, language: str, *, first: bool) -> tuple[Scene, int]:
        """The scene and version of this language that the two have played least."""
        fitting = [
            (scene, version)
            for scene in scenes()
            if scene.language == language and scene.first == first
            for version in range(scene.versions)
        ]
        scene, version = min(
            fitting, key=lambda pick: (self._times(pick, a, b), self.chance.random())
        )
        for person in (a, b):
            self.played[person.handle, scene.key, version] += 1
        return scene, version

    def _times(self, pick: tuple[Scene, int], a: Person, b: Person) -> int:
        scene, version = pick
        return sum(self.played[person.handle, scene.key, version] for person in (a, b))


def common_language(a: Person, b: Person) -> str:
    """The language in which two people are both most at home, of those we have scenes in."""
    theirs = {code: LEVELS.index(level) for code, level in b.speaks}
    ours = {code: LEVELS.index(level) for code, level in a.speaks}
    known = {scene.language for scene in scenes()}
    # English at working level is the fallback that all profiles of the demo allow.
    both = {code: min(ours[code], theirs[code]) for code in ours if code in theirs}
    ranked = sorted(
        ((level, code != "en", code) for code, level in both.items() if code in known), reverse=True
    )
    return ranked[0][2] if ranked else "en"


def play(
    scene: Scene, version: int, a: Person, b: Person, start: datetime, chance: Random
) -> list[Line]:
    """The lines of a scene between two people, from `start` on, in their daylight."""
    blanks = _blanks(a, b, scene.language, chance)
    lines: list[Line] = []
    at = in_daylight(start, a.zone, chance)
    before = ""
    for turn in scene.turns:
        speaker = a if turn.who == "A" else b
        if before == speaker.handle and not turn.quiet_days:
            at = a_breath_later(at, chance)
        elif before:
            at = a_reply_later(at + timedelta(days=turn.quiet_days), speaker.zone, chance)
        before = speaker.handle
        text = turn.ways[version].format_map(blanks)
        lines.append(Line(speaker.handle, at.replace(microsecond=0), _sentence(text)))
    return lines


def _sentence(text: str) -> str:
    """The text with a capital letter first, as a blank may begin it."""
    return text[:1].upper() + text[1:]


def _blanks(a: Person, b: Person, language: str, chance: Random) -> Mapping[str, str]:
    names = get_day_names("wide", locale=language)
    workdays = [names[day] for day in range(5)]
    return {
        "A": _addressed(a, language),
        "B": _addressed(b, language),
        "a": _topic(a.topics, chance),
        "b": _topic(b.topics, chance),
        "A_city": a.place.split(", ")[0],
        "B_city": b.place.split(", ")[0],
        "A_work": a.work[0].employer if a.work else a.place.split(", ")[0],
        "B_work": b.work[0].employer if b.work else b.place.split(", ")[0],
        "day": chance.choice(workdays),
        "time": chance.choice(TIMES),
        "n": str(chance.randint(2, 9)),
        "pct": str(chance.randint(8, 41)),
    }


def _addressed(person: Person, language: str) -> str:
    return (person.names or {}).get(language, person.called)


def _topic(topics: Sequence[str], chance: Random) -> str:
    return chance.choice(topics) if topics else "the new plan"
