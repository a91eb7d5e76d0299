"""A crowd to search in: many different names by Zipf's law, work, schools, skills, connections."""

import random
import time
from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

from django.db import connection, transaction
from graph_parts.network import make_network

from rapport.members.actions.names import name_key
from rapport.members.actions.search_entries import refresh_search
from rapport.members.models import Education, Member, Position, ReachSettings, Skill

SYLLABLES = (
    "an ber lo mi ka ren son sen ra do vi el ta mar cho wa li qu ne to ski jo har us pe ing gri "
    "ü ö é ła ñe sh ox ai du fe no zu ha ye lin str eva bo ut ri ce mo al is gu da ol ve ti"
).split()
TITLES = "Engineer Manager Designer Consultant Director Analyst Teacher Researcher".split()
CHUNK = 5000


class Words:
    """Names and words of a place, the frequent ones often."""

    def __init__(self, draw: random.Random) -> None:
        self.draw = draw
        self.given, self.family = self._made(5000), self._made(40_000)
        self.places, self.skills = self._made(8000), self._made(6000)

    def _made(self, count: int) -> list[str]:
        found: dict[str, None] = {}
        while len(found) < count:
            found[
                "".join(self.draw.choices(SYLLABLES, k=self.draw.choice((2, 3, 3, 4)))).capitalize()
            ] = None
        return list(found)

    def one_of(self, words: Sequence[str]) -> str:
        """A word: half of the time one of the frequent ones, by Zipf's law."""
        if self.draw.random() < 0.5:
            return words[min(int(self.draw.paretovariate(0.8)) - 1, len(words) - 1)]
        return self.draw.choice(words)


def make_crowd(count: int, mean_degree: int, seed: int) -> None:
    """Fill an empty place; prints how long the search's own writing took."""
    words = Words(random.Random(seed))
    with transaction.atomic():
        for start in range(0, count, CHUNK):
            _write_members(words, start, min(CHUNK, count - start))
    ids = list(Member.objects.order_by("pk").values_list("pk", flat=True))
    begun = time.perf_counter()
    for start in range(0, count, CHUNK):
        refresh_search(*ids[start : start + CHUNK])
    took = time.perf_counter() - begun
    print(f"search entries of {count:,} members: {took:.0f} s, {count / took:,.0f} members/s")
    _write_connections(ids, mean_degree, seed)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def _write_members(words: Words, start: int, count: int) -> None:
    """Members with settings, two positions, a school and three skills each."""
    members = Member.objects.bulk_create(
        Member(
            email=f"m{number}@bench.example",
            handle=f"m{number}",
            name=f"{words.one_of(words.given)} {words.one_of(words.family)}",
            headline=f"{words.draw.choice(TITLES)} {words.one_of(words.skills)}",
            location=words.one_of(words.places),
        )
        for number in range(start, start + count)
    )
    ReachSettings.objects.bulk_create(ReachSettings(member=member) for member in members)
    Position.objects.bulk_create(one for member in members for one in _work(words, member))
    schools = [(member, f"{words.one_of(words.places)} College") for member in members]
    Education.objects.bulk_create(
        Education(member=member, school=school, school_key=name_key(school))
        for member, school in schools
    )
    Skill.objects.bulk_create(
        [
            Skill(member=member, name=name)
            for member in members
            for name in {words.one_of(words.skills) for _ in range(3)}
        ],
        ignore_conflicts=True,
    )


def _work(words: Words, member: Any) -> Iterator[Position]:
    for year in (2012, 2020):
        employer = f"{words.one_of(words.places)} {words.one_of(words.skills)}"
        yield Position(
            member=member,
            employer=employer,
            employer_key=name_key(employer),
            title=words.draw.choice(TITLES),
            started_on=date(year, 1, 1),
        )


def _write_connections(ids: Sequence[int], mean_degree: int, seed: int) -> None:
    """A power-law network between them, both directions of each connection."""
    network = make_network(len(ids), mean_degree, seed)
    pairs = [
        (ids[a - 1], ids[b - 1])
        for a, b in zip(network.first.tolist(), network.second.tolist(), strict=True)
    ]
    rows = [(a, b) for one in pairs for a, b in (one, one[::-1])]
    when = "now()" if connection.vendor == "postgresql" else "'2026-01-01 00:00:00'"
    sql = f"INSERT INTO contacts_connection (member_id, other_id, since) VALUES (%s, %s, {when})"
    with transaction.atomic(), connection.cursor() as cursor:
        for start in range(0, len(rows), 100_000):
            cursor.executemany(sql, rows[start : start + 100_000])
