"""Text of members, rendered once: paragraphs, line breaks, links, mentions; markup stays text."""

import re
from collections.abc import Callable
from html import escape

from markdown_it import MarkdownIt
from markdown_it.renderer import RendererHTML
from markdown_it.token import Token
from markdown_it.utils import EnvType, OptionsDict

RENDERER = 1
MENTION = re.compile(r"(?<![\w@./-])@([a-z0-9](?:[a-z0-9-]{0,38}[a-z0-9])?)(?![\w@-])")


def normal(text: str) -> str:
    """Text as it is counted and kept: CRLF and CR become LF, nothing else changes but NUL goes.

    NUL can't be stored by PostgreSQL and means nothing to a reader.
    """
    return text.replace("\r\n", "\n").replace("\r", "\n").replace("\x00", "")


def _link_open(
    self: RendererHTML, tokens: list[Token], idx: int, options: OptionsDict, env: EnvType
) -> str:
    """A link leaves without telling from where, and lends nobody our name."""
    href = tokens[idx].attrGet("href") or ""
    return f'<a href="{escape(str(href))}" rel="noopener noreferrer nofollow ugc">'


def _make() -> MarkdownIt:
    """Only plain text, line breaks and bare links: no emphasis, headings, images or HTML."""
    parser = MarkdownIt("zero", {"linkify": True, "breaks": True, "html": False})
    parser.enable(["newline", "linkify"])
    parser.linkify.set({"fuzzy_link": False, "fuzzy_email": False})
    for scheme in ("ftp:", "mailto:", "//"):
        parser.linkify.add(scheme, None)
    parser.add_render_rule("link_open", _link_open)
    return parser


_PARSER = _make()


def render(text: str, known: Callable[[set[str]], set[str]] | None = None) -> str:
    """Safe HTML of a member's text; `known` says which mentioned handles are members.

    Every character of markup is shown as text. Links are only http and https addresses that
    stand in the text as such. Leading blanks do not make a code block: there are none.
    """
    html: str = _PARSER.render(normal(text))
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
