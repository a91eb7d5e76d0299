"""Texts stored as plain arrays: UTF-8 bytes, one a line."""

from typing import Any

import numpy as np
import numpy.typing as npt


def lines(stored: npt.NDArray[Any]) -> list[str]:
    """Texts stored as bytes."""
    joined = stored.tobytes().decode("utf-8")
    return joined.split("\n") if joined else []


def flat(texts: list[str]) -> npt.NDArray[np.uint8]:
    """Texts, none with a line's end, as bytes."""
    return np.frombuffer("\n".join(texts).encode("utf-8"), np.uint8)
