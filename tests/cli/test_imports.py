"""`rapport import linkedin` as a person types it."""

import json
import os
import subprocess
import sys

import pytest

from tests.interchange.archives import realistic, write_zip


@pytest.fixture(scope="module")
def place(tmp_path_factory):
    """A place with its own data folder and Ana in it; a function that runs `rapport` there."""
    data = tmp_path_factory.mktemp("place")
    environment = {key: value for key, value in os.environ.items() if key != "DATABASE_URL"}
    environment |= {"RAPPORT_DATA": str(data), "RAPPORT_POLICY": "humane"}

    def rapport(*words: str, given: str = "") -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-m", "rapport", *words],
            capture_output=True,
            text=True,
            input=given,
            env=environment,
            check=False,
        )

    made = rapport(
        *("user", "create", "ana@example.org", "--name", "Ana Lima", "--handle", "ana"),
        "--password-stdin",
        given="correct horse battery\n",
    )
    assert made.returncode == 0, made.stderr
    return rapport


def test_an_archive_is_imported_and_the_report_says_so_for_each_file(place, tmp_path):
    path = realistic(tmp_path / "a.zip")
    done = place("import", "linkedin", str(path), "--as", "ana")
    assert done.returncode == 0, done.stderr
    assert "messages.csv: 120 read, 120 kept, 0 skipped, 120 new" in done.stdout
    assert "skipped 1: the same row again; line 4 (hydrography)" in done.stdout
    again = place("import", "linkedin", str(path), "--as", "ana", "--json")
    assert again.returncode == 0, again.stderr
    files = {file["kind"]: file for file in json.loads(again.stdout)["files"]}
    assert files["messages"]["results"]["new"] == 0
    assert files["connections"]["results"] == {"new": 0, "changed": 0, "here already": 40}


def test_what_is_wrong_is_said_on_standard_error_with_its_exit_code(place, tmp_path):
    good = str(realistic(tmp_path / "a.zip"))
    outside = str(write_zip(tmp_path / "o.zip", {"../x.csv": "x", "Skills.csv": "Name\nx\n"}))
    cut = str(write_zip(tmp_path / "c.zip", {"Skills.csv": 'Name\nMaps\n"cut'}))
    for words, code, sentence in (
        ((good, "--as", "nobody"), 4, "no member with the handle"),
        ((str(tmp_path / "none.zip"), "--as", "ana"), 2, "There is no file"),
        ((str(tmp_path), "--as", "ana"), 2, "is a folder"),
        ((outside, "--as", "ana"), 2, "outside the archive"),
        ((cut, "--as", "ana"), 2, "starts in line 3"),
        ((good, "--as", "ana", "--me", "ana"), 2, "no address of a LinkedIn profile"),
        ((good,), 2, "--as"),
    ):
        done = place("import", "linkedin", *words)
        assert (done.returncode, done.stdout) == (code, "")
        assert sentence in done.stderr
        assert "Traceback" not in done.stderr
    kept = place("import", "linkedin", cut, "--as", "ana", "--keep-whole-rows")
    assert kept.returncode == 0
    assert "the file ends in the middle of this row; line 3" in kept.stdout
