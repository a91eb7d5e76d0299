"""Turns a sentence's words into numbers for what it means: a small network, read from vectors.npz.

Its weights were taught to answer as a large encoder of general English does (decision 0187).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from rapport.rules.coach.signals.stored import arrays, lines

Floats = npt.NDArray[np.float32]

# Rows of the table of vectors: nothing at a sentence's edge, a word that isn't known, the known.
EDGE, UNKNOWN, FIRST = 0, 1, 2
# More tokens of a sentence are not read.
LONGEST = 200


class Sense(NamedTuple):
    """What is read in one or more sentences: the strongest answer of each filter, and sums over
    `number` tokens of the answers and of the words' vectors. Passages are put together of these."""

    strongest: Floats
    sums: Floats
    number: int


@dataclass(frozen=True, slots=True)
class Encoder:
    """Vectors of words by row, as small whole numbers whose steps are part of what weighs them;
    filters over three words in a row; and what is told of the answers (`told`, by answer and
    number)."""

    places: Mapping[str, int]
    vectors: npt.NDArray[np.int8]
    filters: Floats
    bias: Floats
    told: Floats
    told_bias: Floats

    def read(self, sentence: Sequence[str]) -> Sense:
        """One sentence's tokens."""
        get = self.places.get
        rows = [EDGE, *[get(token, UNKNOWN) for token in sentence[:LONGEST]], EDGE]
        words = self.vectors.take(rows, axis=0, mode="clip").astype(np.float32)
        three = np.concatenate((words[:-2], words[1:-1], words[2:]), axis=1)
        answers = three @ self.filters
        answers += self.bias
        np.maximum(answers, 0, out=answers)
        sums = np.concatenate((np.add.reduce(answers), np.add.reduce(words)))
        return Sense(np.maximum.reduce(answers, initial=0), sums, len(rows) - 2)

    def read_all(self, sentences: Sequence[Sequence[str]]) -> Sense:
        """A text's sentences as one; where it has none, of nothing."""
        return joined([self.read(one) for one in sentences or ((),)])

    def seen(self, sense: Sense) -> Floats:
        """All that heads may weigh: the strongest answers and the means."""
        return np.concatenate((sense.strongest, sense.sums / max(1, sense.number)))

    def meaning(self, sense: Sense) -> Floats:
        """What the network tells of the sentences."""
        return self.seen(sense) @ self.told + self.told_bias


def joined(senses: Sequence[Sense]) -> Sense:
    """Sentences in a row as one."""
    if len(senses) == 1:
        return senses[0]
    strongest = np.maximum.reduce([one.strongest for one in senses])
    sums = np.add.reduce([one.sums for one in senses])
    return Sense(strongest, sums, sum(one.number for one in senses))


@lru_cache(maxsize=1)
def encoder() -> Encoder:
    """The shipped network, read once."""
    return unpack(arrays("vectors.npz"))


def unpack(stored: Mapping[str, npt.NDArray[Any]]) -> Encoder:
    """An encoder of its stored arrays."""
    words = lines(stored["words"])
    steps = stored["steps"].astype(np.float32)
    filters, bias, told, told_bias = (
        stored[name].astype(np.float32) for name in ("filters", "bias", "told", "told_bias")
    )
    # The means of words' vectors are weighed last, in steps like the vectors.
    told[-len(steps) :] *= steps[:, None]
    filters *= np.tile(steps, 3)[:, None]
    places = {word: at for at, word in enumerate(words, FIRST)}
    return Encoder(places, stored["vectors"], filters, bias, told, told_bias)
