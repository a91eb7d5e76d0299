"""What is shipped as plain arrays; texts among them are UTF-8 bytes, one a line."""

from importlib.resources import files
from typing import Any

import numpy as np
import numpy.typing as npt


def arrays(name: str) -> dict[str, npt.NDArray[Any]]:
    """All arrays of a file that is shipped beside this one."""
    with (
        files("rapport.rules.coach.signals").joinpath(name).open("rb") as source,
        np.load(source, allow_pickle=False) as stored,
    ):
        return {each: stored[each] for each in stored.files}


def lines(stored: npt.NDArray[Any]) -> list[str]:
    """Texts stored as bytes."""
    joined = stored.tobytes().decode("utf-8")
    return joined.split("\n") if joined else []


def flat(texts: list[str]) -> npt.NDArray[np.uint8]:
    """Texts, none with a line's end, as bytes."""
    return np.frombuffer("\n".join(texts).encode("utf-8"), np.uint8)
