"""The conversations of connected people over the last weeks, most of them ending before today."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, timedelta
from itertools import takewhile
from random import Random

from rapport.interchange.demo.hours import days_ago
from rapport.interchange.demo.plan import Bond, Line, Person, Talk
from rapport.interchange.demo.scenes import Stage, common_language, play

# Days before now at which a scene may begin; the nearest come with the greatest chance.
WEEKS = 10
TALKING = 0.82
QUIET_MINUTES = 4


def conversations(
    bonds: Sequence[Bond], people: Sequence[Person], now: datetime, seed: str
) -> list[Talk]:
    """Talks of about four in five connections: one to four scenes each, in their language."""
    chance = Random(f"{seed}/talks")
    stage = Stage(Random(f"{seed}/stage"))
    known = {person.handle: person for person in people}
    found = []
    for bond in bonds:
        if chance.random() < TALKING:
            talk = _talk(bond, known, now, chance, stage)
            if talk:
                found.append(talk)
    return found


def _talk(
    bond: Bond, known: Mapping[str, Person], now: datetime, chance: Random, stage: Stage
) -> Talk | None:
    a, b = known[bond.a], known[bond.b]
    begun = max(bond.since, now - timedelta(weeks=WEEKS))
    weeks = (now - begun).days / 7
    if weeks < 0.3:
        return None
    scenes = chance.choices((1, 2, 3, 4), weights=(3, 4, 2, 1))[0]
    fresh = bond.since > now - timedelta(weeks=WEEKS)
    lines: list[Line] = []
    days = sorted((chance.uniform(0.9, weeks * 7) for _ in range(scenes)), reverse=True)
    if fresh:
        days[0] = (now - bond.since).total_seconds() / 86400 - 0.1
    for place, before in enumerate(days):
        first, second = (a, b) if chance.random() < 0.5 else (b, a)
        language = common_language(first, second)
        first_time = fresh and place == 0 and language == "en"
        scene, version = stage.choose(first, second, language, first=first_time)
        start = days_ago(now, max(before, 0.2), first.zone, chance)
        if lines:
            start = max(start, lines[-1].at + timedelta(hours=20))
        lines.extend(play(scene, version, first, second, start, chance))
    kept = until(lines, now)
    return _told(bond, kept, now, chance) if kept else None


def until(lines: Iterable[Line], now: datetime) -> list[Line]:
    """The lines that have been said by `now`, a few minutes apart from it."""
    return [line for line in lines if line.at < now - timedelta(minutes=QUIET_MINUTES)]


def _told(bond: Bond, lines: Sequence[Line], now: datetime, chance: Random) -> Talk:
    """The talk; sometimes, when the last words are of these days, they have not been read yet."""
    last = lines[-1]
    if last.at < now - timedelta(days=4) or chance.random() < 0.5:
        return Talk(bond.a, bond.b, tuple(lines), {})
    reader = bond.b if last.by == bond.a else bond.a
    count = len(list(takewhile(lambda line: line.by == last.by, reversed(lines))))
    return Talk(bond.a, bond.b, tuple(lines), {reader: count})
