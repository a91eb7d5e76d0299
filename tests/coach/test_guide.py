"""The guide has a paragraph for every source that a finding may name, and names every check."""

import re
from pathlib import Path

import pytest

import rapport.rules.coach
from rapport.coach.guide import CHECKS, anchor_of, key_of, paragraphs
from rapport.rules.coach.findings import Check

RULES = Path(rapport.rules.coach.__file__).parent


def sources_used():
    """Every source that a file of the rules names: lines of the articles, and studies."""
    found = set()
    for file in RULES.rglob("*.py"):
        text = file.read_text()
        found |= set(re.findall(r'"([AB]:\d+)"', text))
        found |= set(re.findall(r'^_(?:SOURCE|STUDY) = "(.+)"', text, re.M))
    for file in RULES.rglob("*.toml"):
        found |= set(re.findall(r'source = "(.+?)"', file.read_text()))
    return found


def test_sources_are_found_at_all():
    assert len(sources_used()) > 20


@pytest.mark.parametrize("source", sorted(sources_used()))
def test_every_source_that_is_used_has_its_paragraph(source):
    assert key_of(source) in {one.key for one in paragraphs()}
    assert anchor_of(source)


def test_every_check_has_its_name():
    assert [name for name, _label, _says in CHECKS] == [check.value for check in Check]


@pytest.mark.django_db
def test_the_guide_shows_all_of_them(cast, as_member):
    page = as_member(cast.ana).get("/coach/").content.decode()
    for one in paragraphs():
        assert f'id="{one.key}"' in page
        assert one.title in page or "&#x27;" in page
