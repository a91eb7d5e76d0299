"""Which kernels answer: numba's where it is installed, else their NumPy twins.

`RAPPORT_GRAPH=numpy` asks for the twins. The choice is made at the first question, not when
`rapport.graph` is imported, so a process that asks nothing pays nothing.
"""

import importlib
import importlib.util
import os
from functools import cache
from typing import Any, Protocol, cast

CHOICES = {"numba": "rapport.graph.fast", "numpy": "rapport.graph.plain"}


class NoSuchKernels(ValueError):
    """The kernels asked for do not exist or are not installed."""


class Kernels(Protocol):
    """The functions both twins have; their arguments are described in the twins."""

    def count_ends(self, *arrays: Any) -> None: ...
    def place_ends(self, *arrays: Any) -> None: ...
    def drop_repeats(self, *arrays: Any) -> int: ...
    def relay_rows(self, *arrays: Any) -> None: ...
    def apply_changes(self, *arrays: Any) -> int: ...
    def decorate(self, *arrays: Any) -> None: ...
    def shared_between(self, *arrays: Any) -> int: ...
    def circle_sizes(self, *arrays: Any) -> tuple[int, int]: ...
    def way_between(self, *arrays: Any) -> int: ...
    def far_way_between(self, *arrays: Any) -> int: ...
    def second_circle_scores(self, *arrays: Any) -> int: ...


def chosen() -> str:
    """`numba` or `numpy`, by `RAPPORT_GRAPH` and by what is installed.

    Raises NoSuchKernels for another word, and for numba where it is not installed.
    """
    wanted = os.environ.get("RAPPORT_GRAPH", "")
    installed = importlib.util.find_spec("numba") is not None
    if wanted and wanted not in CHOICES:
        raise NoSuchKernels(f"RAPPORT_GRAPH is {wanted!r}; it may be 'numba' or 'numpy'.")
    if wanted == "numba" and not installed:
        raise NoSuchKernels(
            "RAPPORT_GRAPH asks for numba, which is not installed; "
            "install it with `pip install rapport[fast]`, or unset RAPPORT_GRAPH."
        )
    return wanted or ("numba" if installed else "numpy")


@cache
def named(choice: str) -> Kernels:
    """The kernels of one of `CHOICES`, loaded when first asked for."""
    return cast(Kernels, importlib.import_module(CHOICES[choice]))


@cache
def kernels() -> Kernels:
    """The kernels of this process."""
    return named(chosen())
