"""What the decision is made from: viewer, target, their pair and the moment, as frozen values."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Self

from rapport.rules.reach.pair import Pair, read_pair
from rapport.rules.reach.people import Target, Viewer, read_target, read_viewer
from rapport.rules.shape import Reader, moment, record, required


@dataclass(frozen=True, slots=True)
class Facts:
    """All that `menu` and `judge` look at, beside the policy. `now` is aware, in UTC."""

    now: datetime
    viewer: Viewer = field(default_factory=Viewer)
    target: Target = field(default_factory=Target)
    pair: Pair = field(default_factory=Pair)

    @classmethod
    def from_json(cls, obj: object) -> Self:
        """Facts of one JSON object, as the contract writes them.

        Raises FactsError, which names the key path, for unknown keys, wrong types, negative
        numbers, values outside a list, times without offset, and states that cannot be.
        """
        read = record(obj, "", FACTS)
        required(read, "now", "")
        return cls(**read)


FACTS: Mapping[str, Reader] = {
    "now": moment,
    "viewer": read_viewer,
    "target": read_target,
    "pair": read_pair,
}
