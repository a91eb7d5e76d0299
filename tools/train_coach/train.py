"""Trains all heads: find kinds of words, look at the texts, choose features, fit, calibrate."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import heads as heads_
import kinds as kinds_
import matrix
import numpy as np
import scipy.sparse as sparse
import sources
from heads import HEADS, Head, Looks, Weights
from sklearn.model_selection import GroupKFold
from sources import Example

from groups import groups
from rapport.rules.coach.signals.tokens import tokens

SEED = 20260101
_LEAST = 3
# Features of so many texts are kept, whatever they weigh; letters of twice as many.
_FREQUENT = 24
# Rounds of conjugate gradients for emotions: few, which keeps the weights small.
_ROUNDS = 12
_INNER_FOLDS, _INNER_FOLDS_OF_MANY, _MANY = 5, 2, 20_000


@dataclass(frozen=True, slots=True)
class Corpus:
    """All texts once, with features, traits and meaning; emotions are of GoEmotions' texts."""

    place: dict[str, int]
    found: kinds_.Found
    rows: sparse.csr_matrix
    space: matrix.Space
    traits: np.ndarray
    meaning: np.ndarray
    emotional: np.ndarray
    emotions: list[frozenset[str]]


@dataclass(frozen=True, slots=True)
class Trained:
    """All heads' weights over the chosen features."""

    found: kinds_.Found
    space: matrix.Space
    weights: dict[str, Weights]


def read(folder: Path, examples: Sequence[Example]) -> Corpus:
    """The corpus of a data folder."""
    texts, emotions = sources.emotions(folder)
    every = list(dict.fromkeys([one.text for one in examples] + texts))
    rest = sources.unlabelled(folder)
    found = kinds_.find_kinds([tokens(text) for text in dict.fromkeys([*every, *rest])], SEED)
    rows, space = matrix.look_at(every, found.kinds(), _LEAST)
    place = {text: at for at, text in enumerate(every)}
    emotional = np.array([place[text] for text in texts])
    traits, meaning = matrix.counted(every), matrix.meant(every)
    return Corpus(place, found, rows, space, traits, meaning, emotional, emotions)


def train(corpus: Corpus, examples: Sequence[Example], unseen: frozenset[str]) -> Trained:
    """Weights of all heads from the examples; texts in `unseen` are not looked at."""
    known = [one for one in examples if one.text not in unseen]
    wide = _fit_all(corpus, corpus.space, corpus.rows, known, unseen, calibrated=False)
    columns = _chosen(corpus.space, wide)
    space = corpus.space.restricted(columns)
    rows = corpus.rows[:, columns].tocsr()
    return Trained(corpus.found, space, _fit_all(corpus, space, rows, known, unseen))


def _fit_all(
    corpus: Corpus,
    space: matrix.Space,
    rows: sparse.csr_matrix,
    examples: Sequence[Example],
    unseen: frozenset[str],
    calibrated: bool = True,
) -> dict[str, Weights]:
    whole = matrix.weighed(rows, space)
    hidden = {corpus.place[text] for text in unseen if text in corpus.place}
    seen = [at for at, place in enumerate(corpus.emotional.tolist()) if place not in hidden]
    labels = [corpus.emotions[at] for at in seen]
    emotions = heads_.fit_emotions(whole[corpus.emotional[seen]], labels, _ROUNDS)
    found = {}
    for head in _taught(examples):
        if not calibrated and not head.keep:
            continue
        mine = [one for one in examples if one.head == head.name]
        at = np.array([corpus.place[one.text] for one in mine])
        looks = Looks(whole[at], corpus.traits[at], corpus.meaning[at])
        fit = _fitter(head, looks, emotions, mine)
        weights = fit(np.arange(len(mine)))
        if calibrated and not head.graded:
            weights = _calibrated(head, weights, mine, looks, fit)
        elif head.graded and head.home:
            weights = _centred(weights, looks[_at_home(head, mine)])
        found[head.name] = weights
    return found


def _taught(examples: Sequence[Example]) -> list[Head]:
    taught = {one.head for one in examples}
    return [head for head in HEADS if head.name in taught]


def _fitter(
    head: Head, looks: Looks, emotions: np.ndarray, examples: Sequence[Example]
) -> Callable[[np.ndarray], Weights]:
    labels = np.array([one.label for one in examples])
    weight = np.array([one.weight for one in examples])
    home = _at_home(head, examples)

    def fit(at: np.ndarray) -> Weights:
        return heads_.fit(head, looks[at], emotions, labels[at], weight[at], home[at])

    return fit


def _at_home(head: Head, examples: Sequence[Example]) -> np.ndarray:
    return np.array([not head.home or one.source == head.home for one in examples])


def _centred(weights: Weights, looks: Looks) -> Weights:
    """The same weights with 0 in the middle of the scores."""
    return replace(weights, bias=weights.bias - float(np.median(weights.scores(looks))))


def _calibrated(
    head: Head,
    weights: Weights,
    examples: Sequence[Example],
    looks: Looks,
    fit: Callable[[np.ndarray], Weights],
) -> Weights:
    """The same weights with 0 where F1 is best on examples that were left out in turn."""
    labels = np.array([one.label for one in examples])
    weight = np.array([one.weight for one in examples])
    scores = np.zeros(len(examples))
    folds = _INNER_FOLDS_OF_MANY if len(examples) > _MANY else _INNER_FOLDS
    apart = GroupKFold(folds)
    for known, left in apart.split(scores, groups=groups([one.text for one in examples])):
        scores[left] = fit(known).scores(looks[left])
    home = _at_home(head, examples)
    threshold = heads_.undecided(scores[home], labels[home], weight[home])
    return replace(weights, bias=weights.bias - threshold)


def _chosen(space: matrix.Space, wide: dict[str, Weights]) -> np.ndarray:
    """The columns that many texts have, and those that weigh most in a head with few texts: weight
    times how often it is met. Choosing by weight alone fits to the texts that were chosen on."""
    letters = np.array([family == "letters" for family, _ in space.names])
    chosen = set(np.flatnonzero(space.counts >= _FREQUENT * (1 + letters)).tolist())
    often = np.sqrt(space.counts) * space.lengths
    for head in HEADS:
        if head.sparse and head.keep and head.name in wide:
            value = np.abs(wide[head.name].features) * often
            chosen.update(np.argsort(-value, kind="stable")[: head.keep].tolist())
    return np.array(sorted(chosen))
