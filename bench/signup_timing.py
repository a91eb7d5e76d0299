"""Whether a known address can be told from a new one by the time of the answer.

    python bench/signup_timing.py [--pairs 200] [--act sign-up] [--act sign-in] [--act reset]

Asks the whole stack (pages, hashing, database, mail outbox) in this process, known and new in
turns, in a database of its own in a temporary folder. Prints medians by the clock and of the
processor (which other work on the machine does not blur), and leaves with 1 where the clock's
medians differ by 10 ms or more.
"""

import os
import platform
import random
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass, field

import click

GOAL_MS = 10.0
ROUNDS = 2000
WARM_UP = 5


def prepare(folder: str) -> None:
    """A place in the folder, with its own database and without limits on tries."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "rapport.config.settings")
    os.environ["RAPPORT_DATA"] = folder
    import django
    from django.conf import settings

    django.setup()
    settings.ACCOUNT_RATE_LIMITS = False
    settings.ALLOWED_HOSTS = ["testserver"]
    from rapport.site.tables import make_tables_ready

    make_tables_ready()


def acts() -> dict[str, Callable[[str], object]]:
    """What a stranger may try with an address."""
    from django.test import Client

    def sign_up(email: str) -> object:
        told = {"name": "Fern Hill", "email": email, "password1": "long enough words"}
        return Client().post("/accounts/signup/", told)

    def sign_in(email: str) -> object:
        return Client().post("/accounts/login/", {"login": email, "password": "wrong words"})

    def reset(email: str) -> object:
        return Client().post("/accounts/password/reset/", {"email": email})

    return {"sign-up": sign_up, "sign-in": sign_in, "reset": reset}


@dataclass
class Times:
    """Milliseconds of the tries with one kind of address: by the clock, and of the processor."""

    wall: list[float] = field(default_factory=list)
    cpu: list[float] = field(default_factory=list)

    def take(self, act: Callable[[str], object], email: str) -> None:
        """One try."""
        wall, cpu = time.perf_counter(), time.process_time()
        act(email)
        self.cpu.append((time.process_time() - cpu) * 1000)
        self.wall.append((time.perf_counter() - wall) * 1000)


def measure(act: Callable[[str], object], pairs: int) -> tuple[Times, Times]:
    """Times for a known and for a new address, in turns and in changing order."""
    from django.contrib.auth.hashers import make_password

    from rapport.members.actions import join
    from rapport.members.models import Member

    kept = make_password("long enough words")
    known, new, warm = Times(), Times(), Times()
    for number in range(-WARM_UP, pairs):
        there = f"known{number}.{id(act)}@example.org"
        member = join(there, "Known Person", verified=True)
        Member.objects.filter(pk=member.pk).update(password=kept)
        tries = [(known, there), (new, f"new{number}.{id(act)}@example.org")]
        random.shuffle(tries)
        for times, email in tries:
            (times if number >= 0 else warm).take(act, email)
    return known, new


def told(name: str, known: list[float], new: list[float]) -> float:
    """Print the medians, their difference and its 95 % interval (bootstrap); return it."""
    drawn = random.Random(1)
    differences = sorted(
        statistics.median(drawn.choices(known, k=len(known)))
        - statistics.median(drawn.choices(new, k=len(new)))
        for _ in range(ROUNDS)
    )
    low, high = differences[int(ROUNDS * 0.025)], differences[int(ROUNDS * 0.975)]
    apart = statistics.median(known) - statistics.median(new)
    print(
        f"{name:13} known {statistics.median(known):8.2f} ms, new {statistics.median(new):8.2f}, "
        f"difference {apart:+7.2f} ms (95 %: {low:+.2f} to {high:+.2f}), n = {len(known)}"
    )
    return apart


@click.command()
@click.option("--pairs", default=200, show_default=True)
@click.option("--act", "chosen", multiple=True, type=click.Choice(["sign-up", "sign-in", "reset"]))
def main(pairs: int, chosen: tuple[str, ...]) -> None:
    """Measure and say whether the goal is met."""
    with tempfile.TemporaryDirectory() as folder:
        prepare(folder)
        print(f"{platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}")
        met = True
        for name, act in acts().items():
            if chosen and name not in chosen:
                continue
            known, new = measure(act, pairs)
            met &= abs(told(f"{name}, clock", known.wall, new.wall)) < GOAL_MS
            told(f"{name}, CPU", known.cpu, new.cpu)
    sys.exit(0 if met else 1)


if __name__ == "__main__":
    main()
