"""People search in a crowd: how long each kind of query takes, for ordinary members and for hubs.

    python bench/search.py [--members 100000] [--data FOLDER]
    python tools/with_postgresql.py python bench/search.py

Times are those of `find_people`, the whole search without the page around it, with the graph in
memory as a place has it. `--data` keeps the crowd for the next run (SQLite).
"""

import argparse
import os
import random
import subprocess
import tempfile
import time
from pathlib import Path

from reach_parts.figures import Times, machine, percentile, timed
from reach_parts.place import rapport_command

HEAD = f"{'':34}{'median':>9}{'p95':>9}{'p99':>9}{'CPU 50':>9}{'95':>9}{'99':>9}  ms"


def main() -> None:
    """Make the crowd, ask, print."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--members", type=int, default=100_000)
    parser.add_argument("--mean-degree", type=int, default=30)
    parser.add_argument("--rounds", type=int, default=100, help="queries of each kind and viewer")
    parser.add_argument("--data", help="folder in which the crowd is kept for the next run")
    options = parser.parse_args()
    print(machine())
    with tempfile.TemporaryDirectory(prefix="rapport-bench-") as temporary:
        folder = Path(options.data or temporary).resolve()
        folder.mkdir(parents=True, exist_ok=True)
        os.environ["RAPPORT_DATA"] = str(folder)
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "rapport.config.settings")
        subprocess.run([*rapport_command(), "manage", "migrate", "-v0"], check=True)
        import django

        django.setup()
        measure(options)


def measure(options: argparse.Namespace) -> None:
    """The crowd where there is none yet, then every kind of query."""
    from search_parts.crowd import make_crowd

    from rapport.contacts.index import PROCESS
    from rapport.members.models import Member

    if not Member.objects.exists():
        make_crowd(options.members, options.mean_degree, seed=1)
    begun = time.perf_counter()
    PROCESS.begin()
    while PROCESS.view() is None:
        time.sleep(0.05)
    print(f"graph loaded in {time.perf_counter() - begun:.1f} s; {sizes()}")
    ask(options.rounds)
    PROCESS.end()


def sizes() -> str:
    """How many rows the search's tables have, and on PostgreSQL how large they are."""
    from django.db import connection

    from rapport.members.models import SearchSpelling, SearchWord

    told = f"{SearchWord.objects.count():,} words, {SearchSpelling.objects.count():,} spellings"
    if connection.vendor != "postgresql":
        return told
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT sum(pg_total_relation_size(oid)) FROM pg_class WHERE relname IN"
            " ('members_searchword', 'members_searchspelling', 'members_searchentry')"
        )
        (size,) = cursor.fetchone()
    return f"{told}, {int(size) / 1e6:,.0f} MB"


def ask(rounds: int) -> None:
    """Print median, 95th and 99th percentile of each kind, and of all together."""
    from django.db.models import Count
    from search_parts.queries import Typing

    from rapport.contacts.models import Connection
    from rapport.messaging.queries.people_search import find_people

    counted = Connection.objects.values_list("member_id").annotate(n=Count("pk")).order_by("-n")
    ordered = [pk for pk, _ in counted]
    draw = random.Random(2)
    find_people(ordered[0], "warm up")
    for who, viewers in (("ordinary", ordered), ("hub", ordered[:50])):
        everything = Times([], [])
        print(f"{who} viewer\n{HEAD}{'found':>8}")
        for kind, queries in Typing(3).kinds(rounds):
            questions = [(draw.choice(viewers), query) for query in queries]
            times = timed(find_people, questions)
            totals = [find_people(*question).total for question in questions[:10]]
            everything.wall.extend(times.wall)
            everything.cpu.extend(times.cpu)
            print(f"{kind:34}{shown(times)}    {sorted(totals)[len(totals) // 2]:8}")
        print(f"{'all kinds':34}{shown(everything)}")


def shown(times: Times) -> str:
    """Median, 95th and 99th percentile by the clock, and the same of this thread's CPU."""
    return "".join(f"{percentile(kind, share):9.1f}" for kind in times for share in (50, 95, 99))


if __name__ == "__main__":
    main()
