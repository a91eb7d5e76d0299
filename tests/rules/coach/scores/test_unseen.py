"""The signals of whole texts by somebody who knew neither the program nor what it is taught with.

Floors are those of the goals where they were reached; `-s` prints the figures.
"""

from collections import defaultdict
from functools import cache
from pathlib import Path

import numpy as np
import pytest

from rapport.rules.coach.draft import Draft
from rapport.rules.coach.measuring import measured_of
from rapport.rules.coach.reading import Reading
from tests.rules.coach.scores.test_scores import accuracy, f1

UNSEEN = Path(__file__).parent / "unseen.tsv"


@cache
def judged() -> dict[str, tuple[np.ndarray, np.ndarray]]:
    """By signal, the label of each text and how far over even it is measured."""
    labels, measures = defaultdict(list), defaultdict(list)
    for line in UNSEEN.read_text(encoding="utf-8").splitlines():
        signal, label, text = line.split("\t")
        measured = measured_of(Reading(Draft(text, language="en")))
        labels[signal].append(float(label))
        measures[signal].append(getattr(measured, signal) - 0.5)
    return {signal: (np.array(labels[signal]), np.array(measures[signal])) for signal in labels}


FLOORS = [
    ("request", accuracy, 0.84),
    ("urgency", f1, 0.78),
    ("advice", f1, 0.77),
    ("health", f1, 0.85),
    ("milestone", f1, 0.80),
    ("warmth", f1, 0.95),
]


@pytest.mark.parametrize(("signal", "measure", "floor"), FLOORS)
def test_a_signal_holds_on_texts_that_nobody_had_seen(signal, measure, floor, capsys):
    labels, measures = judged()[signal]
    assert len(labels) >= 100
    with capsys.disabled():
        print(f"\n{signal}: {measure.__name__} {measure(labels, measures):.3f} of {len(labels)}")
    assert measure(labels, measures) >= floor
