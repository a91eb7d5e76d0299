"""Comparing rows with what the database says, a stretch of members at a time."""

from typing import Any

import numpy as np
import numpy.typing as npt

from rapport.graph.plain.header import gather
from rapport.graph.rows import CONNECT, DISCONNECT, Changes
from rapport.graph.view import Numbers, View, as_numbers

Keys = npt.NDArray[np.int64]


def differences(view: View, begin: int, end: int, first: Any, second: Any) -> Changes:
    """The changes that make the rows of `begin` up to, not including, `end` as they should be.

    `first` and `second` are the connections that touch this stretch of members, each pair once or
    twice, in any order. Apply the result with `Rows.apply`; nothing to repair: no changes. Take
    the database's side after the log has been read, or a change on its way looks like a fault.
    Raises ValueError when a given connection does not touch the stretch.
    """
    given_first, given_second = as_numbers(first), as_numbers(second)
    touches = _within(given_first, begin, end) | _within(given_second, begin, end)
    if not touches.all():
        at = int(np.flatnonzero(~touches)[0])
        raise ValueError(
            f"Connection {given_first[at]}-{given_second[at]} is outside {begin} to {end - 1}."
        )
    store = view.store
    owners = np.arange(max(begin, 1), min(end, len(store.headers)))
    entries, index = gather(store.headers, store.pool, owners)
    held = _keys(owners[index].astype(np.uint32), entries)
    true = _keys(given_first, given_second)
    surplus = np.setdiff1d(held, true)
    missing = np.setdiff1d(true, held)
    keys = np.concatenate((surplus, missing))
    kinds = np.repeat([DISCONNECT, CONNECT], [len(surplus), len(missing)])
    return Changes.of(kinds, keys >> 32, keys & 0xFFFF_FFFF)


def _within(numbers: Numbers, begin: int, end: int) -> npt.NDArray[np.bool_]:
    inside: npt.NDArray[np.bool_] = (numbers >= begin) & (numbers < end)
    return inside


def _keys(first: Numbers, second: Numbers) -> Keys:
    """One whole number a pair, the lower member first, each pair once; nobody with oneself."""
    low, high = np.minimum(first, second), np.maximum(first, second)
    different = low != high
    return np.unique(low[different].astype(np.int64) << 32 | high[different])
