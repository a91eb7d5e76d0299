"""Do things at the same moment: a barrier, a thread with its own connection for each."""

import os
import threading
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from django.db import connection

LONG = bool(os.environ.get("RAPPORT_LONG"))


def at_once(*doings: Callable[[], Any]) -> list[Any]:
    """Run all together and return what each came to, in order; an exception ends the test."""
    barrier = threading.Barrier(len(doings))

    def run(doing: Callable[[], Any]) -> Any:
        connection.ensure_connection()
        barrier.wait(timeout=60)
        try:
            return doing()
        finally:
            connection.close()

    with ThreadPoolExecutor(len(doings)) as pool:
        return [future.result(timeout=120) for future in [pool.submit(run, d) for d in doings]]


def codes(results: Sequence[Any]) -> list[str]:
    """What each result is, as one word: the refusal's code, or what was done."""
    return sorted(getattr(result, "code", None) or type(result).__name__ for result in results)
