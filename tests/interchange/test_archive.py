"""Archives from strangers: the good are read, the hostile refused, in little time and memory."""

import struct
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from rapport.interchange.archive import Limits, open_archive
from rapport.interchange.linkedin.contents import read_archive
from rapport.interchange.linkedin.files import tables_in
from rapport.interchange.linkedin.spool import Spool
from rapport.interchange.refused import CODES, ArchiveRefused
from tests.interchange.archives import NOW, realistic, write_zip
from tests.interchange.hostile_zips import GOOD, HOSTILE, bomb_in_many_files
from tests.timing import seconds_of


def read(path: Path, **options: object) -> object:
    """The whole archive."""
    with Spool() as spool:
        return read_archive(path, NOW, spool, **options)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("make", "code"), HOSTILE.items(), ids=lambda value: getattr(value, "__name__", value)
)
def test_a_hostile_archive_is_refused_with_its_code_and_advice(make, code, tmp_path):
    make(tmp_path / "archive.zip")
    before = sorted(tmp_path.rglob("*"))
    with pytest.raises(ArchiveRefused) as refusal:
        read(tmp_path / "archive.zip")
    assert refusal.value.code == code
    assert code in CODES
    assert refusal.value.sentence.endswith(".")
    assert len(refusal.value.sentence) < 400
    assert refusal.value.to_refused().status == 422
    assert sorted(tmp_path.rglob("*")) == before

    def refuse() -> None:
        with pytest.raises(ArchiveRefused):
            read(tmp_path / "archive.zip")

    assert seconds_of(refuse, times=1) < 2


@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="asks Linux for the memory")
def test_hostile_archives_stay_under_150_megabytes(tmp_path):
    """Each is read in one process of its own, which reports the most memory it ever had."""
    for make in HOSTILE:
        make(tmp_path / f"{make.__name__}.zip")
    bomb_in_many_files(tmp_path / "many.zip")
    code = (
        "import sys, pathlib\n"
        "from tests.interchange.archives import NOW\n"
        "from rapport.interchange.linkedin.contents import read_archive\n"
        "from rapport.interchange.linkedin.spool import Spool\n"
        "from rapport.interchange.refused import ArchiveRefused\n"
        "for path in sorted(pathlib.Path(sys.argv[1]).glob('*.zip')):\n"
        "    try: read_archive(path, NOW, Spool())\n"
        "    except ArchiveRefused: pass\n"
        "status = pathlib.Path('/proc/self/status').read_text()\n"
        "print(status.split('VmHWM:')[1].split()[0])\n"
    )
    root = Path(__file__).parents[2]
    done = subprocess.run(
        [sys.executable, "-c", code, str(tmp_path)],
        capture_output=True,
        text=True,
        check=True,
        cwd=root,
        env={"PYTHONPATH": f"{root}/src:{root}", "PATH": "/usr/bin:/bin"},
    )
    kilobytes = int(done.stdout)
    assert kilobytes < 150 * 1024


def test_the_limit_of_all_files_together_holds(tmp_path):
    files = {"Connections.csv": GOOD * 100, "Profile.csv": GOOD * 100}
    path = write_zip(tmp_path / "a.zip", files)
    limits = Limits(total_bytes=len(GOOD) * 150)
    with open_archive(path, limits) as archive:
        profile, connections = tables_in(archive).values()
        with archive.open(profile) as stream:
            assert len(stream.read()) == len(GOOD) * 100
        with archive.open(connections) as stream, pytest.raises(ArchiveRefused, match="together"):
            stream.read()


def test_a_file_at_the_limit_is_read_and_one_byte_more_is_refused(tmp_path):
    path = write_zip(tmp_path / "a.zip", {"Connections.csv": GOOD})
    fits, tight = Limits(entry_bytes=len(GOOD)), Limits(entry_bytes=len(GOOD) - 1)
    with open_archive(path, fits) as archive, archive.open(archive.entries[0]) as stream:
        assert stream.read() == GOOD
    with (
        open_archive(path, tight) as archive,
        archive.open(archive.entries[0]) as stream,
        pytest.raises(ArchiveRefused, match="unpacks to more than"),
    ):
        stream.read()


def test_an_archive_over_the_size_limit_is_refused_before_it_is_opened(tmp_path):
    path = write_zip(tmp_path / "a.zip", {"Connections.csv": GOOD})
    with pytest.raises(ArchiveRefused) as refusal, open_archive(path, Limits(archive_bytes=10)):
        pass
    assert refusal.value.code == "archive_too_large"


def test_reading_a_file_twice_counts_once(tmp_path):
    path = write_zip(tmp_path / "a.zip", {"Connections.csv": GOOD})
    with open_archive(path, Limits(total_bytes=len(GOOD))) as archive:
        for _ in range(3):
            with archive.open(archive.entries[0]) as stream:
                assert stream.read() == GOOD


def test_tables_are_found_whatever_case_separator_and_folder(tmp_path):
    path = write_zip(
        tmp_path / "a.zip",
        {
            "Complete_Export/Messages.CSV": "x",
            "Complete_Export\\connections.csv": "x",
            "__MACOSX/._Connections.csv": "x",
            "Complete_Export/deep/Connections.csv": "x",
            "inner.zip": "x",
            "SKILLS.csv": "x",
        },
    )
    with open_archive(path) as archive:
        found = {kind: entry.path for kind, entry in tables_in(archive).items()}
        assert found == {
            "skills": "SKILLS.csv",
            "connections": "Complete_Export/connections.csv",
            "messages": "Complete_Export/Messages.CSV",
        }
        why = dict(archive.passed_over)
    assert "is read for this" in why["Complete_Export/deep/Connections.csv"]
    assert "not opened" in why["inner.zip"]
    assert "__MACOSX/._Connections.csv" in why


def test_two_files_of_the_same_name_are_told_of(tmp_path):
    path = tmp_path / "a.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("Connections.csv", GOOD)
        with pytest.warns(UserWarning, match="Duplicate name"):
            archive.writestr("Connections.csv", b"other")
    with open_archive(path) as opened, opened.open(tables_in(opened)["connections"]) as stream:
        assert stream.read() == GOOD
        assert "same name" in dict(opened.passed_over)["Connections.csv"]


def test_zip64_is_read(tmp_path):
    path = tmp_path / "a.zip"
    with (
        zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive,
        archive.open("Connections.csv", "w", force_zip64=True) as stream,
    ):
        stream.write(GOOD)
    with open_archive(path) as opened, opened.open(opened.entries[0]) as stream:
        assert stream.read() == GOOD


def test_an_archive_with_data_before_it_is_read(tmp_path):
    path = write_zip(tmp_path / "a.zip", {"Connections.csv": GOOD})
    path.write_bytes(b"#!/bin/sh\n" + path.read_bytes())
    with open_archive(path) as opened, opened.open(opened.entries[0]) as stream:
        assert stream.read() == GOOD


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.data())
def test_a_changed_archive_is_read_or_refused_and_never_an_accident(tmp_path, data):
    path = tmp_path / "whole.zip"
    if not path.exists():
        realistic(path, connections=5, invitations=2, messages=5)
    whole = bytearray(path.read_bytes())
    for _ in range(data.draw(st.integers(1, 4))):
        at = data.draw(st.integers(0, len(whole) - 4))
        change = data.draw(
            st.one_of(
                st.binary(min_size=1, max_size=4),
                st.sampled_from([b"\xff\xff\xff\xff", b"\0\0\0\0", b"PK\x05\x06", b"PK\x01\x02"]),
                st.integers(0, 0xFFFF).map(lambda n: struct.pack("<H", n)),
            )
        )
        whole[at : at + len(change)] = change
    changed = tmp_path / "changed.zip"
    changed.write_bytes(bytes(whole[: data.draw(st.integers(len(whole) // 2, len(whole)))]))
    refused = None
    try:
        read(changed)
    except ArchiveRefused as refusal:
        refused = refusal
    assert refused is None or refused.code in CODES
