"""Warming up leaves nothing to compile."""

import os
import subprocess
import sys

import numpy as np
import pytest

from rapport.graph import Changes
from rapport.graph.view import as_numbers
from tests.graph.circle import CHOICES

ASK = """
import numpy as np
import rapport.graph as graph
from rapport.graph.kernels import kernels

graph.warm_up()
compiled = lambda: {n: len(getattr(kernels(), n).signatures) for n in kernels().__all__}
before = compiled()
rows = graph.Rows.of_edges(np.arange(1, 90), np.arange(2, 91), 500)
rows.apply(graph.Changes.of([1, 0, 1], [1, 2, 7], [9, 3, 400_000]))
rows.compact()
targets = np.arange(1, 50, dtype=np.uint32)
targets.flags.writeable = False
graph.decorate(rows, 1, targets)
graph.decorate(rows, 1, [4, 5], names=0, warmth=graph.Warmth.of([4], [2]))
graph.people_you_may_know(rows, 1, ground={graph.Ground.GROUP: [4, 5]}, without=[9])
graph.shortest_path(rows, 1, 30, most_steps=50)
graph.introductions(rows, 1, 10)
graph.circle_sizes(rows, 1)
assert compiled() == before, (before, compiled())
print(min(before.values()))
"""


@pytest.mark.skipif("numba" not in CHOICES, reason="numba is not installed")
def test_every_kernel_is_compiled_once_and_no_question_compiles_another():
    environment = {k: v for k, v in os.environ.items() if k != "RAPPORT_GRAPH"}
    asked = subprocess.run(
        [sys.executable, "-c", ASK], capture_output=True, text=True, check=True, env=environment
    )
    assert asked.stdout.strip() == "1"


def test_what_callers_may_not_write_is_copied():
    fixed = np.array([1, 2], np.uint32)
    fixed.flags.writeable = False
    assert as_numbers(fixed).flags.writeable
    kinds = np.array([1, 0], np.uint8)
    kinds.flags.writeable = False
    assert Changes.of(kinds, fixed, fixed).kinds.flags.writeable
