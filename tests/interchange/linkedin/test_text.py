"""Cells are made readable, and nothing that was readable is changed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rapport.interchange.linkedin.text import (
    decode_entities,
    one_line,
    paragraphs,
    repair_accents,
)


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("Tom &amp; Bo", "Tom & Bo"),
        ("&lt;b&gt; &quot;x&quot; &#39;y&#39; &#x1F642;", "<b> \"x\" 'y' 🙂"),
        ("&amp;amp;", "&amp;"),
        ("AT&T; ever", "AT&T; ever"),
        ("a&copy=2&amp=3", "a&copy=2&amp=3"),
        ("&notathing;", "&notathing;"),
        ("& ; &;", "& ; &;"),
        ("&#0;&#xD800;", "\ufffd\ufffd"),
    ],
)
def test_entities_are_decoded_once_and_only_those(written, meant):
    assert decode_entities(written) == meant


@pytest.mark.parametrize(
    "meant", ["José", "Łukasz", "Zoë — “hi”", "Ünal", "美咲", "🙂 ok", "À bientôt"]
)
def test_accents_read_as_windows_1252_are_repaired(meant):
    broken = "".join(
        bytes([byte]).decode("cp1252", "ignore") or chr(byte) for byte in meant.encode()
    )
    assert broken != meant
    assert repair_accents(broken) == meant


@pytest.mark.parametrize(
    "text",
    [
        "",
        "plain",
        "José",
        "IRMÃ\u00a0Ana",
        "Ã",
        "Â£5 and é",
        "naïve café",
        "日本",
        "Ã©é",
        "Öl",
        "50 Â°C é",
    ],
)
def test_what_a_person_may_have_meant_is_left_alone(text):
    assert repair_accents(text) == text


@given(st.text(st.characters(codec="latin-1"), max_size=60))
def test_repairing_never_raises_and_is_settled_after_it_is_done(text):
    repaired = repair_accents(text)
    assert repaired == text or len(repaired) < len(text)


@given(st.text(st.characters(min_codepoint=0x100, exclude_categories=["Cs"]), max_size=60))
def test_text_beyond_windows_1252_is_never_changed(text):
    if not all(char in "ŒœŠšŸŽžƒˆ˜–—‘’‚“”„†‡•…‰‹›€™" for char in text):
        assert repair_accents(text) == text


def test_a_name_is_one_line_without_control_characters():
    assert one_line("  Bo\r\n\tBerg\x07 \u0085") == "Bo Berg"


def test_a_body_keeps_its_lines():
    assert paragraphs("\r\n one\r\n\r\ntwo\rthree\x00\x1b[31m ") == "one\n\ntwo\nthree[31m"
