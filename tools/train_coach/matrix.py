"""Turns texts into rows of features, the same that are looked up when a draft is reviewed."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
import scipy.sparse as sparse

from rapport.rules.coach.signals.encoder import encoder
from rapport.rules.coach.signals.features import (
    Kinds,
    class_pairs,
    letter_grams,
    paired,
    sense,
    sentences_of,
    shape,
    shape_grams,
    word_grams,
)
from rapport.rules.coach.signals.lexicon import lexicon
from rapport.rules.coach.signals.model import FAMILIES
from rapport.rules.coach.signals.tokens import tokens
from rapport.rules.coach.signals.traits import TRAITS, tally, traits

# How much a family counts in the length of a row: letters are many and say little each.
SCALES = {"words": 1.0, "shapes": 0.6, "letters": 0.35, "classes": 1.0}


@dataclass(frozen=True, slots=True)
class Space:
    """The features in the order of their columns, how many texts have each, and its length."""

    names: list[tuple[str, str]]
    counts: np.ndarray
    lengths: np.ndarray

    def restricted(self, columns: np.ndarray) -> "Space":
        """Only these columns."""
        names = [self.names[at] for at in columns]
        return Space(names, self.counts[columns], self.lengths[columns])


def look_at(texts: Sequence[str], kinds: Kinds, least: int) -> tuple[sparse.csr_matrix, Space]:
    """Which text has which feature (ones), for features of at least `least` texts."""
    numbers: dict[tuple[str, str], int] = {}
    ends, columns = [0], []
    for text in texts:
        # Sorted, because a set's order changes from run to run.
        features = sorted(_features(text, kinds))
        seen = sorted(numbers.setdefault(one, len(numbers)) for one in features)
        columns.append(np.array(seen, np.int32))
        ends.append(ends[-1] + len(seen))
    flat = np.concatenate(columns)
    shape = (len(texts), len(numbers))
    full = sparse.csr_matrix((np.ones(len(flat), np.float32), flat, np.array(ends)), shape=shape)
    counts = np.bincount(flat, minlength=len(numbers))
    order = {family: at for at, family in enumerate(FAMILIES)}
    names = list(numbers)
    kept = sorted(np.flatnonzero(counts >= least), key=lambda at: (order[names[at][0]], names[at]))
    rarity = np.log((1 + len(texts)) / (1 + counts[kept])) + 1
    chosen = [names[at] for at in kept]
    scale = np.array([SCALES[family] for family, _ in chosen])
    narrow = full[:, kept].tocsr()
    narrow.sort_indices()
    return narrow, Space(chosen, counts[kept], rarity * scale)


def weighed(rows: sparse.csr_matrix, space: Space) -> sparse.csr_matrix:
    """Rows of length one, each feature by its rarity."""
    scaled = (rows @ sparse.diags(space.lengths)).tocsr()
    length = np.sqrt(np.asarray(scaled.multiply(scaled).sum(1)).ravel())
    return (sparse.diags(1 / np.maximum(length, 1e-9)) @ scaled).tocsr()


def counted(texts: Sequence[str]) -> np.ndarray:
    """The traits of every text."""
    lists = lexicon()
    kept = lru_cache(maxsize=None)(lambda token: tally(token, lists))
    rows = [traits(text, tokens(text), lists, kept) for text in texts]
    return np.array(rows).reshape(-1, len(TRAITS))


def meant(texts: Sequence[str]) -> np.ndarray:
    """What the encoder tells of every text."""
    network = encoder()
    read = (network.read_all(list(sentences_of(tokens(text)))) for text in texts)
    return np.array([network.meaning(sense) for sense in read], np.float64)


def _features(text: str, kinds: Kinds) -> set[tuple[str, str]]:
    lists = lexicon()
    found: set[tuple[str, str]] = set()
    for row in sentences_of(tokens(text)):
        shapes = [shape(token, kinds) for token in row]
        senses = [sense(token, kinds) for token in row]
        pairs = class_pairs([paired(token, lists) for token in row])
        words = {token for token in row if token[0].isalpha()}
        found.update(("words", one) for one in word_grams(row))
        found.update(("shapes", one) for one in shape_grams(shapes, senses))
        found.update(("classes", one) for one in pairs)
        found.update(("letters", one) for word in words for one in letter_grams(word))
    return found
