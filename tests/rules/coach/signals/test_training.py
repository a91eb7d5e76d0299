"""Training splits by groups that never change, and gives the same bytes again."""

import os
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

ROOT = Path(__file__).parents[4]
TOOL = ROOT / "tools/train_coach"

SPLIT = """
import sys; sys.path.insert(0, sys.argv[1])
from groups import fold, groups
texts = [
    "Please find attached the invoice for the month of March.",
    "Also please find attached the invoice for the other month.",
    "We met in Oslo.", "we met in oslo", "Something else entirely was said by all of them today.",
]
print([texts.index(one) for one in groups(texts)], [fold(one, 12) for one in groups(texts)])
"""


def ran(code: str, seed: str) -> str:
    """What the code prints under a seed of Python's hashes."""
    return subprocess.run(
        [sys.executable, "-c", code, str(TOOL)],
        env={**os.environ, "PYTHONHASHSEED": seed}, capture_output=True, text=True, check=True,
    ).stdout  # fmt: skip


def test_near_duplicates_are_of_one_group_whatever_the_order_of_hashes():
    told = {ran(SPLIT, seed) for seed in ("0", "1", "2")}
    assert len(told) == 1
    assert told.pop().startswith("[0, 0, 2, 2, 4]")


WRITE = """
import sys; sys.path.insert(0, sys.argv[1])
import hashlib, pathlib, tempfile
import numpy as np, store
with tempfile.TemporaryDirectory() as folder:
    path = pathlib.Path(folder) / "a.npz"
    store.write({"b": np.arange(5), "a": np.ones((2, 3), np.float32)}, path)
    print(hashlib.sha256(path.read_bytes()).hexdigest())
"""


def test_equal_weights_are_stored_in_equal_bytes():
    assert len({ran(WRITE, seed) for seed in ("0", "7")}) == 1


def test_the_shipped_weights_are_small_and_plain():
    folder = ROOT / "src/rapport/rules/coach/signals"
    assert sum(path.stat().st_size for path in folder.glob("*.npz")) < 3_000_000
    with np.load(folder / "vectors.npz", allow_pickle=False) as stored:
        assert all(stored[name].dtype != object for name in stored.files)
        assert len(stored["vectors"]) == 2 + len(stored["words"].tobytes().split(b"\n"))
    with np.load(folder / "weights.npz", allow_pickle=False) as stored:
        assert all(stored[name].dtype != object for name in stored.files)
        rows = sum(
            len(stored[family].tobytes().split(b"\n"))
            for family in ("words", "shapes", "letters", "classes")
        )
        assert stored["weights"].shape[0] == len(stored["lengths"]) == rows


def test_nothing_but_numpy_is_loaded_at_run_time():
    code = (
        "import sys; from rapport.rules.coach import signals; signals.request('Help?')\n"
        "unwanted = {'sklearn', 'scipy', 'torch', 'transformers'} & set(sys.modules)\n"
        "assert not unwanted, unwanted"
    )
    subprocess.run([sys.executable, "-c", code], check=True)


@pytest.mark.skipif(
    not (os.environ.get("TESTS_LONG") and os.environ.get("COACH_DATA")),
    reason="trains for minutes, with TESTS_LONG=1 and COACH_DATA=folder",
)
def test_training_again_gives_the_shipped_weights():
    folder = os.environ["COACH_DATA"]
    subprocess.run([sys.executable, str(TOOL), folder, "--check"], check=True)
