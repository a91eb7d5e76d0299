"""The checks: each file one `check(reading)`; CHECKS lists those that run."""

from collections.abc import Callable, Iterable

from rapport.rules.coach.findings import Finding
from rapport.rules.coach.reading import Reading

CHECKS: tuple[Callable[[Reading], Iterable[Finding]], ...] = ()
