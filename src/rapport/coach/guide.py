"""The guide's paragraphs by source, and the checks' names for people."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

FILE = Path(__file__).parent / "guide.toml"
# Each check in a few words, and in a sentence what it looks at.
CHECKS = (
    ("placeholder", _("Blanks"), _("nothing of a template is left unfilled")),
    ("name", _("Name"), _("the reader's name is there and spelled as in their profile")),
    ("reference", _("Reference"), _("something true of the reader, or that you share")),
    ("claim", _("Facts"), _("what is said of the reader agrees with what they show")),
    ("reason", _("Reason"), _("why you write stands in the first two sentences")),
    ("length", _("Length"), _("an opener is short, a follow-up gives context")),
    ("ask", _("Question"), _("one clear, easy question")),
    ("ask_size", _("Size of the question"), _("no more than your acquaintance carries")),
    ("grade", _("Plain language"), _("sentences that are read at once")),
    ("tone_stiff", _("Stiff tone"), _("no formulas of office letters")),
    ("tone_gushing", _("Gushing tone"), _("praise in measure")),
    ("tone_pushy", _("Pushy tone"), _("no pressure")),
    ("jargon", _("Jargon"), _("words that everybody understands")),
    ("focus", _("Focus"), _("more of the reader than of yourself")),
    ("advice", _("Advice"), _("none that was not asked for")),
    ("history", _("Earlier contact"), _("what you wrote before is not forgotten")),
    ("stock", _("Stock phrases"), _("none that everybody has read")),
    ("sameness", _("Copies"), _("the text is not the one that others got")),
    ("rambling", _("Rambling"), _("one thing at a time")),
    ("link", _("Links"), _("each with its reason, none to a stranger")),
    ("subject", _("Subject"), _("three to six words that say what it is about")),
    ("language", _("Language"), _("one of those that the reader's card names")),
    ("preference", _("Their wishes"), _("approach, tone and topics of the reader's card")),
    ("sensitive", _("Sensitive moment"), _("they recently posted about a layoff, illness or loss")),
    ("busy", _("Busy time"), _("they recently posted about a busy time, or are away")),
    ("good_moment", _("Good moment"), _("they recently posted good news")),
    ("timing", _("Hours"), _("it arrives in the reader's hours")),
    ("follow_up", _("Following up"), _("not too soon, not too often, and with something new")),
)
LABELS: Mapping[str, object] = {name: label for name, label, _says in CHECKS}


@dataclass(frozen=True, slots=True)
class Paragraph:
    """What one source says, in our words; `key` is its place on the page."""

    source: str
    key: str
    title: str
    says: str


@cache
def paragraphs() -> tuple[Paragraph, ...]:
    """All paragraphs: the lines of the articles in order, then the studies."""
    told = tomllib.loads(FILE.read_text("utf-8"))["sources"]
    found = [Paragraph(name, key_of(name), **one) for name, one in told.items()]
    return tuple(sorted(found, key=_order))


def key_of(source: str) -> str:
    """The fragment of a source on the guide's page: `B:29` is b-29, a study is its first word."""
    name = source if _is_line(source) else source.partition(":")[0]
    return name.lower().replace(":", "-")


def anchor_of(source: str) -> str:
    """Where the guide speaks of a source; "" where it does not."""
    known = {one.key for one in paragraphs()}
    key = key_of(source)
    return f"{reverse('coach:guide')}#{key}" if key in known else ""


def _is_line(source: str) -> bool:
    letter, _colon, number = source.partition(":")
    return letter in ("A", "B") and number.isdigit()


def _order(one: Paragraph) -> tuple[bool, str, int]:
    letter, _colon, number = one.source.partition(":")
    return (not number, letter, int(number or 0))
