"""How fast menus are made: judged from ready facts, and for a page of cards from the database.

python bench/reach.py --facts
python bench/reach.py --cards [--size medium|small] [--data FOLDER]
python tools/with_postgresql.py python bench/reach.py --cards
"""

import argparse
import json
import random
import sys
import time
from datetime import UTC, datetime, timedelta
from typing import Any

from reach_parts.figures import machine
from reach_parts.place import demo_place

from rapport.rules.policy import PRESETS, Tier, load
from rapport.rules.reach import Facts, menu

NOW = datetime(2026, 11, 21, 9, tzinfo=UTC)
GOAL_PER_SECOND = 50_000
CASES = 2_000


def main() -> None:
    """Measure what is asked for and print the figures with the machine."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--facts", action="store_true", help="menus a second from ready facts")
    parser.add_argument("--seconds", type=float, default=1.0, help="length of one round")
    parser.add_argument("--rounds", type=int, default=5, help="rounds; the median counts")
    parser.add_argument("--cards", action="store_true", help="20 menus from the database")
    parser.add_argument("--pages", type=int, default=200, help="pages of cards of each kind")
    parser.add_argument("--size", choices=["small", "medium"], default="medium", help="the demo")
    parser.add_argument("--data", help="folder in which the demo is kept for the next run")
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    if not options.facts and not options.cards:
        parser.error("choose what to measure: --facts, --cards or both")
    print(machine())
    if options.facts:
        measure_facts(options)
    if options.cards:
        measure_cards(options)


def measure_cards(options: argparse.Namespace) -> None:
    """Twenty menus at a time in a demo network; leaves with 1 where the goal is missed."""
    with demo_place(options.size, options.data):
        import django

        django.setup()
        # These need Django to be set up.
        from django.db import connection
        from reach_parts.cards import measure

        met = measure(options.pages, options.seed)
        connection.close()
    sys.exit(0 if met else 1)


def measure_facts(options: argparse.Namespace) -> None:
    """Menus a second from ready facts, on one core."""
    cases = [Facts.from_json(case) for case in mixed_cases()]
    for preset in PRESETS:
        policy = load(preset)
        report(f"menu(facts, policy), {preset}", options, lambda f, p=policy: menu(f, p), cases)
    humane = load("humane")
    report(
        "menu(...).to_json(), humane", options, lambda f: menu(f, humane).to_json(), cases, goal=0
    )
    lines = [json.dumps(case) for case in mixed_cases()]
    report(
        "JSON line to JSON line, humane",
        options,
        lambda line: json.dumps(menu(Facts.from_json(json.loads(line)), humane).to_json()),
        lines,
        goal=0,
    )


def report(
    name: str, options: argparse.Namespace, work: Any, cases: list[Any], goal: int = GOAL_PER_SECOND
) -> None:
    """Print the median rate of some rounds, and how it compares with the goal."""
    rates = sorted(rate(work, cases, options.seconds) for _ in range(options.rounds))
    median = rates[len(rates) // 2]
    against = f", {median / goal:.1f} times the goal of {goal:,}/s" if goal else ""
    spread = f"{rates[0]:,.0f} to {rates[-1]:,.0f}"
    print(f"{name}: {median:,.0f}/s (rounds {spread}){against}")


def rate(work: Any, cases: list[Any], seconds: float) -> float:
    """Cases a second of this core's own time, over whole passes for at least `seconds`.

    Processor time, so that neighbours on a shared machine are not counted against the rules.
    """
    done, began = 0, time.process_time()
    while time.process_time() - began < seconds:
        for case in cases:
            work(case)
        done += len(cases)
    return done / (time.process_time() - began)


def mixed_cases(seed: int = 7) -> list[dict[str, Any]]:
    """Pairs of every kind, drawn with a fixed seed: strangers, degrees, threads, quotas."""
    draw = random.Random(seed)
    return [_case(draw) for _ in range(CASES)]


def _case(draw: random.Random) -> dict[str, Any]:
    pair: dict[str, Any] = {
        "degree": draw.choice((None, 1, 2, 2, 3, 3)),
        "mutuals": draw.choice(([], ["bo"], ["bo", "cy"])),
        "following": draw.random() < 0.2,
        "blocked": draw.random() < 0.03,
        "shared_groups": draw.choice(([], [], ["Robotics"])),
        "shared_employers": draw.choice(([], [], [], ["Acme"])),
        "shared_events": draw.choice(([], [], [{"name": "Meetup", "starts_at": _ago(draw, 30)}])),
    }
    if pair["degree"] != 1 and draw.random() < 0.3:
        pair["invitation"] = {
            "direction": draw.choice(("sent", "received")),
            "state": draw.choice(("pending", "withdrawn", "ignored", "unknown")),
            "at": _ago(draw, 200),
        }
    if draw.random() < 0.3:
        pair["thread"] = {
            "way": draw.choice(("request", "inmail", "introduction")),
            "state": draw.choice(("open", "held", "declined")),
            "last_from": draw.choice(("viewer", "target")),
            "last_at": _ago(draw, 60),
        }
    return {"now": NOW.isoformat(), "viewer": _viewer(draw), "target": _target(draw), "pair": pair}


def _viewer(draw: random.Random) -> dict[str, Any]:
    return {
        "tier": draw.choice(list(Tier)).value,
        "member_since": _ago(draw, 400),
        "invitations_7d": draw.choice((0, 12, 99, 100)),
        "inmail_credits": draw.choice((0, 1, 3)),
        "requests_this_month": draw.choice((0, 3, 15)),
        "new_conversations_today": draw.choice((0, 1, 15)),
    }


def _target(draw: random.Random) -> dict[str, Any]:
    return {
        "open_profile": draw.random() < 0.2,
        "follow_primary": draw.random() < 0.2,
        "invitations_from": draw.choice(("everyone", "everyone", "second_degree", "acquainted")),
        "followers": draw.choice(("everyone", "everyone", "connections")),
    }


def _ago(draw: random.Random, days: int) -> str:
    return (NOW - timedelta(days=draw.uniform(0, days))).isoformat()


if __name__ == "__main__":
    main()
