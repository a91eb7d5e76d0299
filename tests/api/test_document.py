"""The document says what the API does, and the committed file says what the document says."""

import json
import re
from pathlib import Path

import pytest
from click.testing import CliRunner

from rapport.cli.openapi import openapi
from rapport.members.scopes import SCOPES
from rapport.site.api import document

ROOT = Path(__file__).parent.parent.parent
KEPT = ROOT / "docs" / "openapi.json"
GUIDE = (ROOT / "docs" / "api.md").read_text()
OPERATIONS = {
    f"{method.upper()} {path.removeprefix('/api/v1')}": operation
    for path, operations in document()["paths"].items()
    for method, operation in operations.items()
}


def test_the_committed_document_is_that_of_the_code():
    assert json.loads(KEPT.read_text()) == json.loads(json.dumps(document()))
    done = CliRunner().invoke(openapi, ["--check", str(KEPT)])
    assert (done.exit_code, done.output) == (0, "")


def test_a_difference_is_shown_line_by_line_and_fails(tmp_path):
    old = tmp_path / "old.json"
    old.write_text(KEPT.read_text().replace('"/api/v1/policy"', '"/api/v1/rules"'))
    done = CliRunner().invoke(openapi, ["--check", str(old)])
    assert done.exit_code == 1
    assert '-    "/api/v1/rules": {' in done.output
    assert '+    "/api/v1/policy": {' in done.output


@pytest.mark.parametrize("content", [None, b"\xff"], ids=["absent", "no text"])
def test_a_file_that_cannot_be_compared_is_named(tmp_path, content):
    file = tmp_path / "openapi.json"
    if content:
        file.write_bytes(content)
    done = CliRunner().invoke(openapi, ["--check", str(file)])
    assert done.exit_code == 2
    assert "cannot be read" in done.output


def test_every_operation_has_a_name_of_its_own_a_sentence_and_a_known_scope():
    names = [operation["operationId"] for operation in OPERATIONS.values()]
    assert len(set(names)) == len(names) > 80
    for name, operation in OPERATIONS.items():
        assert operation["x-scope"] in SCOPES, name
        assert len(operation["summary"]) > 8, name
        reads = name.startswith("GET")
        asks = "imports" in name or name == "POST /coach/reviews"  # it answers and keeps nothing
        assert reads == operation["x-scope"].endswith(":read") or asks, name


def test_every_body_is_closed():
    schemas = document()["components"]["schemas"]
    for name, schema in schemas.items():
        if schema["type"] == "object":
            assert schema["additionalProperties"] is False, name


def test_two_shapes_never_have_one_name():
    from rapport.kit.api import Closed

    def below(kind):
        for child in kind.__subclasses__():
            yield child
            yield from below(child)

    ours = [shape for shape in below(Closed) if shape.__module__.startswith("rapport.")]
    # The framework wraps each answer in a shape of its own, all of one name.
    named = [shape.__name__ for shape in set(ours) if shape.__name__ != "NinjaResponseSchema"]
    assert len(set(named)) == len(named)


@pytest.mark.parametrize("name", OPERATIONS)
def test_every_operation_is_in_the_guide(name):
    method, path = name.split(" ")
    lines = [line for line in GUIDE.splitlines() if f"`{path}`" in line]
    assert any(re.search(rf"\b{method}\b", line) for line in lines), name


def test_every_scope_is_in_the_guide():
    for scope in SCOPES:
        assert f"`{scope}`" in GUIDE
