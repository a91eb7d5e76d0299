"""Text of members, rendered once: paragraphs, line breaks, links, mentions; markup stays text."""

import re
from collections.abc import Callable
from html import escape

from linkify_it import LinkifyIt
from linkify_it.main import Match
from markdown_it import MarkdownIt
from markdown_it.renderer import RendererHTML
from markdown_it.token import Token
from markdown_it.utils import EnvType, OptionsDict

RENDERER = 1
NEWLINE = "\n"
SCHEME_END = "://"
# A grave accent is a quotation mark, and part of no address.
WORD = re.compile(r"[^\s`]+")
SCHEME = re.compile(r"(?<![A-Za-z0-9])https?://", re.IGNORECASE)
# An archive's address has two schemes; nobody clicks one with more than a handful.
MOST_SCHEMES = 8
LONGEST_LINKED = 4_000
UNUSUAL = re.compile(r"[^\S \n]|\x00")
BETWEEN_PARAGRAPHS = re.compile(r"\n *(?:\n *)+")
MENTION = re.compile(r"(?<![\w@./-])@([a-z0-9](?:[a-z0-9-]{0,38}[a-z0-9])?)(?![\w@-])")


def normal(text: str) -> str:
    """Text as it is counted and kept: CRLF and CR become LF, nothing else changes but NUL goes.

    NUL can't be stored by PostgreSQL and means nothing to a reader.
    """
    return text.replace("\r\n", "\n").replace("\r", "\n").replace("\x00", "")


def one_line(text: str) -> str:
    """A name, a title or a reason as it is kept: one line, single blanks, none at the ends."""
    return " ".join(normal(text).split())


def _link_open(
    self: RendererHTML, tokens: list[Token], idx: int, options: OptionsDict, env: EnvType
) -> str:
    """A link leaves without telling from where, and lends nobody our name."""
    href = tokens[idx].attrGet("href") or ""
    return f'<a href="{escape(str(href))}" rel="noopener noreferrer nofollow ugc">'


class Links(LinkifyIt):  # type: ignore[misc]
    """Addresses with their scheme, sought word by word; words of very many or very long are none.

    The library looks from each scheme to the end of the text, which takes the square of the time
    where one stands beside another.
    """

    def pretest(self, text: str) -> bool:
        """Whether the text may have a link at all."""
        return SCHEME_END in text

    def test(self, text: str) -> bool:
        """Whether it has one."""
        return self.match(text) is not None

    def match(self, text: str) -> list[Match] | None:
        """The links in order, each with where it begins and ends."""
        found: list[Match] = []
        for word in WORD.finditer(text):
            piece = word.group()
            if len(piece) > LONGEST_LINKED or not 0 < piece.count(SCHEME_END) <= MOST_SCHEMES:
                continue
            at = 0
            while start := SCHEME.search(piece, at):
                begin, at = start.span()
                one = next(iter(super().match(piece[begin:]) or ()), None)
                if one is not None and one.index == 0:
                    # Stars behind it are somebody's emphasis.
                    at = begin + len(one.raw.rstrip("*"))
                    place = word.start()
                    found.append(Match(text, one.schema, place + begin, place + at))
        return found or None


def _make() -> MarkdownIt:
    """Only plain text, line breaks and bare links: no emphasis, headings, images or HTML."""
    parser = MarkdownIt("zero", {"linkify": True, "breaks": True, "html": False})
    parser.enable(["newline", "linkify"])
    # Links are sought when all text is there; to look from each colon takes the square of the time.
    parser.inline.ruler.disable("linkify")
    parser.linkify = Links(options={"fuzzy_link": False, "fuzzy_email": False})
    for scheme in ("ftp:", "mailto:", "//"):
        parser.linkify.add(scheme, None)
    parser.add_render_rule("link_open", _link_open)
    return parser


_PARSER = _make()


def _html(text: str) -> str:
    """What the parser makes of the text, without asking it about lines that can hold no link.

    Most lines are plain, and an imported archive has a hundred thousand messages: this is many
    times faster, and a test asks that both agree. White space beyond blank and line feed has
    rules of its own; such a text is left to the parser whole.
    """
    if UNUSUAL.search(text):
        whole: str = _PARSER.render(text)
        return whole
    if NEWLINE not in text:
        return f"<p>{_line(text)}</p>{NEWLINE}" if text.strip(" ") else ""
    paragraphs = [part for part in BETWEEN_PARAGRAPHS.split(text.strip(" \n")) if part]
    return "".join(
        f"<p>{'<br>'.join(map(_line, paragraph.split(NEWLINE)))}</p>{NEWLINE}"
        for paragraph in paragraphs
    ).replace("<br>", f"<br>{NEWLINE}")


def _line(line: str) -> str:
    """One line of a paragraph."""
    line = line.strip(" ")
    if SCHEME_END in line:
        linked: str = _PARSER.renderInline(line)
        return linked
    return (
        line.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace('"', "&quot;")
    )


def render(text: str, known: Callable[[set[str]], set[str]] | None = None) -> str:
    """Safe HTML of a member's text; `known` says which mentioned handles are members.

    Every character of markup is shown as text. Links are only http and https addresses that
    stand in the text as such. Leading blanks do not make a code block: there are none.
    """
    html = _html(normal(text))
    mentioned = set(MENTION.findall(text)) if known and "@" in text else set()
    members = known(mentioned) if known and mentioned else set()
    if not members:
        return html

    def link(match: re.Match[str]) -> str:
        handle = match.group(1)
        if handle not in members:
            return match.group(0)
        return f'<a class="mention" href="/members/{handle}/">@{handle}</a>'

    return "".join(
        part if part.startswith("<") else MENTION.sub(link, part)
        for part in re.split(r"(<a .*?</a>|<[^>]*>)", html)
    )
