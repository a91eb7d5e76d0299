"""Menus for the 20 cards of a search page from the database, beside the bare statements."""

import statistics
from functools import partial

from django.conf import settings
from django.db import connection
from django.test import Client

from rapport.kit.clock import now
from rapport.kit.policy import policy
from rapport.members.models import Member
from rapport.messaging.queries.reach_facts import facts_for
from rapport.rules.reach import menu
from reach_parts.figures import HEAD, Times, percentile, timed
from reach_parts.people import People, Question
from reach_parts.statements import (
    database,
    for_driver,
    plan_of,
    send_again,
    slowest,
    statements_of,
)

GOAL_MS = 15.0
EXPLAINED = 40
WARM_UP = 5


def menus(viewer: int, targets: list[int]) -> None:
    """The menu of every card: facts gathered, then judged."""
    for facts in facts_for(viewer, targets, now(), policy()).values():
        menu(facts, policy())


def measure(rounds: int, seed: int) -> bool:
    """Print every kind of page; whether every median kept the goal (on SQLite)."""
    people = People(seed)
    print(f"{database()}; {people}\n{HEAD}")
    medians, kept = [], []
    for label, questions in people.pages(rounds):
        times, bare, count = compare(questions)
        ratio = ratio_of(times, bare)
        medians.append(statistics.median(times.wall))
        kept += questions[:EXPLAINED]
        print(f"{label:34}{times}  {count} statements")
        print(f"{'    the bare statements':34}{bare}  {ratio:.1f} times as long with the rest")
    whole_answer(people, rounds)
    explain(kept)
    worst = max(medians)
    print(f"\nworst kind {worst:.2f} ms (median); the goal, {GOAL_MS:.0f} ms, is set for SQLite")
    return worst <= GOAL_MS or connection.vendor != "sqlite"


def ratio_of(times: Times, bare: Times) -> float:
    """How many times as long: of CPU where the database runs in this thread, else by the clock."""
    measured = (times.cpu, bare.cpu) if connection.vendor == "sqlite" else (times.wall, bare.wall)
    return statistics.median(measured[0]) / statistics.median(measured[1])


def compare(questions: list[Question]) -> tuple[Times, Times, int]:
    """Menus, then their bare statements, and the most statements that a page took."""
    for question in questions[:WARM_UP]:
        menus(*question)
    asked = [[*map(for_driver, statements_of(partial(menus, *q)))] for q in questions]
    # In turns, so that what else the machine does falls on both alike.
    times, bare = Times([], []), Times([], [])
    for question, statements in zip(questions, asked, strict=True):
        for into, measured in (
            (times, timed(menus, [question])),
            (bare, timed(send_again, [(statements,)])),
        ):
            into.wall.extend(measured.wall)
            into.cpu.extend(measured.cpu)
    return times, bare, max(map(len, asked))


def whole_answer(people: People, rounds: int) -> None:
    """The fragment that a search page fetches, with sign-in, middleware and templates."""
    settings.ALLOWED_HOSTS = ["testserver"]
    viewer = people.all[0]
    client = Client()
    client.force_login(
        Member.objects.get(pk=viewer), "allauth.account.auth_backends.AuthenticationBackend"
    )
    handles = dict(Member.objects.values_list("pk", "handle"))
    asked = []
    for _ in range(rounds):
        named = ",".join(handles[pk] for pk in people.near(viewer))
        asked.append((f"/ways/?handles={named}",))
    assert client.get(*asked[0]).status_code == 200
    print(f"{'GET /ways/ of 20 cards, in process':34}{timed(client.get, asked)}")


def explain(questions: list[Question]) -> None:
    """The statement that takes longest, and its plan."""
    asked = [[*map(for_driver, statements_of(partial(menus, *q)))] for q in questions]
    taken, statement = slowest(asked)
    totals = [timed(send_again, [(each,)]).wall[0] for each in asked]
    print(f"\nslowest statement: median {taken:.2f} ms of {statistics.median(totals):.2f} ms for")
    print(f"all of a page (p99 of all {percentile(totals, 99):.2f} ms). Its text and plan:")
    print("\n".join(f"    {line}" for line in statement[0].strip().splitlines()))
    if connection.vendor == "postgresql":
        print("  (analysed, once)")
    print(plan_of(statement))
