"""`rapport reach judge` as another program uses it: lines in, lines out, refusals by number."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from rapport.rules.policy import load
from rapport.rules.reach import Facts, menu
from tests.rules.facts_of import facts, merge, pair, target

LINE = b'{"now": "2026-11-21T09:00:00Z"}\n'
BO = b'{"now": "2026-11-21T09:00:00Z", "pair": {"degree": 1}}\n'


def judge(stdin: bytes, *arguments: str) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [sys.executable, "-m", "rapport", "reach", "judge", *arguments],
        input=stdin,
        capture_output=True,
        timeout=60,
        check=False,
    )


def answers(run: subprocess.CompletedProcess[bytes]) -> list[dict[str, object]]:
    return [json.loads(line) for line in run.stdout.splitlines()]


def test_each_line_is_answered_with_its_menu() -> None:
    run = judge(LINE + b"\n  \r\n" + BO.replace(b"\n", b"\r\n") + LINE.strip())
    assert run.returncode == 0
    assert run.stderr == b""
    first, second, third = answers(run)
    assert first == third == menu(facts(), load("humane")).to_json()
    assert second == menu(facts(pair(degree=1)), load("humane")).to_json()


def test_no_line_is_no_answer() -> None:
    run = judge(b"")
    assert (run.returncode, run.stdout, run.stderr) == (0, b"", b"")


@pytest.mark.parametrize("preset", ["humane", "linkedin", "seed"])
def test_the_policy_is_chosen_by_name(preset: str) -> None:
    dee = {"now": "2026-11-21T09:00:00Z", **merge(pair(shared_groups=["Zürich"], degree=3))}
    run = judge(json.dumps(dee).encode(), "--policy", preset)
    assert answers(run) == [menu(Facts.from_json(dee), load(preset)).to_json()]


def test_the_policy_is_a_hosts_file(tmp_path: Path) -> None:
    file = tmp_path / "host.toml"
    file.write_text("[connections]\nmax = 10\n")
    full = {"now": "2026-11-21T09:00:00Z", **target(connections=10)}
    (answer,) = answers(judge(json.dumps(full).encode(), "--policy", str(file)))
    assert answer["primary"] == {
        "way": "follow", "label": "Follow", "reason": "at_connection_cap",
    }  # fmt: skip


def test_a_wrong_policy_is_refused_before_any_line(tmp_path: Path) -> None:
    file = tmp_path / "host.toml"
    file.write_text("[connections]\nmax = 0\n")
    run = judge(LINE, "--policy", str(file))
    assert (run.returncode, run.stdout) == (2, b"")
    assert run.stderr.decode().startswith(f"{file}: connections.max: 0 is out of range; allowed:")
    assert judge(LINE, "--policy", str(tmp_path)).returncode == 2


BAD = [
    (b"nonsense", "is not JSON: Expecting value (column 1)"),
    (b'{"now": ', "is not JSON: "),
    (b"[]", "facts: must be an object, not a list"),
    (b"{}", "now: is missing"),
    (b'{"now": NaN}', "NaN is not JSON"),
    (b'{"now": -Infinity}', "-Infinity is not JSON"),
    (b'{"now": "2026-11-21T09:00:00"}', "now: needs an offset"),
    (LINE.strip() + b" " + LINE.strip(), "is not JSON: Extra data"),
    (b'{"now": "\xff"}', "is not UTF-8 (byte 10)"),
    (b'{"now": "2026-11-21T09:00:00Z", "now": "2026-11-21T09:00:00Z"}', "'now' is given twice"),
    (b'{"now": "2026-11-21T09:00:00Z", "pair": {"same": true, "same": true}}', "'same' is given"),
    (b'{"now": "2026-11-21T09:00:00Z", "viewer": {"connections": ' + b"9" * 5_000 + b"}}",
     "holds a number with too many digits"),
    (b"[" * 100_000, "is nested too deeply"),
    (b'{"now": "2026-11-21T09:00:00Z", "x": 1}', "x: unknown key"),
]  # fmt: skip


@pytest.mark.parametrize(("line", "reason"), BAD)
def test_a_bad_line_is_refused_by_number_after_those_before_it(line: bytes, reason: str) -> None:
    run = judge(LINE + b"\n" + BO + line + b"\n" + LINE)
    assert run.returncode == 2
    assert len(answers(run)) == 2
    assert run.stderr.decode().startswith(f"line 4: {reason}")
    assert run.stderr.count(b"\n") == 1


def test_large_numbers_are_numbers() -> None:
    large = b'{"now": "2026-11-21T09:00:00Z", "viewer": {"invitations_7d": 1' + b"0" * 300 + b"}}"
    run = judge(large)
    assert run.returncode == 0
    assert run.stdout.count(b"0" * 300) == 1


def test_an_answer_comes_before_the_next_question_is_asked() -> None:
    command = [sys.executable, "-m", "rapport", "reach", "judge"]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as asked:
        assert asked.stdin is not None
        assert asked.stdout is not None
        for _ in range(3):
            asked.stdin.write(LINE)
            asked.stdin.flush()
            assert json.loads(asked.stdout.readline())["primary"]["way"] == "follow"
        asked.stdin.close()
        assert asked.wait(timeout=30) == 0


def test_a_reader_that_leaves_early_causes_no_traceback() -> None:
    command = [sys.executable, "-m", "rapport", "reach", "judge"]
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
    with subprocess.Popen(command, **pipes) as left:  # type: ignore[call-overload]
        left.stdin.write(LINE)
        left.stdin.flush()
        left.stdout.readline()
        left.stdout.close()
        try:
            left.stdin.write(LINE * 2_000)
            left.stdin.close()
        except BrokenPipeError:
            pass
        assert b"Traceback" not in left.stderr.read()


def test_neither_framework_nor_database_is_loaded() -> None:
    program = (
        "import sys, rapport.cli.reach\n"
        "assert not [name for name in sys.modules if name.split('.')[0] in ('django', 'sqlite3')]"
    )
    environment = {**os.environ, "DATABASE_URL": "postgres://nobody@localhost:1/none"}
    subprocess.run([sys.executable, "-c", program], check=True, env=environment, timeout=60)


def test_a_wrong_option_leaves_with_the_same_code() -> None:
    assert judge(LINE, "--polcy", "humane").returncode == 2
