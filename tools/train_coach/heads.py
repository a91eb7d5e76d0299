"""What is trained for each signal: on which examples, how strictly, and where undecided lies."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import scipy.sparse as sparse
from sklearn.linear_model import LogisticRegression, Ridge
from sklearn.svm import LinearSVC


@dataclass(frozen=True, slots=True)
class Head:
    """One signal: a probability or a graded value; `strength` is C of a logistic or of a support
    vector machine (`margin`), or the inverse of a ridge's alpha; `help` scales emotions and traits
    beside the features, `meaning` the encoder's numbers; `keep` is how many features survive that
    are rare in all texts; `sparse` tells whether the features are used at all; `even` is the share
    of a feature's weight that doesn't depend on how unlike yes and no have it. `home` is the set
    that decides where undecided lies; with `apart` it also has weights of its own beside those of
    all sets."""

    name: str
    graded: bool = False
    margin: bool = False
    strength: float = 8.0
    help: float = 0.03
    meaning: float = 0.0
    keep: int = 0
    sparse: bool = True
    even: float = 1.0
    home: str = ""
    apart: bool = False


HEADS = (
    Head("request", strength=16, keep=2_000),
    Head("ask", strength=16, keep=2_000),
    Head(
        "advice", margin=True, strength=0.08, meaning=0.03, even=0.5, home="needadvice", apart=True
    ),
    Head(
        "politeness", graded=True, strength=0.25, help=0.035, meaning=0.03, even=0.5, keep=4_000,
        home="TyDiP",
    ),
    Head("formality", graded=True, strength=1.0, help=1.0, sparse=False),
    Head("warmth", strength=6, help=0.06, even=0.3, keep=6_000),
    Head("praise", margin=True, strength=0.3, help=0.0, meaning=0.015, home="GoEmotions"),
    Head("thanks", strength=4, help=0.0, home="GoEmotions"),
    Head("urgency", strength=16, help=0.06, keep=2_000),
    Head("health", margin=True, strength=0.3, meaning=0.04, keep=2_000),
    Head("milestone", strength=64, help=0.06, meaning=0.03, keep=2_000),
    Head("layoff", strength=32, help=0.06, meaning=0.03, keep=1_500),
    Head("loss", strength=32, help=0.06, meaning=0.03, keep=1_500),
    Head("busy", strength=32, help=0.06, meaning=0.03, keep=1_500),
)  # fmt: skip
# The emotions of GoEmotions that help other heads: seen in 43,000 comments, they tell what kind
# and harsh words look like where a head's own set is small.
EMOTIONS = (
    "admiration", "anger", "annoyance", "approval", "caring", "confusion", "curiosity", "desire",
    "disappointment", "disapproval", "excitement", "gratitude", "joy", "love", "neutral",
    "optimism", "remorse", "sadness", "surprise",
)  # fmt: skip
_RIDGE = 2.0
# Margins times this are about as wide as a logistic's scores.
_WIDTH = 2.4
# The size of the column that tells a head's home from other sets.
_HOME = 0.3


@dataclass(frozen=True, slots=True)
class Looks:
    """Texts as heads see them: weighed rows of features, traits, and the encoder's meaning."""

    rows: sparse.csr_matrix
    traits: np.ndarray
    meaning: np.ndarray

    def __getitem__(self, at: np.ndarray) -> "Looks":
        """Those of some texts."""
        return Looks(self.rows[at], self.traits[at], self.meaning[at])


@dataclass(frozen=True, slots=True)
class Weights:
    """A head's weights: by feature, by trait, by number of the meaning, and the bias."""

    features: np.ndarray
    traits: np.ndarray
    meaning: np.ndarray
    bias: float

    def scores(self, looks: Looks) -> np.ndarray:
        """The raw scores of texts."""
        told = looks.traits @ self.traits + looks.meaning @ self.meaning
        return looks.rows @ self.features + told + self.bias


def fit_emotions(
    rows: sparse.csr_matrix, labels: Sequence[frozenset[str]], rounds: int
) -> np.ndarray:
    """Weights by feature and emotion, of a ridge on 0 and 1: all emotions in one run of
    conjugate gradients, which is many times faster than one after the other."""
    target = np.array([[name in one for name in EMOTIONS] for one in labels], np.float64)
    target -= target.mean(0)
    found = np.zeros((rows.shape[1], len(EMOTIONS)))
    left = rows.T @ target
    step, size = left.copy(), (left**2).sum(0)
    for _ in range(rounds):
        moved = rows.T @ (rows @ step) + _RIDGE * step
        pace = size / np.maximum((step * moved).sum(0), 1e-30)
        found += pace * step
        left -= pace * moved
        size, before = (left**2).sum(0), size
        step = left + (size / np.maximum(before, 1e-30)) * step
    return found


def fit(
    head: Head,
    looks: Looks,
    emotions: np.ndarray,
    labels: np.ndarray,
    weights: np.ndarray,
    at_home: np.ndarray,
) -> Weights:
    """A head's weights from rows and, beside them, traits and meaning; emotions are folded into
    the features' weights."""
    rows = looks.rows
    beside = np.hstack([rows @ emotions, looks.traits, looks.meaning])
    number, most = emotions.shape[1], emotions.shape[1] + looks.traits.shape[1]
    mean, spread = beside.mean(0), beside.std(0)
    much = np.where(np.arange(beside.shape[1]) < most, head.help, head.meaning)
    factor = np.where(spread > 1e-9, much / np.maximum(spread, 1e-9), 0.0)
    beside = (beside - mean) * factor
    unlike = float(head.sparse) * unlikeness(rows, labels, weights, head.even)
    full = sparse.hstack([rows @ sparse.diags(unlike), sparse.csr_matrix(beside)]).tocsr()
    coefficients, bias = _at_home(head, full, labels, weights, at_home)
    wide = rows.shape[1]
    inner = coefficients[wide:] * factor
    bias -= float(mean @ inner)
    features = coefficients[:wide] * unlike + emotions @ inner[:number]
    return Weights(features, inner[number:most], inner[most:], bias)


def unlikeness(
    rows: sparse.csr_matrix, labels: np.ndarray, weights: np.ndarray, even: float
) -> np.ndarray:
    """How much each feature may weigh, by the log of how often yes and no have it, one more than
    counted (Wang and Manning, "Baselines and Bigrams", 2012); 1 where all is `even`."""
    if even >= 1:
        return np.ones(rows.shape[1])
    met, yes = (rows > 0).astype(np.float64), labels > np.median(labels)
    if set(labels) <= {0.0, 1.0}:
        yes = labels > 0.5
    in_yes, in_no = 1 + met.T @ (weights * yes), 1 + met.T @ (weights * ~yes)
    ratio = np.abs(np.log(in_yes / in_yes.sum() / (in_no / in_no.sum())))
    return even + (1 - even) * ratio / np.sqrt((ratio**2).mean())


def _at_home(
    head: Head,
    rows: sparse.csr_matrix,
    labels: np.ndarray,
    weights: np.ndarray,
    at_home: np.ndarray,
) -> tuple[np.ndarray, float]:
    """Weights for the head's home: those of all sets, and what its own adds to them (Daume,
    "Frustratingly easy domain adaptation", 2007)."""
    if not head.apart:
        return _fitted(head, rows, labels, weights)
    home = at_home.astype(np.float64)
    own = sparse.csr_matrix(home[:, None] * _HOME)
    twice = sparse.hstack([rows, sparse.diags(home) @ rows, own]).tocsr()
    coefficients, bias = _fitted(head, twice, labels, weights)
    wide = rows.shape[1]
    both = coefficients[:wide] + coefficients[wide:-1]
    return both, bias + _HOME * float(coefficients[-1])


def _fitted(
    head: Head, rows: sparse.csr_matrix, labels: np.ndarray, weights: np.ndarray
) -> tuple[np.ndarray, float]:
    if head.graded:
        ridge = Ridge(alpha=1 / head.strength, solver="sparse_cg", tol=1e-5)
        ridge.fit(rows, labels, sample_weight=weights)
        return ridge.coef_, float(ridge.intercept_)
    if head.margin:
        margin = LinearSVC(C=head.strength, max_iter=1_000, tol=1e-2, random_state=0)
        margin.fit(rows, labels > 0.5, sample_weight=weights)
        return margin.coef_[0] * _WIDTH, float(margin.intercept_[0]) * _WIDTH
    logistic = LogisticRegression(
        C=head.strength, solver="liblinear", dual=True, tol=1e-3, max_iter=5_000, random_state=0
    )
    logistic.fit(rows, labels > 0.5, sample_weight=weights)
    return logistic.coef_[0], float(logistic.intercept_[0])


def undecided(scores: np.ndarray, labels: np.ndarray, weights: np.ndarray) -> float:
    """The threshold with the best F1 on scores that were not trained on, from smoothed counts."""
    order = np.argsort(-scores, kind="stable")
    truth = (labels[order] > 0.5) * weights[order]
    hits = np.cumsum(truth)
    f1 = 2 * hits / (np.cumsum(weights[order]) + truth.sum())
    window = max(1, len(f1) // 40)
    smooth = np.convolve(f1, np.ones(window) / window, "same")
    best = int(np.argmax(smooth[: len(smooth) - window // 2]))
    return float(scores[order][best])
