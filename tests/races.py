"""Do things at the same moment: a barrier, and a thread with its own connection for each."""

import os
import threading
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from typing import Any

from django.db import connection

LONG = bool(os.environ.get("TESTS_LONG"))
Doing = Callable[[], Any]


@contextmanager
def crew(size: int) -> Iterator[Callable[..., list[Any]]]:
    """So many threads that keep their connections; gives a function that does things at once."""
    barrier = threading.Barrier(size)

    def run(doing: Doing) -> Any:
        connection.ensure_connection()
        barrier.wait(timeout=60)
        return doing()

    def together(*doings: Doing) -> list[Any]:
        assert len(doings) == size
        return [future.result(timeout=120) for future in [pool.submit(run, d) for d in doings]]

    def hang_up() -> None:
        barrier.wait(timeout=60)
        connection.close()

    with ThreadPoolExecutor(size) as pool:
        try:
            yield together
        finally:
            for future in [pool.submit(hang_up) for _ in range(size)]:
                future.result(timeout=60)


def at_once(*doings: Doing) -> list[Any]:
    """Do all together, once, and return what each came to, in order; an exception is raised."""
    with crew(len(doings)) as together:
        return together(*doings)


def codes(results: Sequence[Any]) -> list[str]:
    """What each result is, as one word: the refusal's code, or what was done."""
    return sorted(getattr(result, "code", None) or type(result).__name__ for result in results)
