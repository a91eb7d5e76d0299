"""Where compiled kernels are kept: a folder that is ours, or one that dies with the process."""

import os
from pathlib import Path

import pytest

pytest.importorskip("numba")

from rapport.graph.fast.cache import choose_folder


@pytest.fixture
def sealed(tmp_path, monkeypatch):
    """A package folder that cannot be written to (root could, whatever its mode says)."""
    package = tmp_path / "package"
    package.mkdir()
    real = os.access
    monkeypatch.setattr(os, "access", lambda path, mode: Path(path) != package and real(path, mode))
    return package


def test_the_source_folder_is_used_where_it_can_be_written(tmp_path):
    assert choose_folder(tmp_path, {}) is None


def test_a_folder_that_the_host_names_for_numba_is_left_to_numba(sealed):
    assert choose_folder(sealed, {"NUMBA_CACHE_DIR": "/somewhere"}) is None


def test_the_data_folder_comes_before_the_home_folder(sealed, tmp_path):
    places = {"RAPPORT_DATA": str(tmp_path / "data"), "HOME": str(tmp_path / "home")}
    assert choose_folder(sealed, places) == tmp_path / "data" / "cache" / "kernels"
    del places["RAPPORT_DATA"]
    assert choose_folder(sealed, places) == tmp_path / "home" / ".cache" / "rapport" / "kernels"


def test_a_folder_that_everybody_can_write_to_is_passed_over(sealed, tmp_path):
    open_to_all = tmp_path / "data" / "cache" / "kernels"
    open_to_all.mkdir(parents=True)
    open_to_all.chmod(0o777)
    places = {"RAPPORT_DATA": str(tmp_path / "data"), "HOME": str(tmp_path / "home")}
    assert choose_folder(sealed, places) == tmp_path / "home" / ".cache" / "rapport" / "kernels"


def test_without_any_place_a_private_folder_is_made(sealed):
    folder = choose_folder(sealed, {"HOME": "/proc/none"})
    assert folder is not None
    assert folder.stat().st_mode & 0o077 == 0
    folder.rmdir()
