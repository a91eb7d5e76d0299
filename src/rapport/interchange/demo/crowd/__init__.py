"""The people of the medium demo: drawn from names, towns, trades and employers of many countries.

They belong to the same rings as the written people (see bonds), so Ana's story stays true.
"""

import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cache
from importlib.resources import files
from itertools import cycle, product
from random import Random
from typing import Any

from rapport.interchange.demo.plan import Person, School, Work
from rapport.members.folding import folded

# Shares of the crowd by steps from Ana: some of her own connections, most at two and three steps.
RINGS = (1, 2, 3)
RING_WEIGHTS = (1, 55, 44)
CAPACITIES = ("open", "open", "open", "limited", "limited", "full")
APPROACHES = ("any", "any", "any", "comment_first", "introduction")


@dataclass(frozen=True, slots=True)
class Name:
    """A name as it is written, and as it is said in Latin letters."""

    written: str
    called: str
    latin: str


def drawn_people(count: int, taken: set[str], now: datetime, seed: str) -> tuple[Person, ...]:
    """`count` people with handles that are not among the `taken`, in a stable order."""
    chance = Random(f"{seed}/crowd")
    cultures = [_Culture(entry, chance) for entry in _read("latin") + _read("scripts")]
    used = set(taken)
    found: list[Person] = []
    for culture in cycle(cultures):
        if len(found) == count:
            break
        found.append(_person(culture, used, now, chance))
    return tuple(found)


class _Culture:
    """One language's names in a drawn order, none of them twice."""

    def __init__(self, entry: Mapping[str, Any], chance: Random) -> None:
        self.entry = entry
        pairs = list(product(entry["given"], entry["family"]))
        chance.shuffle(pairs)
        self.names: Iterator[Name] = cycle(_name(entry, *pair) for pair in pairs)


def _name(entry: Mapping[str, Any], given: str, family: str) -> Name:
    (given, said), (family, latin) = _halves(given), _halves(family)
    first, last = (family, given) if entry.get("family_first") else (given, family)
    between = "" if entry.get("joined_names") else " "
    return Name(f"{first}{between}{last}", said, f"{said} {latin}")


def _halves(text: str) -> tuple[str, str]:
    written, _, latin = (part.strip() for part in text.partition("|"))
    return written, latin or written


def _person(culture: _Culture, used: set[str], now: datetime, chance: Random) -> Person:
    name = next(culture.names)
    trade = chance.choice(_trades()["trade"])
    town, _, zone = (part.strip() for part in chance.choice(culture.entry["towns"]).partition("|"))
    years = chance.randint(1, 28)
    work = _career(culture.entry, trade, town, years, now, chance)
    topics = tuple(chance.sample(trade["topics"], 2))
    blanks = {
        "title": work[0].title,
        "employer": work[0].employer,
        "before": work[-1].employer if len(work) > 1 else "a small workshop",
        "town": town.split(", ")[0],
        "topic": topics[0],
        "field": trade["field"],
        "lower_field": trade["field"].lower(),
        "years": str(max(years, 2)),
    }
    return Person(
        handle=_handle(name.latin, used),
        name=name.written,
        called=name.called,
        headline=chance.choice(_trades()["headlines"]).format_map(blanks),
        about=chance.choice(_trades()["abouts"]).format_map(blanks),
        place=town,
        zone=zone,
        joined_at=(now - timedelta(days=chance.uniform(15, 700))).replace(microsecond=0),
        ring=chance.choices(RINGS, weights=RING_WEIGHTS)[0],
        work=work,
        schools=(_school(culture.entry, trade, years, now, chance),),
        skills=tuple(chance.sample(trade["skills"], chance.randint(2, 5))),
        speaks=_speaks(culture.entry["speaks"], chance),
        groups=tuple(key for key in trade["groups"] if chance.random() < 0.35),
        topics=topics,
        card=_card(culture.entry["speaks"], chance),
        reach=_reach(chance),
    )


def _career(
    entry: Mapping[str, Any],
    trade: Mapping[str, Any],
    town: str,
    years: int,
    now: datetime,
    chance: Random,
) -> tuple[Work, ...]:
    """One to three positions, the present one first; the title grows with the years."""
    employers = chance.sample(entry["employers"], min(3, 1 + years // 6))
    ends: date | None = None
    year = now.year
    found = []
    for place, employer in enumerate(employers):
        stay = max(1, years // len(employers))
        year -= stay
        started = date(year, chance.randint(1, 12), 1)
        rank = min(3, max(0, years // 6 - place))
        found.append(Work(employer, trade["titles"][rank], started, ends, town, ""))
        ends = started
    return tuple(found)


def _school(
    entry: Mapping[str, Any], trade: Mapping[str, Any], years: int, now: datetime, chance: Random
) -> School:
    left = now.year - years - 1
    degree = chance.choice(("BA", "BSc", "MSc", "Diploma"))
    return School(chance.choice(entry["schools"]), degree, trade["field"], left - 4, left)


def _speaks(codes: Sequence[str], chance: Random) -> tuple[tuple[str, str], ...]:
    rest = [(code, chance.choice(("working", "fluent", "fluent"))) for code in codes[1:]]
    return ((codes[0], "native"), *rest)


def _card(codes: Sequence[str], chance: Random) -> Mapping[str, Any]:
    if chance.random() < 0.4:
        return {}
    return {
        "approach": chance.choice(APPROACHES),
        "languages": list(codes),
        "capacity": chance.choice(CAPACITIES),
        "formality": chance.choice(("any", "formal", "informal")),
    }


def _reach(chance: Random) -> Mapping[str, Any]:
    """Nine in ten keep the defaults; the others differ in one setting."""
    if chance.random() < 0.9:
        return {}
    return chance.choice(
        (
            {"open_profile": True},
            {"follow_primary": True},
            {"invitations_from": "second_degree"},
            {"invitations_from": "acquainted"},
            {"inmail": False},
            {"requests": False},
            {"introductions": False},
        )
    )


def _handle(latin: str, used: set[str]) -> str:
    """A free handle from the Latin form of a name."""
    base = "-".join("".join(c for c in folded(latin) if c.isascii()).split())[:36].strip("-")
    handle, number = base, 2
    while handle in used:
        handle, number = f"{base}-{number}", number + 1
    used.add(handle)
    return handle


def _read(file: str) -> list[Mapping[str, Any]]:
    read = tomllib.loads((files(__name__) / f"{file}.toml").read_text("utf-8"))
    found: list[Mapping[str, Any]] = read["culture"]
    return found


@cache
def _trades() -> Mapping[str, Any]:
    return tomllib.loads((files(__name__) / "trades.toml").read_text("utf-8"))
