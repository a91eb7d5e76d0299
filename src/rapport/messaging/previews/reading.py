"""What a page says of itself: its title, its description, its site; text and nothing else.

A hostile page is small before it is parsed: the parser sees the page's title and at most a hundred
`meta` tags, picked in one pass, since deep nesting costs it time with the square of the depth.
"""

import re
import unicodedata
from dataclasses import dataclass

from selectolax.lexbor import LexborHTMLParser

TITLE_MAX, DESCRIPTION_MAX, SITE_MAX = 200, 300, 80
METAS_MAX, META_CHARS, TITLE_CHARS, TAGS_MAX = 100, 4_096, 2_000, 2_000
# The end of the part of a page that speaks of the page (bytes: asked while it is still coming).
HEAD_ENDS = re.compile(rb"</head\b|<body\b", re.IGNORECASE)
_TAG = re.compile(r"<(?:(!--)|(script|style|noscript|template|title)\b|(meta)\b|(?:/head|body)\b)",
                  re.IGNORECASE | re.ASCII)  # fmt: skip
_META = re.compile(r"""<meta\b(?:[^>"']|"[^"]*"|'[^']*')*+>""", re.IGNORECASE | re.ASCII)
_CHARSET = re.compile(rb"""<meta[^>]{0,200}charset\s*=\s*["']?\s*([\w-]{1,20})""", re.IGNORECASE)
_CHARSET_OF_TYPE = re.compile(r"""charset\s*=\s*["']?\s*([\w-]{1,20})""", re.IGNORECASE)
_ENDS = {
    name: re.compile(rf"</{name}\b", re.IGNORECASE | re.ASCII)
    for name in ("script", "style", "noscript", "template", "title")
}
# Encodings of pages (https://encoding.spec.whatwg.org/#names-and-labels); Python's own list also
# holds some that are no encodings of text, or slow.
ENCODINGS = {
    *("utf-8", "utf8", "us-ascii", "ascii", "utf-16", "utf-16le", "utf-16be", "koi8-r", "koi8-u"),
    *("shift_jis", "euc-jp", "iso-2022-jp", "euc-kr", "gb2312", "gbk", "gb18030", "big5"),
    *(f"iso-8859-{number}" for number in range(1, 17) if number != 12),
    *(f"windows-{number}" for number in range(1250, 1259)),
}
# Latin-1 means Windows' Latin-1 on the web, as in the same standard.
_AS = {"iso-8859-1": "windows-1252", "us-ascii": "windows-1252", "ascii": "windows-1252"}


@dataclass(frozen=True, slots=True)
class Said:
    """What a page says of itself; the title is never empty."""

    title: str
    description: str = ""
    site: str = ""


def read_page(body: bytes, content_type: str) -> Said | None:
    """Title, description and site of a page; None where it has no title.

    What its author wrote for previews (https://ogp.me) goes before the page's own words.
    """
    tree = LexborHTMLParser(_said_of_itself(_text(body, content_type)))
    named: dict[str, str] = {}
    for meta in tree.css("meta"):
        given = meta.attributes
        name = (given.get("property") or given.get("name") or "").strip().lower()
        content = given.get("content")
        if name and content:
            named.setdefault(name, content)
    own = tree.css_first("title")
    titles = (named.get("og:title"), named.get("twitter:title"), own.text() if own else "")
    title = next((words for one in titles if (words := _plain(one or "", TITLE_MAX))), "")
    if not title:
        return None
    about = named.get("og:description") or named.get("description") or ""
    site = named.get("og:site_name") or ""
    return Said(title, _plain(about, DESCRIPTION_MAX), _plain(site, SITE_MAX))


def _text(body: bytes, content_type: str) -> str:
    """The page as text: by the header, else by its own word, else UTF-8."""
    if body.startswith((b"\xff\xfe", b"\xfe\xff")):
        return body.decode("utf-16", "replace")
    told = _CHARSET_OF_TYPE.search(content_type)
    inside = None if told else _CHARSET.search(body[:1024])
    name = told[1] if told else inside[1].decode("ascii", "replace") if inside else "utf-8"
    name = name.lower()
    if name not in ENCODINGS or (inside and name.startswith("utf-16")):
        name = "utf-8"
    return body.decode(_AS.get(name, name), "replace").removeprefix("\ufeff")


def _said_of_itself(page: str) -> str:
    """The title and the meta tags of a page's head, and nothing of what stands in scripts."""
    pieces: list[str] = []
    titled = False
    metas = at = 0
    for _ in range(TAGS_MAX):
        found = _TAG.search(page, at)
        if found is None:
            break
        at = found.end()
        comment, element, meta = found.groups()
        if comment:
            end = page.find("-->", at)
        elif element:
            closing = _ENDS[element.lower()].search(page, at)
            end = closing.start() if closing else -1
            if element.lower() == "title" and end >= 0 and not titled:
                titled = True
                inner = page[at:end].partition(">")[2]
                pieces.append(f"<title>{inner[:TITLE_CHARS]}</title>")
        elif meta:
            metas += 1
            if metas > METAS_MAX:
                break
            whole = _META.match(page, found.start(), found.start() + META_CHARS)
            pieces.append(whole[0] if whole else "")
            continue
        else:
            break
        if end < 0:
            break
        at = end
    return f"<!doctype html><head>{''.join(pieces)}</head>"


def _plain(text: str, most: int) -> str:
    """Words on one line, without what can't be seen or turns the line around; at most so many."""
    seen = "".join(
        " " if unicodedata.category(char) in ("Cc", "Zl", "Zp") else char
        for char in text[: most * 4]
        if unicodedata.category(char) not in ("Cf", "Cs", "Co", "Cn") or char in "\u200c\u200d"
    )
    line = " ".join(seen.split())
    return line if len(line) <= most else f"{line[: most - 1].rstrip()}…"
