"""Wait for what another thread or process brings about."""

import time
from collections.abc import Callable


def wait_until(true: Callable[[], object], seconds: float = 20.0) -> float:
    """Until it is so; how many seconds that took. AssertionError where it never becomes so."""
    begun = time.monotonic()
    while not true():
        assert time.monotonic() - begun < seconds, "it never became so"
        time.sleep(0.002)
    return time.monotonic() - begun
