"""The page about the look is true: every component has an example, and every example draws."""

import re
from pathlib import Path

import pytest

from rapport.kit.templatetags.rapport_ui import register
from tests.kit.samples import draw

PAGE = (Path(__file__).parents[2] / "docs" / "look.md").read_text()
EXAMPLES = re.findall(r"```django\n(.*?)```", PAGE, re.DOTALL)

pytestmark = pytest.mark.urls("tests.kit.urls")


@pytest.mark.parametrize("component", sorted(register.tags))
def test_every_component_has_an_example(component: str) -> None:
    assert any(re.search(r"{%\s*" + component + r"\s", example) for example in EXAMPLES)


@pytest.mark.parametrize("example", EXAMPLES)
def test_every_example_draws_without_inline_script_or_style(example: str) -> None:
    drawn = draw(example)
    assert len(drawn.strip()) > 20
    assert not re.search(r"<[^>]+\s(style|on\w+)=", drawn)
    assert "<script>" not in drawn
    assert "{%" not in drawn
    assert "{{" not in drawn
