"""How long something takes a processor, whatever else the tests' process and machine are at."""

import gc
from collections.abc import Callable
from time import thread_time


def seconds_of(do: Callable[[], object], times: int = 3) -> float:
    """The least processor seconds that this thread spent on it in so many runs.

    What other tests left behind is kept out of the collector's sight meanwhile: to walk through
    it takes longer than most of what is measured.
    """
    gc.collect()
    gc.freeze()
    try:
        return min(_once(do) for _ in range(times))
    finally:
        gc.unfreeze()


def _once(do: Callable[[], object]) -> float:
    began = thread_time()
    do()
    return thread_time() - began
