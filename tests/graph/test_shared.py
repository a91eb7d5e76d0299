"""Rows shared by processes: readers follow, are never wrong, and one process writes."""

import platform
import subprocess
import sys
import textwrap
import uuid

import numpy as np
import pytest

from rapport.graph import Changes, decorate
from rapport.graph.kernels import named
from rapport.graph.shared import FOLDER, SharedRows, SharedView, SharingError
from tests.graph.circle import ANA, BO, CHOICES, CY, DEE, EVE

pytestmark = pytest.mark.skipif(
    sys.platform != "linux" or platform.machine() != "x86_64", reason="shared on Linux, x86-64"
)

CAST = ([ANA, BO, CY, DEE], [BO, CY, DEE, EVE])


@pytest.fixture
def name():
    made = f"test-{uuid.uuid4().hex[:12]}"
    yield made
    (FOLDER / f"rapport.{made}").unlink(missing_ok=True)


def _left(name):
    return sorted(path.name for path in FOLDER.glob(f"rapport.{name}.*"))


def test_a_reader_sees_changes_and_new_layouts_at_its_next_question(name):
    with SharedRows(name, named("numpy")) as rows:
        rows.load(*CAST)
        reader = SharedView(name, named("numpy"))
        assert decorate(reader, ANA, [CY, EVE]).degrees.tolist() == [2, 255]
        rows.apply(Changes.of([1, 0], [ANA, BO], [EVE, CY]), position=9)
        assert decorate(reader, ANA, [CY, EVE]).degrees.tolist() == [3, 1]
        assert reader.position == 9
        rows.apply(Changes.of([1], [ANA], [90_000]))
        assert decorate(reader, EVE, [90_000]).degrees.tolist() == [2]
        assert len(_left(name)) == 1


def test_a_reader_cannot_harm_what_others_see(name):
    with SharedRows(name, named("numpy")) as rows:
        rows.load(*CAST)
        reader = SharedView(name, named("numpy"))
        reader.store.headers[:] = 0
        assert rows.neighbours(ANA).tolist() == [BO]
        assert SharedView(name, named("numpy")).neighbours(ANA).tolist() == [BO]


def test_one_process_writes_and_the_next_takes_over(name):
    with SharedRows(name, named("numpy")) as rows:
        rows.load(*CAST)
        with pytest.raises(SharingError, match="already writes"):
            SharedRows(name)
        reader = SharedView(name, named("numpy"))
    assert reader.neighbours(ANA).tolist() == [BO]
    assert _left(name) == []
    with pytest.raises(SharingError, match="start the one"):
        SharedView(name, named("numpy"))
    with SharedRows(name, named("numpy")) as rows:
        assert reader.neighbours(ANA).tolist() == [BO]
        rows.load([ANA], [CY])
        assert reader.neighbours(ANA).tolist() == [CY]


def test_changes_before_the_first_load_are_shared_too(name):
    with SharedRows(name, named("numpy")) as rows:
        rows.apply(Changes.of([1], [ANA], [BO]))
        assert SharedView(name, named("numpy")).neighbours(ANA).tolist() == [BO]


@pytest.mark.parametrize("bad", ["", "Two Words", "../etc", "a.b", "a" * 80])
def test_a_name_that_could_mean_another_file_is_refused(bad):
    with pytest.raises(SharingError, match="no name"):
        SharedRows(bad)


def test_too_little_shared_memory_is_said_and_leaves_nothing(name):
    with SharedRows(name, named("numpy")) as rows, pytest.raises(SharingError, match="no room"):
        rows.new_store(10, 1 << 42)
    assert _left(name) == []


def test_another_machine_is_refused(name, monkeypatch):
    monkeypatch.setattr(platform, "machine", lambda: "aarch64")
    with pytest.raises(SharingError, match="one copy a process"):
        SharedRows(name)


WRITER = """
    import select
    import sys
    import numpy as np
    from rapport.graph import Changes
    from rapport.graph.kernels import named
    from rapport.graph.shared import SharedRows

    with SharedRows(sys.argv[1], named(sys.argv[2])) as rows:
        rows.load([1, 2, 3, 4], [2, 3, 4, 5])
        print("ready", flush=True)
        random, turn = np.random.default_rng(5), 0
        while not select.select([sys.stdin], [], [], 0)[0]:
            kinds, hosts = random.integers(0, 2, 50), random.integers(1, 6, 50)
            rows.apply(Changes.of(kinds, hosts, hosts * 1000 + random.integers(0, 40, 50)))
            turn += 1
            if turn % 9 == 0:
                rows.compact()
"""


def test_readers_are_never_wrong_while_another_process_writes(name):
    """Leaves come and go at the cast, rows move and are laid out anew; the cast's ways stay."""
    writer = subprocess.Popen(
        [sys.executable, "-c", textwrap.dedent(WRITER), name, CHOICES[0]],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert writer.stdin
    assert writer.stdout
    assert writer.stdout.readline() == "ready\n"
    reader, generations, asked = SharedView(name, named(CHOICES[0])), set(), 0
    targets = np.array([BO, CY, DEE, EVE], np.uint32)
    while asked < 4000 or len(generations) < 20:
        facts = decorate(reader, ANA, targets)
        assert facts.degrees.tolist() == [1, 2, 3, 255]
        assert facts.shared_counts.tolist() == [0, 1, 0, 0]
        generations.add(reader._generation)
        asked += 1
    writer.stdin.close()
    assert writer.wait(10) == 0
    writer.stdout.close()


def test_a_killed_writer_leaves_readers_answering_and_the_name_free(name):
    writer = subprocess.Popen(
        [sys.executable, "-c", textwrap.dedent(WRITER), name, "numpy"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert writer.stdin
    assert writer.stdout
    assert writer.stdout.readline() == "ready\n"
    reader = SharedView(name, named("numpy"))
    writer.kill()
    writer.wait(10)
    writer.stdin.close()
    writer.stdout.close()
    assert decorate(reader, ANA, [CY]).degrees.tolist() == [2]
    with SharedRows(name, named("numpy")) as rows:
        rows.load([ANA], [CY])
        assert decorate(reader, ANA, [CY]).degrees.tolist() == [1]
    assert _left(name) == []
