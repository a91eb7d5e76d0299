"""The inbox of a member with 10,000 conversations, and search, where a million messages lie.

    python bench/inbox.py [--messages 1000000] [--threads 10000] [--data FOLDER]
    python tools/with_postgresql.py python bench/inbox.py

Pages: a real `rapport serve` and visitors with kept connections, beside /livez of the same process.
Search: `search_messages`, the whole search without the page around it, by kind of query, for the
member who has half of all messages and for one who has some hundred; its CPU is this thread's and
the database's. `--data` keeps the place for the next run (SQLite).
"""

import argparse
import os
import subprocess
import tempfile
from collections.abc import Sequence
from pathlib import Path

from reach_parts.figures import Times, machine, percentile
from reach_parts.place import rapport_command

HEAD = f"{'':36}{'median':>9}{'p95':>9}{'p99':>9}{'CPU 50':>9}{'95':>9}{'99':>9}  ms"
GZIP = {"Accept-Encoding": "gzip"}


def main() -> None:
    """Make the place, measure, print."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--messages", type=int, default=1_000_000, help="of the whole place")
    parser.add_argument("--threads", type=int, default=10_000, help="of the full inbox")
    parser.add_argument("--data", help="folder in which the place is kept for the next run")
    parser.add_argument("--pages", type=int, default=300, help="pages of each kind and round")
    parser.add_argument("--rounds", type=int, default=3, help="rounds of pages; the best is shown")
    parser.add_argument("--visitors", type=int, default=4, help="at the same time")
    parser.add_argument("--queries", type=int, default=50, help="of each kind and viewer")
    parser.add_argument("--only", choices=["pages", "search"], help="one half of it alone")
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
    """The place where there is none yet, then what was asked for."""
    # These need Django to be set up.
    from django.db import connection
    from inbox_parts.million import make_million
    from reach_parts.statements import database

    print(database())
    ida = make_million(options.threads, options.messages)
    if options.only != "search":
        print(f"an inbox page asks {statements_of_a_page(ida)} statements")
        connection.close()
        pages(options, ida.email)
    if options.only != "pages":
        search(options, ida.pk)


def statements_of_a_page(member: object) -> int:
    """How many statements an inbox page sends, session and navigation included."""
    from django.test import Client
    from reach_parts.statements import statements_of

    client = Client(HTTP_HOST="localhost")
    client.force_login(member, backend="allauth.account.auth_backends.AuthenticationBackend")
    client.get("/messages/")
    return len(statements_of(lambda: client.get("/messages/")))


def pages(options: argparse.Namespace, email: str) -> None:
    """Every kind of page, in rounds; the limit stands in every round."""
    from pages_parts.full_inbox import PASSWORD
    from pages_parts.server import serving
    from pages_parts.visitors import HEAD as PAGES_HEAD
    from pages_parts.visitors import sign_in, visit

    with serving() as server:
        ida = sign_in(server, email, PASSWORD)
        kinds = {
            "the limit: /livez": ("/livez", {}),
            "inbox": ("/messages/", ida),
            "inbox, compressed": ("/messages/", ida | GZIP),
            "all of it": ("/messages/?pile=all", ida),
            "unread": ("/messages/?unread=1", ida),
            "sent": ("/messages/?box=sent", ida),
            "settings": ("/settings/", ida),
        }
        for path, who in kinds.values():
            visit(server, [(path, {})] * 40, who, options.visitors)
        rounds = [
            {
                name: visit(server, [(path, {})] * options.pages, who, options.visitors)
                for name, (path, who) in kinds.items()
            }
            for _ in range(options.rounds)
        ]
        print(f"{options.visitors} visitors, best of {options.rounds} rounds\n{PAGES_HEAD}")
        best = {
            name: min((each[name] for each in rounds), key=lambda met: met.cpu_ms) for name in kinds
        }
        for name, met in best.items():
            print(f"{name:36}{met}  {1000 / met.cpu_ms:7.0f}/s on a core of its own")
        print(f"the server's memory: {server.memory()}; load now {os.getloadavg()[0]:.1f}")


def search(options: argparse.Namespace, ida: int) -> None:
    """Print median, 95th and 99th percentile of each kind, and of all together."""
    from rapport.messaging.models import Participation

    counted = Participation.objects.exclude(member_id=ida).order_by("member_id")
    ordinary = list(counted.values_list("member_id", flat=True)[: options.queries])
    for who, viewers in (("half of all messages", [ida]), ("ordinary", ordinary)):
        everything = Times([], [])
        print(f"{who}\n{HEAD}{'found':>8}")
        ask_all(options, viewers, everything)
        print(f"{'all kinds':36}{shown(everything)}")
    print(f"load now {os.getloadavg()[0]:.1f}")


def ask_all(options: argparse.Namespace, viewers: Sequence[int], everything: Times) -> None:
    """Each kind of query, its times added to those of all."""
    from datetime import UTC

    from inbox_parts.asking import Asking
    from inbox_parts.costs import costs

    from rapport.messaging.queries.message_search import search_messages
    from rapport.rules.message_query import read_query

    def ask(viewer: int, text: str) -> int:
        return len(search_messages(viewer, read_query(text), UTC).page.rows)

    for kind, texts in Asking(3, options.threads).kinds(options.queries):
        questions = [(viewers[n % len(viewers)], text) for n, text in enumerate(texts)]
        ask(*questions[-1])
        times = costs(ask, questions)
        found = sorted(ask(*question) for question in questions[:10])
        everything.wall.extend(times.wall)
        everything.cpu.extend(times.cpu)
        print(f"{kind:36}{shown(times)}    {found[len(found) // 2]:6}", flush=True)


def shown(times: Times) -> str:
    """Median, 95th and 99th percentile by the clock, and the same of processor time."""
    return "".join(f"{percentile(kind, share):9.1f}" for kind in times for share in (50, 95, 99))


if __name__ == "__main__":
    main()
