"""Trains the coach's signals: `python tools/train_coach FOLDER` writes weights.npz.

FOLDER holds the public data sets (docs/coach-models.md). `--check` trains and compares with the
shipped weights, `--cross` scores by leaving out a third in turn, `--scores` scores what is shipped,
without FOLDER on the sample of the tests.
"""

import argparse
import sys
from pathlib import Path

import numpy as np
import score
import sources
import store
import table
import train
from sources import Example
from threadpoolctl import threadpool_limits

from groups import fold, groups
from rapport.rules.coach.signals import model as shipped

ROOT = Path(__file__).parents[2]
WEIGHTS = ROOT / "src/rapport/rules/coach/signals/weights.npz"
TABLE = ROOT / "docs/coach-scores.md"
SAMPLE = ROOT / "tests/rules/coach/scores/sample.tsv"
# One group in twelve is never trained on: it scores the shipped weights, here and in the tests.
HELD_OUT = 12
FOLDS = 3
MANY = frozenset({"thanks"})


def main() -> int:
    """Read the arguments, train, write or compare."""
    parser = argparse.ArgumentParser(prog="tools/train_coach", description=__doc__)
    parser.add_argument("folder", type=Path, nargs="?")
    wanted = parser.add_mutually_exclusive_group()
    for name in ("check", "cross", "scores"):
        wanted.add_argument(f"--{name}", action="store_true")
    given = parser.parse_args()
    # Sums of several threads differ in their last digits from those of one.
    with threadpool_limits(1):
        return _run(given, parser)


def _run(given: argparse.Namespace, parser: argparse.ArgumentParser) -> int:
    if given.folder is None:
        return _sampled() if given.scores else parser.error("FOLDER is missing")
    examples = sources.examples(given.folder)
    if given.cross:
        return _cross(given.folder, examples)
    unseen = held_out(examples)
    if given.scores:
        return _scores(examples, unseen)
    trained = train.train(train.read(given.folder, examples), examples, frozenset(unseen))
    found = store.arrays(trained)
    if given.check:
        return _compare(found)
    store.write(found, WEIGHTS)
    table.write_sample(SAMPLE, [one for one in examples if one.text in unseen])
    return _scores(examples, unseen)


def held_out(examples: list[Example]) -> set[str]:
    """The texts that the shipped weights have not seen."""
    return {text for text, number in _folds(examples, HELD_OUT).items() if number == 0}


def _folds(examples: list[Example], number: int) -> dict[str, int]:
    texts = list(dict.fromkeys(one.text for one in examples))
    return {text: fold(group, number) for text, group in zip(texts, groups(texts), strict=True)}


def _scores(examples: list[Example], unseen: set[str]) -> int:
    mine = [one for one in examples if one.text in unseen]
    shipped.model.cache_clear()
    rows = score.scored(mine, score.raw(shipped.model(), mine))
    table.write(TABLE, "held out", rows)
    return 0


def _sampled() -> int:
    lines = (line.split("\t") for line in SAMPLE.read_text(encoding="utf-8").splitlines())
    mine = [Example(head, text, float(label), source) for head, source, label, text in lines]
    rows = score.scored(mine, score.raw(shipped.model(), mine))
    print(table.shown("sample of the tests", rows))
    return 0


def _cross(folder: Path, examples: list[Example]) -> int:
    """Thanks are left to the thousands of held-out comments."""
    examples = [one for one in examples if one.head not in MANY]
    corpus = train.read(folder, examples)
    folds = _folds(examples, FOLDS)
    at, scores = np.array([folds[one.text] for one in examples]), np.zeros(len(examples))
    for number in range(FOLDS):
        unseen = frozenset(text for text, where in folds.items() if where == number)
        model = shipped.unpack(store.arrays(train.train(corpus, examples, unseen)))
        left = np.flatnonzero(at == number)
        scores[left] = score.raw(model, [examples[one] for one in left])
    table.write(TABLE, "cross-validated", score.scored(examples, scores))
    return 0


def _compare(found: dict[str, np.ndarray]) -> int:
    with np.load(WEIGHTS, allow_pickle=False) as stored:
        unlike = [name for name in found if not np.array_equal(stored[name], found[name])]
    for name in unlike:
        print(f"{name}: not as shipped", file=sys.stderr)
    return 1 if unlike else 0


if __name__ == "__main__":
    sys.exit(main())
