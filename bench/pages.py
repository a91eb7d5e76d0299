"""Pages a second of a real `rapport serve` over HTTP, beside the least that it can answer.

    python bench/pages.py [--size medium|small] [--data FOLDER] [--threads 10000]
    python tools/with_postgresql.py python bench/pages.py

The limit is /livez of the same process: the server, the pool of threads and the middleware, without
a member, a statement or a page. `CPU ms` is the server's processor time a page, which
what else the machine does disturbs least.
"""

import argparse
import itertools
import os
import random

from reach_parts.figures import machine
from reach_parts.place import demo_place

DEMO_PASSWORD = "rapport-demo"


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--size", choices=["small", "medium"], default="medium", help="the demo")
    parser.add_argument("--data", help="folder in which the demo is kept for the next run")
    parser.add_argument("--threads", type=int, default=10_000, help="of the full inbox")
    parser.add_argument("--pages", type=int, default=300, help="pages of each kind and round")
    parser.add_argument("--rounds", type=int, default=3, help="rounds; the best is shown")
    parser.add_argument("--visitors", type=int, default=4, help="at the same time")
    options = parser.parse_args()
    print(machine())
    with demo_place(options.size, options.data):
        import django

        django.setup()
        # These need Django to be set up.
        from django.db import connection
        from pages_parts.full_inbox import make_full_inbox
        from reach_parts.statements import database

        print(database())
        email = make_full_inbox(options.threads)
        others = handles(options.pages)
        connection.close()
        measure(options, email, others)


def handles(count: int) -> list[str]:
    """Handles of the demo's people in an order of chance."""
    from rapport.members.models import Member

    found = Member.objects.filter(email__endswith="demo.example").exclude(handle="ana")
    known = sorted(found.values_list("handle", flat=True))
    random.Random(1).shuffle(known)
    return list(itertools.islice(itertools.cycle(known), count))


def measure(options: argparse.Namespace, email: str, others: list[str]) -> None:
    """Every kind of page, in rounds; the limit stands in every round."""
    from pages_parts.full_inbox import PASSWORD
    from pages_parts.server import serving
    from pages_parts.visitors import HEAD, HTMX, sign_in, visit

    with serving() as server:
        ana = sign_in(server, "ana@demo.example", DEMO_PASSWORD)
        ida = sign_in(server, email, PASSWORD)
        again = options.pages
        profile = [(f"/members/{handle}/", {}) for handle in others]
        ways = [(f"/members/{handle}/ways/", HTMX) for handle in others]
        inbox = [("/messages/", {})] * again
        kinds = {
            "the limit: /livez": (same("/livez", again), {}),
            "profile": (profile, ana),
            "ways, the fragment of a profile": (ways, ana),
            "inbox": (inbox, ana),
            f"inbox of {options.threads:,}": (inbox, ida),
            f"sent of {options.threads:,}": (same("/messages/?box=sent", again), ida),
        }
        for paths, who in kinds.values():
            visit(server, paths[:20], who, options.visitors)
        rounds = [
            {name: visit(server, *kind, options.visitors) for name, kind in kinds.items()}
            for _ in range(options.rounds)
        ]
        print(f"{options.visitors} visitors, best of {options.rounds} rounds\n{HEAD}")
        best = {
            name: min((each[name] for each in rounds), key=lambda met: met.cpu_ms) for name in kinds
        }
        limit = best["the limit: /livez"]
        for name, met in best.items():
            print(f"{name:36}{met}  {met.cpu_ms / limit.cpu_ms:5.1f} times the limit's CPU")
        both = best["profile"].cpu_ms + best["ways, the fragment of a profile"].cpu_ms
        print(f"a profile with its fragment: {both:.2f} ms of CPU, {1000 / both:,.0f}/s on a core")
        print(f"the server's memory: {server.memory()}; load now {os.getloadavg()[0]:.1f}")


def same(path: str, count: int) -> list[tuple[str, dict[str, str]]]:
    """One address so many times."""
    return [(path, {})] * count


if __name__ == "__main__":
    main()
