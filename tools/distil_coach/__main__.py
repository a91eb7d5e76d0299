"""Teaches the coach's encoder: `python tools/distil_coach FOLDER` writes vectors.npz.

FOLDER holds the public data sets (docs/coach-models.md); only their sentences are read, no label.
A large encoder of general English answers for each, and a small network is taught to answer alike
(decision 0187). Needs what requirements.txt beside this file names, in an environment of its own;
training the signals and running them need none of it.
"""

import argparse
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
sys.path[1:1] = [str(ROOT / "tools/train_coach"), str(ROOT / "src")]

import numpy as np  # noqa: E402
import sources  # noqa: E402
import store  # noqa: E402
import student  # noqa: E402
import teacher  # noqa: E402
import torch  # noqa: E402

from groups import fold, groups  # noqa: E402

VECTORS = ROOT / "src/rapport/rules/coach/signals/vectors.npz"
# The group in twelve that train_coach never trains on is not read here either.
HELD_OUT = 12


def main() -> int:
    """Read the sentences, ask the teacher, train the student, write."""
    parser = argparse.ArgumentParser(prog="tools/distil_coach", description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--kept", type=Path, help="a file that keeps the teacher's answers")
    given = parser.parse_args()
    # Sums of several threads differ in their last digits from those of one.
    torch.set_num_threads(1)
    torch.use_deterministic_algorithms(True)
    texts = read(given.folder)
    answers = _answers(texts, given.kept)
    store.write(student.taught(texts, answers), VECTORS)
    return 0


def read(folder: Path) -> list[str]:
    """The sentences of all sets, but those that score."""
    texts = list(dict.fromkeys(one.text for one in sources.examples(folder)))
    near = groups(texts)
    return [text for text, group in zip(texts, near, strict=True) if fold(group, HELD_OUT) != 0]


def _answers(texts: list[str], kept: Path | None) -> np.ndarray:
    if kept is None:
        return teacher.answers(texts)
    if not kept.exists():
        np.save(kept, teacher.answers(texts))
    return np.load(kept)


if __name__ == "__main__":
    sys.exit(main())
