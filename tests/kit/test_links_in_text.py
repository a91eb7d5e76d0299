"""Which addresses in a text are links, and where each ends."""

import re

import pytest

from rapport.kit.text import LONGEST_LINKED, MOST_SCHEMES, render


def linked(text):
    return re.findall(r"<a [^>]*>([^<]*)</a>", render(text))


@pytest.mark.parametrize(
    ("text", "links"),
    [
        ("see http://a.b/c. It is", ["http://a.b/c"]),
        ("(http://a.b/c(d)), http://a.b/e", ["http://a.b/c(d)", "http://a.b/e"]),
        ("HTTPS://A.B/C", ["HTTPS://A.B/C"]),
        ("“http://a.b” 'http://c.d'", ["http://a.b", "http://c.d"]),
        ("*http://a.b* _http://c.d/e", ["http://a.b", "http://c.d/e"]),
        ("`http://a.b` and `http://c.d`", ["http://a.b", "http://c.d"]),
        ("url=http://a.b,x:http://c.d", ["http://a.b", "http://c.d"]),
        ("字http://a.b/字", ["http://a.b/字"]),
        ("https://old.example/2020/https://a.b/", ["https://old.example/2020/https://a.b/"]),
        ("xhttp://a.b http:/a.b ://a.b //a.b a.b www.a.b", []),
        ("javascript://a.b ftp://a.b mailto:a@b.c a@b.c", []),
        ("http://a.b\nhttp://c.d\thttp://e.f", ["http://a.b", "http://c.d", "http://e.f"]),
    ],
)  # fmt: skip
def test_addresses_are_links_to_where_people_end_them(text, links):
    assert linked(text) == links


def test_a_word_of_very_many_or_very_long_addresses_is_no_link_and_stays_as_it_is():
    many = "http://a.b/?" * MOST_SCHEMES
    assert linked(many) != []
    assert linked(f"{many}http://a.b/?") == []
    assert f"{many}http://a.b/?" in render(f"{many}http://a.b/?")
    long = "http://a.b/" + "c" * LONGEST_LINKED
    assert linked(f"{long} http://d.e/") == ["http://d.e/"]
    assert long in render(long)
