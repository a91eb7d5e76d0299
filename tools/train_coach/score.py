"""Scores a model on examples that it has not seen, as the goals are stated."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from scipy.stats import spearmanr
from sklearn.metrics import accuracy_score, f1_score, precision_score, recall_score
from sources import Example

from rapport.rules.coach.signals.model import Model

# What is scored: the head, and the sources whose sentences stand for the goal.
SETS = (
    ("request", ("EmailIntent",)),
    ("ask", ("EmailIntent",)),
    ("advice", ("needadvice",)),
    ("politeness", ("TyDiP",)),
    ("formality", ("own formality",)),
    ("warmth", ("phone offers",)),
    ("warmth", ("own offers",)),
    ("praise", ("GoEmotions",)),
    ("thanks", ("GoEmotions",)),
    ("ask", ("own work_mails",)),
    ("urgency", ("ec-darkpattern",)),
    ("urgency", ("own urgency_more",)),
    ("health", ("own health",)),
    ("health", ("own health_more",)),
    ("health", ("own health_mined",)),
    ("milestone", ("own milestone",)),
    ("milestone", ("own milestone_more",)),
    ("milestone", ("own milestone_mined",)),
    *((head, ("own news",)) for head in ("health", "milestone", "layoff", "loss", "busy")),
)
GRADED = frozenset({"politeness", "formality"})


@dataclass(frozen=True, slots=True)
class Score:
    """One row of the table; measures by name, in 0 to 1."""

    head: str
    source: str
    number: int
    measures: dict[str, float]


def raw(model: Model, examples: Sequence[Example]) -> np.ndarray:
    """The raw score of each example's head."""
    return np.array([model.scores([model.look(one.text)])[0][one.head] for one in examples])


def scored(examples: Sequence[Example], scores: np.ndarray) -> list[Score]:
    """A row for each set that has examples."""
    rows = []
    for head, names in SETS:
        at = [n for n, one in enumerate(examples) if one.head == head and one.source in names]
        if at:
            labels = np.array([examples[n].label for n in at])
            measures = (graded if head in GRADED else decided)(labels, scores[at])
            rows.append(Score(head, ", ".join(names), len(at), measures))
    return rows


def decided(labels: np.ndarray, scores: np.ndarray) -> dict[str, float]:
    """F1, precision, recall and accuracy of a yes or no, at 0; macro F1 is the mean of the F1 of
    yes and that of no."""
    truth, said = labels > 0.5, scores > 0
    return {
        "F1": float(f1_score(truth, said, zero_division=0)),
        "precision": float(precision_score(truth, said, zero_division=0)),
        "recall": float(recall_score(truth, said, zero_division=0)),
        "accuracy": float(accuracy_score(truth, said)),
        "macro F1": float(f1_score(truth, said, average="macro", zero_division=0)),
    }


def graded(labels: np.ndarray, scores: np.ndarray) -> dict[str, float]:
    """Rank correlation, and the accuracy at 0 between the highest and the lowest quarter."""
    low, high = np.quantile(labels, [0.25, 0.75])
    clear = (labels <= low) | (labels >= high)
    return {
        "Spearman": float(spearmanr(labels, scores).statistic),
        "accuracy": float(accuracy_score(labels[clear] >= high, scores[clear] > 0)),
    }
