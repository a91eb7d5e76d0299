"""How long something takes a processor, whatever else the tests' process and machine are at."""

import gc
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from time import thread_time


@contextmanager
def without_collector() -> Iterator[None]:
    """What other tests left behind is kept out of the collector's sight: to walk through it takes
    longer than most of what is measured."""
    gc.collect()
    gc.freeze()
    try:
        yield
    finally:
        gc.unfreeze()


def seconds_of(do: Callable[[], object], times: int = 3) -> float:
    """The least processor seconds that this thread spent on it in so many runs."""
    with without_collector():
        return processor_time(do, times)


def processor_time(do: Callable[[], object], times: int = 3) -> float:
    """The same, for whoever measures often and has no collector about."""
    return min(_once(do) for _ in range(times))


def _once(do: Callable[[], object]) -> float:
    began = thread_time()
    do()
    return thread_time() - began
