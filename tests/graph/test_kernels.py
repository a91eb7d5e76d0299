"""Which kernels are chosen, and that choosing costs nothing before the first question."""

import subprocess
import sys

import pytest

from rapport.graph.kernels import NoSuchKernels, chosen, named
from tests.graph.circle import CHOICES


def test_numpy_can_be_asked_for(monkeypatch):
    monkeypatch.setenv("RAPPORT_GRAPH", "numpy")
    assert chosen() == "numpy"


def test_numba_is_chosen_where_it_is_installed(monkeypatch):
    monkeypatch.delenv("RAPPORT_GRAPH", raising=False)
    assert chosen() == CHOICES[0]


def test_without_numba_numpy_answers_and_asking_for_numba_is_refused(monkeypatch):
    monkeypatch.setattr("importlib.util.find_spec", lambda name: None)
    monkeypatch.delenv("RAPPORT_GRAPH", raising=False)
    assert chosen() == "numpy"
    monkeypatch.setenv("RAPPORT_GRAPH", "numba")
    with pytest.raises(NoSuchKernels, match="not installed"):
        chosen()


def test_another_word_is_refused(monkeypatch):
    monkeypatch.setenv("RAPPORT_GRAPH", "fortran")
    with pytest.raises(NoSuchKernels, match="'numba' or 'numpy'"):
        chosen()


def test_both_twins_have_every_kernel():
    names = [set(named(choice).__all__) for choice in CHOICES]
    assert names[0] == names[-1]


def test_importing_the_graph_loads_neither_numba_nor_django():
    code = "import sys, rapport.graph; print({'numba', 'django'} & set(sys.modules))"
    out = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert out.stdout.strip() == "set()"
