"""Every pair of text and ground that the style sheets use can be read, in light and in dark.

Formula and limits: WCAG 2.2, success criteria 1.4.3 (text, 4.5 : 1) and 1.4.11 (edges, 3 : 1).
"""

import re
from pathlib import Path

import pytest

import rapport.site

TOKENS = Path(rapport.site.__file__).parent / "static" / "rapport" / "css" / "tokens.css"
PAIR = re.compile(r"--([\w-]+): light-dark\((#[0-9a-f]{6}), (#[0-9a-f]{6})\);")
COLOURS = {name: (light, dark) for name, light, dark in PAIR.findall(TOKENS.read_text())}

GROUNDS = ("paper", "surface", "sunken")
TEXTS = [
    *[(text, ground) for text in ("ink", "muted", "accent", "accent-strong") for ground in GROUNDS],
    *[(text, ground) for text in ("warn", "stop") for ground in GROUNDS],
    *[("ink", ground) for ground in ("accent-soft", "warn-soft", "stop-soft")],
    ("on-accent", "accent"),
    ("on-accent", "accent-strong"),
    ("on-stop", "stop"),
    ("accent-soft-ink", "accent-soft"),
    ("accent", "accent-soft"),
    ("accent", "stop-soft"),
    ("accent", "warn-soft"),
    ("warn", "warn-soft"),
    ("stop", "stop-soft"),
    *[(f"tint-{n}-ink", f"tint-{n}") for n in range(12)],
]
EDGES = [("line-strong", ground) for ground in GROUNDS] + [("accent", ground) for ground in GROUNDS]


def luminance(colour: str) -> float:
    """The relative luminance of #rrggbb as WCAG defines it."""
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts]
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """The contrast ratio of two colours, 1 to 21."""
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def test_the_formula_gives_the_known_ends() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(("text", "ground"), TEXTS)
def test_text_can_be_read_on_its_ground(text: str, ground: str, scheme: str) -> None:
    at = ("light", "dark").index(scheme)
    assert contrast(COLOURS[text][at], COLOURS[ground][at]) >= 4.5


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(("edge", "ground"), EDGES)
def test_the_edge_of_a_control_can_be_seen(edge: str, ground: str, scheme: str) -> None:
    at = ("light", "dark").index(scheme)
    assert contrast(COLOURS[edge][at], COLOURS[ground][at]) >= 3


def test_no_style_sheet_but_the_tokens_names_a_colour() -> None:
    for sheet in TOKENS.parent.glob("*.css"):
        if sheet.name not in ("tokens.css", "print.css"):
            assert not re.search(r"#[0-9a-f]{3,8}\b|rgb\(|hsl\(", sheet.read_text()), sheet.name
