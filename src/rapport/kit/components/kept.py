"""Parts of pages that are drawn once and kept in memory: from their values alone, the key.

A part gets no request, no member and no context of the page, so that what is drawn can't hold
anything that the key has not: one member's part is another's only where every value is the same.
What is new on each page (the CSRF token, the address) is printed between the kept pieces.
"""

import re
import secrets
from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from django.template import Context, Library
from django.utils.functional import Promise
from django.utils.html import conditional_escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language

from rapport.kit.addresses import table
from rapport.kit.components.drawing import draw_alone

register = Library()

LATE = "late_"
TOKEN = "csrf_token"
MOST = 4096
# Nobody can write the mark of a late value: it is another one in every process.
_SIGN = secrets.token_hex(16)
_MARK = re.compile(rf"\[{_SIGN}:(\w+)\]")
_PLAIN = (str, SafeString, int, bool, type(None))
Around = tuple[str | None, Any, str]
Key = tuple[tuple[str, Any, Any], ...]


@register.simple_tag(takes_context=True)
def kept(context: Context, template: str, **values: Any) -> SafeString:
    """A part of every page, drawn with these values alone and kept for the next page.

    Values are texts, numbers and tuples of them. One whose name begins with `late_` is another on
    each page: the part may print it but not ask for it. Its `{% csrf_token %}` is the page's own.
    No time may be drawn in it.
    """
    return keep(context.get(TOKEN), template, values)


def keep(token: Any, template: str, values: Mapping[str, Any]) -> SafeString:
    """The same for a component; `token` is the page's CSRF token, where the part has a form."""
    late = {name: value for name, value in values.items() if name.startswith(LATE)}
    key = tuple(_plain(name, value) for name, value in values.items() if name not in late)
    pieces = drawn(template, around(), key, tuple(late))
    if len(pieces) == 1:
        return mark_safe(pieces[0])
    said = {name: conditional_escape(value) for name, value in late.items()}
    if TOKEN in pieces[1::2]:
        said[TOKEN] = conditional_escape(token or "")
    return mark_safe(
        "".join(said[piece] if place % 2 else piece for place, piece in enumerate(pieces))
    )


def around() -> Around:
    """What else a part is drawn by: language, the table of addresses, and what they begin with."""
    return get_language(), *table()


@lru_cache(maxsize=MOST)
def drawn(template: str, around: Around, key: Key, late: tuple[str, ...]) -> list[str]:
    """The part in pieces, each second one the name of a late value."""
    values = {name: value for name, _, value in key}
    values |= {name: _mark(name) for name in (*late, TOKEN)}
    return _MARK.split(draw_alone(template, **values))


def _mark(name: str) -> SafeString:
    return mark_safe(f"[{_SIGN}:{name}]")


def _plain(name: str, value: Any) -> tuple[str, Any, Any]:
    """A value as the key has it: with its kind, for 1 and True are equal, and safe and unsafe."""
    if isinstance(value, Promise):
        value = str(value)
    if isinstance(value, tuple):
        parts = tuple(_plain(name, part) for part in value)
        plain = tuple(part for *_, part in parts)
        made = type(value)._make(plain) if hasattr(value, "_make") else plain
        return name, (type(value), *(kind for _, kind, _ in parts)), made
    if type(value) not in _PLAIN:
        raise TypeError(f"{name} of a kept part must be a text, a number or a tuple of them")
    return name, type(value), value
