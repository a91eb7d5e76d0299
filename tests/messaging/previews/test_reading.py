import pytest
from hypothesis import given
from hypothesis import strategies as st

from rapport.messaging.previews.reading import Said, read_page
from tests.timing import seconds_of

HTML = "text/html"


def read(page, kind=HTML):
    return read_page(page if isinstance(page, bytes) else page.encode(), kind)


@pytest.mark.parametrize(
    ("html", "said"),
    [
        ("<title>Boats &amp; ships</title>", Said("Boats & ships")),
        ("<TITLE lang=en>\n Boats\n\tand  ships </TITLE>", Said("Boats and ships")),
        (
            '<title>x</title><meta property="og:title" content="Boats">'
            "<meta name='Description' content='All > of \"them\"'>"
            "<meta property=og:site_name content=Harbour>",
            Said("Boats", 'All > of "them"', "Harbour"),
        ),
        ("<title></title><meta name=twitter:title content=Boats>", Said("Boats")),
        ("<meta content='First' property='og:title'><meta property=og:title content=2>",
         Said("First")),
        ("<title>Own</title><meta property=og:title content='  '>", Said("Own")),
        ("<title><b>&lt;script&gt;alert(1)</b></title>", Said("<b><script>alert(1)</b>")),
        ("<!-- <title>no</title> --><title>yes</title>", Said("yes")),
        ("<script>'<title>no</title>'</script><title>yes</title>", Said("yes")),
        ("<style><title>no</title></style><title>yes</title><title>2</title>", Said("yes")),
        ("<head><title>yes</title></head><meta property=og:title content=no>", Said("yes")),
        ("<body><title>no</title>", None),
        ("", None),
        ("<title>  \u200b\u202e\x07 </title>", None),
        ("<title>never closed", None),
        ("<title>a\u202egro.live\u2066\x00b\u2028c</title>", Said("agro.live\ufffdb c")),
        (b"<title>caf\xe9</title>", Said("caf\ufffd")),
        (b"<meta charset=iso-8859-1><title>caf\xe9 \x93x\x94</title>", Said("café “x”")),
        (b"<meta charset=punycode><title>caf\xc3\xa9</title>", Said("café")),
        (b"<meta charset=zip><title>ok</title>", Said("ok")),
        ("<title>día</title>".encode("utf-16"), Said("día")),
        (b"\xef\xbb\xbf<title>bom</title>", Said("bom")),
    ],
)  # fmt: skip
def test_what_a_page_says_of_itself(html, said):
    assert read(html) == said


def test_the_header_goes_before_the_pages_own_word():
    page = "<meta charset=utf-8><title>日本</title>".encode("shift_jis")
    assert read(page, 'text/html; charset="Shift_JIS"') == Said("日本")
    assert read("<title>日本</title>", "text/html; charset=unicode_escape") == Said("日本")


def test_long_words_are_cut_and_say_so():
    said = read(f"<title>{'t' * 900}</title><meta name=description content='{'d ' * 900}'>")
    assert (len(said.title), said.title[-1]) == (200, "…")
    assert len(said.description) <= 300


SHAPES = {
    "depth": lambda n: "<div>" * n,
    "formatting": lambda n: "<p><b><i>" * n,
    "attributes": lambda n: "<meta " + "a=1 " * n + ">",
    "metas": lambda n: "<meta property=og:title content=x>" * n,
    "open metas": lambda n: "<meta" * n,
    "open quotes": lambda n: "<meta '" * n,
    "mixed quotes": lambda n: "<meta \"'" * n,
    "one open quote": lambda n: "<meta content='" + "x" * n,
    "titles": lambda n: "<title></title>" * n,
    "open titles": lambda n: "<title>" * n,
    "a long title": lambda n: "<title>" + "&amp;" * n + "</title>",
    "an invisible title": lambda n: "<title>" + "\u200b" * n + "</title>",
    "comments": lambda n: "<!---->" * n,
    "open comments": lambda n: "<!--" * n,
    "half comments": lambda n: "<!--" + "--" * n,
    "scripts": lambda n: "<script></scrip" * n,
    "closed scripts": lambda n: "<script></script>" * n,
    "angles": lambda n: "<" * n,
    "charsets": lambda n: "<meta charset" * n,
    "blanks": lambda n: " " * n + "<title>x</title>",
}


@pytest.mark.parametrize("shape", SHAPES)
def test_reading_grows_no_faster_than_the_page(shape):
    def seconds(n):
        body = SHAPES[shape](n).encode()
        return seconds_of(lambda: read_page(body, HTML))

    small, large = seconds(20_000), seconds(80_000)
    # What takes less than 40 ms is noise beside a shared processor.
    assert large <= max(5 * small, 0.04)
    assert large < 1


PIECES = ["<title>", "</title>", "<meta ", "content=", '"', "'", ">", "<!--", "-->", "<body>",
          "<script>", "og:title", "property=", "x", "&amp;", "\u202e", "\x00"]  # fmt: skip


@given(st.lists(st.sampled_from(PIECES) | st.text(max_size=5), max_size=30).map("".join))
def test_no_page_breaks_the_reader_and_what_it_says_is_one_short_line(page):
    said = read(page.encode("utf-8", "surrogatepass"))
    if said is not None:
        assert 0 < len(said.title) <= 200
        for text in (said.title, said.description, said.site):
            assert text == " ".join(text.split())
            assert not set(text) & set("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\x00")


@given(st.binary(max_size=200), st.sampled_from([HTML, "text/html; charset=utf-16", "x; charset="]))
def test_no_bytes_break_it(body, kind):
    read_page(b"<title>" + body + b"</title>", kind)
