"""The example of `docs/guides/scale.md` runs as it is printed."""

import platform
import re
import sys
from pathlib import Path

import pytest

from rapport.graph.shared import FOLDER

GUIDE = Path(__file__).parents[2] / "docs" / "guides" / "scale.md"


@pytest.mark.skipif(
    sys.platform != "linux" or platform.machine() != "x86_64", reason="shared on Linux, x86-64"
)
def test_the_example_of_the_guide_runs(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (example,) = re.findall(r"```python\n(.*?)```", GUIDE.read_text(), re.DOTALL)
    name = f"guide-{tmp_path.name.replace('_', '-')}"[:60]
    exec(example.replace('"contacts"', repr(name)), {})
    (FOLDER / f"rapport.{name}").unlink()
    assert (tmp_path / "graph.snapshot").exists()


def test_the_guide_names_every_option_and_the_bench():
    text = GUIDE.read_text()
    for word in ("RAPPORT_GRAPH", "NUMBA_CACHE_DIR", "bench/graph.py", "is_heavy", "warm_up"):
        assert word in text
