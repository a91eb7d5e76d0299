import json
import subprocess
import sys

import pytest
from click.testing import CliRunner

from rapport.cli import main


def coach(text: str | bytes, *options: str):
    return CliRunner().invoke(main, ["coach", "review", *options], input=text)


def test_one_review_a_draft_in_their_order():
    result = coach('{"id": 1, "text": "Hi Ana"}\n\n\ufeff{"id": 2, "text": "Hi [Name]"}\r\n')
    reviews = [json.loads(line) for line in result.stdout.splitlines()]
    assert result.exit_code == 0
    assert [(one["id"], one["verdict"] == "stop") for one in reviews] == [(1, False), (2, True)]
    assert set(reviews[0]) == {
        "id", "verdict", "score", "findings", "signals", "alternatives", "send_at",
    }  # fmt: skip
    finding = reviews[1]["findings"][0]
    assert set(finding) == {
        "check", "level", "in", "span", "evidence", "message", "fix", "source",
    }  # fmt: skip
    assert (finding["check"], finding["span"], finding["in"]) == ("placeholder", [3, 9], "text")
    assert set(reviews[0]["signals"]) == {
        "chars", "words", "sentences", "grade", "questions", "asks", "request", "advice",
        "politeness", "formality", "warmth", "ask_size", "sameness", "language", "claims",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        (b'{"text": 5}', "line 2: text: must be a string"),
        (b'{"text": "a", "x": 1}', "line 2: x: unknown key"),
        (b'{"text": "a", "text": "b"}', "line 2: 'text' is given twice"),
        (b'{"text": "a', "line 2: is not JSON"),
        (b'{"text": "a\\ud800"}', "line 2: text: holds half"),
        (b'{"text": "a\xff"}', "line 2: is not UTF-8"),
        (b'{"text": "a", "warmth": NaN}', "line 2: NaN is not JSON"),
        (b'{"text": "a", "limit": ' + b"9" * 5000 + b"}", "line 2: holds a number"),
        (b'{"text": ' + b"[" * 100_000, "line 2: is nested too deeply"),
        (b'{"text": "' + b"x" * 1_000_000 + b'"}', "line 2: text: has 1,000,000 characters"),
        (b"7", "line 2: draft: must be an object"),
    ],
)
def test_a_bad_line_is_refused_with_its_number_and_nothing_else_is_affected(line, reason):
    good = b'{"text": "Hi"}\n'
    result = coach(good + line + b"\n" + good)
    assert result.exit_code == 2
    assert result.stderr.startswith(reason)
    assert len(result.stdout.splitlines()) == 2


def test_files_are_named_where_a_line_is_refused(tmp_path):
    file = tmp_path / "drafts.jsonl"
    file.write_text('{"text": "Hi"}\n{"txt": 1}\n')
    result = coach("", str(file))
    assert result.exit_code == 2
    assert f"{file}, line 2: txt: unknown key" in result.stderr


@pytest.mark.parametrize(
    ("draft", "code", "says"),
    [
        ({"text": "Thank you!"}, 0, "Ready to send."),
        ({"text": "Hi Bob", "recipient": {"name": "Ana"}}, 1, "Better when improved."),
        ({"text": "Hi [Name]"}, 4, "Stop: mend this first."),
    ],
)
def test_for_people_the_exit_code_is_the_verdict(draft, code, says):
    result = coach(json.dumps(draft), "--pretty")
    assert (result.exit_code, says in result.stdout) == (code, True)


def test_for_people_control_characters_are_shown_not_obeyed():
    result = coach(json.dumps({"text": "Hi \x1b[31m [Name]"}), "--pretty")
    assert "\x1b" not in result.stdout


def test_it_starts_without_django():
    code = (
        "import sys, rapport.cli.coach\n"
        "assert not any(name.split('.')[0] == 'django' for name in sys.modules)"
    )
    subprocess.run([sys.executable, "-c", code], check=True)
