import pytest

from rapport.kit.text import render
from rapport.messaging.previews.links import host_of, links_in


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", []),
        ("no link, example.org neither", []),
        ("https://example.org/a?b=1&c=2", ["https://example.org/a?b=1&c=2"]),
        ("(http://example.org/a).", ["http://example.org/a"]),
        ("http://a.example/#x http://a.example/#y", ["http://a.example/"]),
        ("ftp://a.example javascript:alert(1) data:text/html,x", []),
        ('<a href="http://a.example" rel=x>', ["http://a.example"]),
        ('<a href="http://127.0.0.1" rel=', ["http://127.0.0.1"]),
        ("http://b.example/" + "x" * 2100, []),
        ("http://here.example/messages/ https://here.example", []),
        ("http://here.example:8080/", ["http://here.example:8080/"]),
    ],
)
def test_links_are_those_that_a_reader_can_click(text, expected):
    own = "http://here.example" if "http://here" in text else ""
    if "https://here" in text:
        text = text.replace("https://here.example", "http://HERE.example:80/x")
    assert links_in(render(text), own) == expected


def test_a_mention_is_no_link():
    assert links_in(render("@ana http://a.example", lambda names: names)) == ["http://a.example"]


@pytest.mark.parametrize(
    ("url", "host"),
    [
        ("https://example.org/a", "example.org"),
        ("https://EXAMPLE.org:8443/a", "example.org:8443"),
        ("http://user:word@example.org", "example.org"),
        ("http://[", ""),
        ("http://a:99999999", ""),
    ],
)
def test_the_host_is_shown_with_its_port_and_without_a_login(url, host):
    assert host_of(url) == host
