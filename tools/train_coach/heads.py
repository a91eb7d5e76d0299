"""What is trained for each signal: on which examples, how strictly, and where undecided lies."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import scipy.sparse as sparse
from sklearn.linear_model import LogisticRegression, Ridge


@dataclass(frozen=True, slots=True)
class Head:
    """One signal: a probability or a graded value; `strength` is C of a logistic or the inverse
    of a ridge's alpha; `help` scales emotions and traits beside the features; `keep` is how many
    features survive; `sparse` tells whether the features are used at all."""

    name: str
    graded: bool = False
    strength: float = 8.0
    help: float = 0.03
    keep: int = 8_000
    sparse: bool = True


HEADS = (
    Head("request", strength=16),
    Head("ask", strength=16, keep=4_000),
    Head("advice", strength=4),
    Head("politeness", graded=True, strength=0.4, help=0.035),
    Head("formality", graded=True, strength=1.0, help=1.0, sparse=False),
    Head("warmth", strength=16, help=0.06),
    Head("praise", strength=4, help=0.0, keep=12_000),
    Head("thanks", strength=4, help=0.0, keep=3_000),
    Head("urgency", strength=16, help=0.06, keep=4_000),
    Head("health", strength=16),
    Head("milestone", strength=16),
)
# The emotions of GoEmotions that help other heads: seen in 43,000 comments, they tell what kind
# and harsh words look like where a head's own set is small.
EMOTIONS = (
    "admiration", "anger", "annoyance", "approval", "caring", "confusion", "curiosity", "desire",
    "disappointment", "disapproval", "excitement", "gratitude", "joy", "love", "neutral",
    "optimism", "remorse", "sadness", "surprise",
)  # fmt: skip
_RIDGE = 2.0


@dataclass(frozen=True, slots=True)
class Weights:
    """A head's weights: by feature, by trait, and the bias."""

    features: np.ndarray
    traits: np.ndarray
    bias: float

    def scores(self, rows: sparse.csr_matrix, traits: np.ndarray) -> np.ndarray:
        """The raw scores of weighed rows."""
        return rows @ self.features + traits @ self.traits + self.bias


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
    rows: sparse.csr_matrix,
    traits: np.ndarray,
    emotions: np.ndarray,
    labels: np.ndarray,
    weights: np.ndarray,
) -> Weights:
    """A head's weights; emotions are folded into the features' weights."""
    felt = rows @ emotions
    beside = np.hstack([felt, traits])
    mean, spread = beside.mean(0), beside.std(0)
    factor = np.where(spread > 1e-9, head.help / np.maximum(spread, 1e-9), 0.0)
    beside = (beside - mean) * factor
    full = sparse.hstack([rows * float(head.sparse), sparse.csr_matrix(beside)]).tocsr()
    coefficients, bias = _fitted(head, full, labels, weights)
    wide = rows.shape[1]
    inner = coefficients[wide:] * factor
    bias -= float(mean @ inner)
    number = emotions.shape[1]
    features = coefficients[:wide] * float(head.sparse) + emotions @ inner[:number]
    return Weights(features, inner[number:], bias)


def _fitted(
    head: Head, rows: sparse.csr_matrix, labels: np.ndarray, weights: np.ndarray
) -> tuple[np.ndarray, float]:
    if head.graded:
        ridge = Ridge(alpha=1 / head.strength, solver="sparse_cg", tol=1e-5)
        ridge.fit(rows, labels, sample_weight=weights)
        return ridge.coef_, float(ridge.intercept_)
    logistic = LogisticRegression(
        C=head.strength, solver="liblinear", dual=True, max_iter=5_000, random_state=0
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
