"""The documents can't lie: what they name exists, and what exists is named."""

import re
from pathlib import Path

import pytest

from rapport.cli import VERBS
from rapport.rules.reach.ways import Reason, Way

ROOT = Path(__file__).parent.parent.parent
PAGES = sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md")])
ROOMS = [
    path.parent.name
    for path in (ROOT / "src" / "rapport").glob("*/__init__.py")
    if not path.parent.name.startswith("_")
]


@pytest.mark.parametrize("document", PAGES, ids=lambda path: str(path.relative_to(ROOT)))
def test_links_of_a_page_lead_somewhere(document):
    for target in re.findall(r"\]\(([^)#\s]+)", document.read_text()):
        if not target.startswith(("http://", "https://", "mailto:")):
            assert (document.parent / target).exists(), f"{document.name}: {target}"


@pytest.mark.parametrize("room", sorted(ROOMS))
def test_every_room_stands_in_the_architecture(room):
    assert f"`{room}`" in (ROOT / "docs/architecture.md").read_text()


def test_files_that_the_architecture_names_exist():
    text = (ROOT / "docs/architecture.md").read_text()
    named = re.findall(r"`([a-z_]+/[a-z_/]*(?:\.py)?)`", text)
    assert len(named) > 12
    for name in named:
        assert (ROOT / "src/rapport" / name).exists() or (ROOT / name).exists(), name


def test_every_verb_of_the_command_line_is_documented():
    text = "\n".join(page.read_text() for page in PAGES)
    for verb in VERBS:
        assert f"rapport {verb}" in text, verb


def test_every_way_and_reason_is_documented():
    policy = (ROOT / "docs/policy.md").read_text()
    words = (ROOT / "docs/words.md").read_text()
    for reason in Reason:
        assert f"`{reason}`" in policy, reason
    for way in Way:
        assert way.value in words.lower(), way


def test_the_readme_names_the_two_commands_that_the_makefile_has():
    readme, make = (ROOT / "README.md").read_text(), (ROOT / "Makefile").read_text()
    for command in ("run", "test"):
        assert f"make {command}" in readme
        assert re.search(rf"^{command}:", make, re.MULTILINE)


def test_every_decision_has_context_decision_and_consequences():
    pages = sorted((ROOT / "docs/decisions").glob("*.md"))
    numbers = [page.name[:4] for page in pages]
    assert len(set(numbers)) == len(numbers)
    for page in pages:
        text = page.read_text()
        for heading in ("## Context", "## Decision", "## Consequences"):
            assert heading in text, page.name


def test_every_option_of_a_host_is_documented():
    from rapport.config.options import Options

    text = "\n".join(page.read_text() for page in PAGES)
    for name, field in Options.model_fields.items():
        variable = field.validation_alias or f"RAPPORT_{name.upper()}"
        assert variable in text, variable
