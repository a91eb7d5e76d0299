"""Finds kinds of words in the training texts: words with the same neighbours are of one kind."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import scipy.sparse as sparse
from sklearn.cluster import KMeans
from sklearn.decomposition import TruncatedSVD
from sklearn.preprocessing import normalize

from rapport.rules.coach.signals.features import Kinds
from rapport.rules.coach.signals.tokens import END, START

_LEAST, _CONTEXTS, _SIZE, _KEPT = 8, 1_000, 100, 250
COARSE, FINE = 50, 400
_OFFSETS = (-2, -1, 1, 2)


@dataclass(frozen=True, slots=True)
class Found:
    """The kinds, and the words in the order in which they are stored."""

    words: list[str]
    coarse: list[int]
    fine: list[int]
    kept: list[str]

    def kinds(self) -> Kinds:
        """As the features need them."""
        return Kinds(
            dict(zip(self.words, self.coarse, strict=True)),
            dict(zip(self.words, self.fine, strict=True)),
            frozenset(self.kept),
        )


def find_kinds(texts: Sequence[Sequence[str]], seed: int) -> Found:
    """Kinds of the words that occur at least eight times in the tokenised texts."""
    rows = [(START, *text, END) for text in texts]
    counts = Counter(word for row in rows for word in row)
    ranked = sorted(counts, key=lambda word: (-counts[word], word))
    words = [word for word in ranked if counts[word] >= _LEAST and word not in (START, END)]
    near = normalize(_reduced(_neighbours(rows, words, ranked[:_CONTEXTS]), seed))
    coarse, fine = (
        KMeans(number, n_init=1, random_state=seed, max_iter=60).fit(near).labels_.tolist()
        for number in (COARSE, FINE)
    )
    return Found(words, coarse, fine, [word for word in words if word not in (START, END)][:_KEPT])


def _neighbours(
    rows: Sequence[Sequence[str]], words: Sequence[str], contexts: Sequence[str]
) -> sparse.csr_matrix:
    """How much more often than by chance a word stands beside each context (positive PMI)."""
    place = {word: at for at, word in enumerate(words)}
    context = {word: at for at, word in enumerate(contexts)}
    left: list[int] = []
    right: list[int] = []
    for row in rows:
        ids = [context.get(word) for word in row]
        for at, word in enumerate(row):
            if word not in place:
                continue
            for slot, offset in enumerate(_OFFSETS):
                other = ids[at + offset] if 0 <= at + offset < len(row) else None
                if other is not None:
                    left.append(place[word])
                    right.append(slot * len(contexts) + other)
    shape = (len(words), len(_OFFSETS) * len(contexts))
    counted = sparse.csr_matrix((np.ones(len(left), np.float64), (left, right)), shape=shape)
    counted.sum_duplicates()
    by_word, by_context = np.asarray(counted.sum(1)).ravel(), np.asarray(counted.sum(0)).ravel()
    pairs = counted.tocoo()
    value = np.log(pairs.data * counted.sum() / (by_word[pairs.row] * by_context[pairs.col]))
    return sparse.csr_matrix((np.maximum(value, 0), (pairs.row, pairs.col)), shape=shape)


def _reduced(matrix: sparse.csr_matrix, seed: int) -> np.ndarray:
    return TruncatedSVD(_SIZE, random_state=seed).fit_transform(matrix)
