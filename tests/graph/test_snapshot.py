"""Snapshots: what is saved is loaded, and nothing that is damaged."""

import numpy as np
import pytest

from rapport.graph import Changes, Rows
from rapport.graph.layout import USED
from rapport.graph.snapshot import SnapshotError, load, save
from tests.graph.circle import ANA, BO, CY, DEE, rows_of


@pytest.fixture
def rows():
    made = rows_of([(ANA, BO), (BO, CY), (ANA, 50)], "numpy")
    made.apply(Changes.of([0, 1], [ANA, CY], [BO, DEE]), position=77)
    return made


def test_a_snapshot_brings_back_rows_position_and_room_to_grow(rows, tmp_path):
    save(rows, tmp_path / "graph")
    again = Rows()
    load(tmp_path / "graph", again)
    assert (again.connections, again.position) == (3, 77)
    assert again.neighbours(CY).tolist() == rows.neighbours(CY).tolist()
    again.apply(Changes.of([1] * 100, [ANA] * 100, range(100, 200)))
    assert len(again.neighbours(ANA)) == 101


def test_saving_leaves_one_file_and_replaces_the_old_one(rows, tmp_path):
    save(rows, tmp_path / "graph")
    rows.apply(Changes.of([1], [ANA], [DEE]))
    save(rows, tmp_path / "graph")
    again = Rows()
    load(tmp_path / "graph", again)
    assert again.connections == 4
    assert [path.name for path in tmp_path.iterdir()] == ["graph"]


def test_every_cut_and_every_flipped_bit_is_refused(rows, tmp_path):
    path = tmp_path / "graph"
    save(rows, path)
    whole, into = path.read_bytes(), Rows()
    for size in [*range(0, 120, 7), len(whole) - 1]:
        path.write_bytes(whole[:size])
        with pytest.raises(SnapshotError):
            load(path, into)
    for at in np.random.default_rng(2).integers(0, len(whole), 200):
        path.write_bytes(whole[:at] + bytes([whole[at] ^ 4]) + whole[at + 1 :])
        with pytest.raises(SnapshotError):
            load(path, into)
    path.write_bytes(whole + b"\0")
    with pytest.raises(SnapshotError, match="instead of"):
        load(path, into)
    assert into.connections == 0


def test_another_version_says_what_to_do(rows, tmp_path):
    path = tmp_path / "graph"
    save(rows, path)
    raw = bytearray(path.read_bytes())
    raw[8] = 9
    path.write_bytes(raw)
    with pytest.raises(SnapshotError, match="version 9, this program reads 1; delete it"):
        load(path, Rows())


@pytest.mark.parametrize("entry", [10**6, 0xFFFF_FFFE])
def test_rows_that_point_nowhere_are_refused_even_with_a_true_check_sum(rows, tmp_path, entry):
    """Kernels do not check bounds, so a file must not be able to send them astray."""
    store = rows.store
    store.pool[int(store.headers[BO] >> 34 << 4)] = entry
    save(rows, tmp_path / "graph")
    with pytest.raises(SnapshotError, match="damaged"):
        load(tmp_path / "graph", Rows())
    store.pool[int(store.headers[BO] >> 34 << 4)] = CY
    store.headers[BO] = int(store.state[USED]) << 30 | 5 << 12
    save(rows, tmp_path / "graph")
    with pytest.raises(SnapshotError, match="damaged"):
        load(tmp_path / "graph", Rows())


def test_a_missing_file_is_an_accident_with_its_name(tmp_path):
    with pytest.raises(FileNotFoundError, match="absent"):
        load(tmp_path / "absent", Rows())
