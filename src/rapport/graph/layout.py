"""How a member's row is packed: one 8-byte header, slots of four bytes, whole cache lines.

header = block (29 bits) | length (22 bits) | tombstones (12 bits)

* block × 16 is the row's first slot, so rows begin on a cache line of 64 bytes and a pool may
  have 2³³ slots, twice what a 32-bit offset could address.
* length counts the slots written since the row was placed, tombstones included.
* capacity is not stored: the slots after a row's last one are `VACANT`, and the first slot of
  the next row never is, so "is there room?" is one look at the next slot.
* A member without a row has header 0 and owns no slot.

The reasons are in decision 0030.
"""

from typing import Final, TypeVar

import numpy as np
import numpy.typing as npt

NOBODY: Final = 0
"""No member has this number; a removed entry becomes it, because nobody is ever in a circle."""
VACANT: Final = 0xFFFF_FFFF
"""A slot of a row that was never written; only the writer looks at it."""
LINE: Final = 16
"""Slots in a cache line of 64 bytes; rows begin and end on one."""

LINE_BITS: Final = 4
BLOCK_SHIFT: Final = 34
LENGTH_SHIFT: Final = 12
LENGTH_MASK: Final = (1 << 22) - 1
TOMBS_MASK: Final = (1 << 12) - 1

MOST_CONNECTIONS: Final = LENGTH_MASK
"""Slots a row can have: 4,194,303."""
MOST_TOMBSTONES: Final = TOMBS_MASK
MOST_SLOTS: Final = 1 << (29 + LINE_BITS)
"""Slots a pool can have: 2³³."""
MOST_MEMBERS: Final = VACANT - 1
"""The highest number a member can have."""

# State of a pool, one int64 each; the writer owns it, readers look at ENTRIES only.
USED: Final = 0
"""Slots handed out so far; the next row is placed here."""
ENTRIES: Final = 1
"""Living entries: two a connection."""
DEAD: Final = 2
"""Slots that belong to rows that have moved away."""
CHANGED: Final = 3
"""Changes since the start that were not already true."""
POSITION: Final = 4
"""Position in the change log up to which the pool is in step; the caller's number."""
STATE_SIZE: Final = 8

Count = TypeVar("Count", int, npt.NDArray[np.int64])


def loaded_capacity(length: Count) -> Count:
    """Slots given to a row of `length` entries when rows are laid out anew: 3 % and the line."""
    return (length + (length >> 5) + LINE) >> LINE_BITS << LINE_BITS


def moved_capacity(length: int) -> int:
    """Slots given to a row that has outgrown its place: a quarter more, so moving stays rare."""
    return (length + (length >> 2) + LINE) >> LINE_BITS << LINE_BITS
