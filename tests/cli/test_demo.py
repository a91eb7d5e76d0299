"""`rapport demo` as a host types it: in a place of its own, in a process of its own."""

import subprocess
import sys

import pytest

from tests.place import Place


@pytest.fixture
def place(tmp_path) -> Place:
    return Place(tmp_path)


def demo(place: Place, *words: str) -> subprocess.CompletedProcess[str]:
    """Run the command; the tests look at what it printed and how it left."""
    return subprocess.run(
        [sys.executable, "-m", "rapport", "demo", *words],
        env=place.environment,
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )


def test_it_fills_an_empty_place_and_tells_how_to_sign_in_and_what_to_look_at(place):
    made = demo(place, "--now", "2026-11-22T12:30:00Z")
    assert made.returncode == 0, made.stderr
    assert "60 members" in made.stdout
    assert "ana@demo.example" in made.stdout
    assert "rapport-demo" in made.stdout
    for row in ("self", "shared_ground", "introducible", "follow_only", "closed"):
        assert f"\n{row} " in made.stdout

    desk = place.run(
        "rapport",
        "manage",
        "shell",
        "-v0",
        "-c",
        "from rapport.safety.models import Report;"
        "one = Report.objects.get();"
        "print(one.reporter.handle, one.about.handle, bool(one.evidence))",
    )
    assert desk.strip() == "marta gil True"

    # A second run in the same place: refused, skipped or renewed, as the options say.
    again = demo(place)
    assert again.returncode == 5
    assert "--reset" in again.stderr
    assert "Traceback" not in again.stderr

    skipped = demo(place, "--if-empty")
    assert skipped.returncode == 0
    assert "no demo was made" in skipped.stdout

    renewed = demo(place, "--reset", "--now", "2026-11-22T12:30:00Z")
    assert renewed.returncode == 0, renewed.stderr
    assert "Removed a former demo of 60 members." in renewed.stdout
    assert renewed.stdout.split("\n", 1)[1] == made.stdout


@pytest.mark.parametrize(
    ("words", "named"),
    [
        (["--size", "huge"], "small"),
        (["--now", "yesterday"], "2026-11-22T09:00:00Z"),
        (["--now", "2026-11-22T09:00:00"], "offset"),
        (["--seed", "-1"], "--seed"),
    ],
)
def test_a_wrong_option_is_refused_with_what_is_allowed(place, words, named):
    refused = demo(place, *words)
    assert refused.returncode == 2
    assert named in refused.stderr
    assert not list(place.folder.iterdir())
