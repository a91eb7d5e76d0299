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
    ("request", "EmailIntent", f1, 0.78),
    ("advice", "needadvice", f1, 0.68),
    ("politeness", "TyDiP", spearman, 0.66),
    ("formality", "own formality", spearman, 0.75),
    ("warmth", "phone offers", f1, 0.75),
    ("praise", "GoEmotions", f1, 0.61),
    ("thanks", "GoEmotions", f1, 0.84),
    ("urgency", "ec-darkpattern", accuracy, 0.98),
    ("health", "own health", f1, 0.85),
    ("health", "own health_more", f1, 0.80),
    ("health", "own health_mined", f1, 0.70),
    ("milestone", "own milestone", f1, 0.80),
    ("milestone", "own milestone_more", f1, 0.60),
]


@pytest.mark.parametrize(("head", "source", "measure", "floor"), FLOORS)
def test_a_signal_keeps_its_floor(sample, head, source, measure, floor):
    labels, scores = sample[head, source]
    assert len(labels) >= 10
    assert measure(labels, scores) >= floor


# Written after training and for this test only: the few offers are all trained on but 35.
WARM = (
    "Hello! Your old piano is a beauty. Could you see yourself letting it go for 400? Many thanks!",
    "Hi, lovely tent! We're off on our first family trip, would you be happy with 70?",
    "Thanks for the photos, the shelf is just right. I hope 30 would be fine, no worries if not.",
    "Good morning, I adore this coat. Would you kindly think about 55? Have a great week!",
    "Hey, I'd really appreciate it if you could do 210 for the scooter. I'm flexible on pickup!",
    "I understand it means a lot to you. Would 90 feel fair? I'd take good care of it.",
)
TOUGH = (
    "400 for the piano. I won't pay more. Answer today.",
    "The tent is old. You get 70 from me and that's final.",
    "Nobody needs your shelf. 30, take it or leave it.",
    "I only pay 55 for coats like this. My price is firm.",
    "The scooter is overpriced. 210 cash or I buy elsewhere.",
    "90 is my last offer, not a cent higher. Decide.",
)


def test_warm_offers_are_told_from_tough_ones():
    right = [model().look(one).scores["warmth"] > 0 for one in WARM]
    right += [model().look(one).scores["warmth"] < 0 for one in TOUGH]
    assert sum(right) >= 11


def test_the_sample_has_yes_and_no_for_every_decision(sample):
    for (head, _), (labels, _) in sample.items():
        if head not in HEADS and len(labels) >= 20:
            assert 0 < (labels > 0.5).sum() < len(labels)
