"""The guide's examples are called as they stand, one after the other, and answer what it shows."""

import json
import re
import shlex
from pathlib import Path

import pytest

from tests.interchange.archives import realistic
from tests.members.pictures import encoded, two_halves

pytestmark = pytest.mark.django_db
GUIDE = Path(__file__).parent.parent.parent / "docs" / "api.md"
EXAMPLE = re.compile(r"```console\n\$ (curl [^\n]+)\n(.*?)```", re.DOTALL)


def call(command: str, program, files: dict[str, bytes]):
    """Do what curl would do with these words."""
    words = shlex.split(command)[1:]
    method, headers, body, address = "GET", {}, b"", ""
    while words:
        word = words.pop(0)
        if word == "-X":
            method = words.pop(0)
        elif word == "-H":
            name, _, value = words.pop(0).partition(": ")
            headers[name] = value
        elif word == "-d":
            body = words.pop(0).encode()
        elif word == "--data-binary":
            body = files[words.pop(0).removeprefix("@")]
        else:
            assert word.startswith("$RAPPORT/"), word
            address = word.removeprefix("$RAPPORT")
    assert headers.pop("Authorization") == "Bearer $TOKEN"
    return program.send(method, address, body, headers.pop("Content-Type", ""))


def shows(shown, answer) -> bool:
    """Whether an answer has what the guide shows of it; … stands for anything."""
    if isinstance(shown, dict):
        return all(key in answer and shows(value, answer[key]) for key, value in shown.items())
    if isinstance(shown, list):
        return all(any(shows(one, other) for other in answer) for one in shown)
    return shown == answer or (shown == "…" and bool(answer))


def test_every_example_of_the_guide_answers_what_it_shows(cast, calling, settings, tmp_path):
    settings.DATA = tmp_path / "data"
    files = {
        "portrait.jpg": encoded(two_halves()).read(),
        "archive.zip": realistic(tmp_path / "a.zip").read_bytes(),
    }
    ana = calling(cast.ana)
    examples = EXAMPLE.findall(GUIDE.read_text())
    assert len(examples) == GUIDE.read_text().count("```console") >= 8
    for command, shown in examples:
        answer = call(command, ana, files)
        assert answer.status_code < 500, command
        if shown.strip():
            expected = json.loads(shown)
            assert shows(expected, answer.json()), (command, answer.json())
            assert ("code" in expected) == (answer.status_code >= 400), command
        else:
            assert answer.status_code == 204, (command, answer.content)
