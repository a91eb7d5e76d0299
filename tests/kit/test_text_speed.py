"""Rendering a text line by line gives what the parser gives for the whole of it."""

from hypothesis import given
from hypothesis import strategies as st

from rapport.kit.text import _PARSER, _html, normal

PIECES = [
    *("http://", "https://a.example/x?y=1", "://", "ftp://x.y", "mailto:a@b.c", "https://a.b/c."),
    *("(https://a.b/c)", "<https://a.b>", 'https://a.b/"onclick=x', "http://é.example", "//a.b"),
    *("\n", "\n\n", " ", "  \n", "\\", "\\\n", "\t", "\u00a0", "\u2028", "\r", "\x1f", "\x00"),
    *("&amp;", "<b>", '"', "'", "*a*", "_", "`", "[x](http://a.b)", "![", "@bo", "日本", "🙂"),
    *("1. x", "# h", "> q", "    code", "---", "```", "| a |", "javascript:alert(1)"),
]


@given(st.lists(st.sampled_from(PIECES) | st.text(max_size=6), max_size=14).map("".join))
def test_the_short_way_and_the_parser_agree_on_every_text(text):
    assert _html(normal(text)) == _PARSER.render(normal(text))
    assert _html(text) == _PARSER.render(text)
