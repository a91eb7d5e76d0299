"""The signals of whole texts by somebody who knew neither the program nor what it is taught with.

Floors are those of the goals where they were reached; `-s` prints the figures.
"""

from collections import defaultdict
from functools import cache
from pathlib import Path

import pytest

from rapport.rules.coach.draft import Draft
from rapport.rules.coach.measuring import measured_of
from rapport.rules.coach.reading import Reading

UNSEEN = Path(__file__).parent / "unseen.tsv"


@cache
def judged() -> dict[str, list[tuple[bool, bool]]]:
    """By signal, for each text what its label says and what is measured."""
    found = defaultdict(list)
    for line in UNSEEN.read_text(encoding="utf-8").splitlines():
        signal, label, text = line.split("\t")
        measured = measured_of(Reading(Draft(text, language="en")))
        found[signal].append((label == "1", getattr(measured, signal) > 0.5))
    return found


def accuracy(pairs: list[tuple[bool, bool]]) -> float:
    return sum(label == said for label, said in pairs) / len(pairs)


def f1(pairs: list[tuple[bool, bool]]) -> float:
    right = sum(label and said for label, said in pairs)
    return 2 * right / sum(label + said for label, said in pairs)


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
    pairs = judged()[signal]
    assert len(pairs) >= 100
    with capsys.disabled():
        print(f"\n{signal}: {measure.__name__} {measure(pairs):.3f} of {len(pairs)}")
    assert measure(pairs) >= floor
