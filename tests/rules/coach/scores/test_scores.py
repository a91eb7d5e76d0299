"""The shipped signals keep their floors on sentences that they were not trained on."""

from collections import defaultdict
from pathlib import Path

import numpy as np
import pytest

from rapport.rules.coach.signals.model import model

SAMPLE = Path(__file__).parent / "sample.tsv"
HEADS = ("politeness", "formality")


def examples() -> dict[tuple[str, str], tuple[np.ndarray, np.ndarray]]:
    """Labels and raw scores by head and source."""
    labels, scores = defaultdict(list), defaultdict(list)
    for line in SAMPLE.read_text(encoding="utf-8").splitlines():
        head, source, label, text = line.split("\t")
        labels[head, source].append(float(label))
        scores[head, source].append(model().scores([model().look(text)])[0][head])
    return {kind: (np.array(labels[kind]), np.array(scores[kind])) for kind in labels}


def f1(labels: np.ndarray, scores: np.ndarray) -> float:
    truth, said = labels > 0.5, scores > 0
    return float(2 * (truth & said).sum() / (truth.sum() + said.sum()))


def accuracy(labels: np.ndarray, scores: np.ndarray) -> float:
    return float(((labels > 0.5) == (scores > 0)).mean())


def ranks(values: np.ndarray) -> np.ndarray:
    return np.array([(values < one).sum() + (values == one).sum() / 2 for one in values])


def spearman(labels: np.ndarray, scores: np.ndarray) -> float:
    return float(np.corrcoef(ranks(labels), ranks(scores))[0, 1])


@pytest.fixture(scope="module")
def sample() -> dict[tuple[str, str], tuple[np.ndarray, np.ndarray]]:
    return examples()


# Floors leave room for the chance of a small sample below the goals (docs/coach-scores.md).
FLOORS = [
    ("request", "EmailIntent", f1, 0.76),
    ("advice", "needadvice", f1, 0.60),
    ("politeness", "TyDiP", spearman, 0.60),
    ("formality", "own formality", spearman, 0.75),
    ("warmth", "phone offers", f1, 0.65),
    ("praise", "GoEmotions", f1, 0.58),
    ("thanks", "GoEmotions", f1, 0.80),
    ("urgency", "ec-darkpattern", accuracy, 0.97),
    ("health", "own health", f1, 0.78),
    ("health", "own health_mined", f1, 0.55),
    ("milestone", "own milestone", f1, 0.80),
]


@pytest.mark.parametrize(("head", "source", "measure", "floor"), FLOORS)
def test_a_signal_keeps_its_floor(sample, head, source, measure, floor):
    labels, scores = sample[head, source]
    assert len(labels) >= 10
    assert measure(labels, scores) >= floor


def test_the_sample_has_yes_and_no_for_every_decision(sample):
    for (head, _), (labels, _) in sample.items():
        if head not in HEADS and len(labels) >= 20:
            assert 0 < (labels > 0.5).sum() < len(labels)
