"""Things in rows and the ways through them: chips, tabs, pages, empty lists, facts, progress."""

from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import Any, NamedTuple

from django.template import Context, Library
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from rapport.kit.components.drawing import draw, draw_alone

register = Library()


class Link(NamedTuple):
    """One of several links beside each other."""

    label: str
    href: str
    current: bool
    number: int


@register.simple_tag
def chips(items: Iterable[Mapping[str, Any]], label: str) -> SafeString:
    """Filters as links: each `label`, `href`, `current` and perhaps `count`; `label` names all."""
    return _drawn("ui/chips.html", get_language(), str(label), _links(items))


@register.simple_tag
def tabs(items: Iterable[Mapping[str, Any]], label: str) -> SafeString:
    """The parts of a page as links, in the form of `chips`."""
    return _drawn("ui/tabs.html", get_language(), str(label), _links(items))


def _links(items: Iterable[Mapping[str, Any]]) -> tuple[Link, ...]:
    return tuple(
        Link(str(item["label"]), item["href"], bool(item.get("current")), item.get("count") or 0)
        for item in items
    )


@lru_cache(maxsize=1024)
def _drawn(template: str, language: str, label: str, items: tuple[Link, ...]) -> SafeString:
    """The links of these words; the same were drawn for the page before."""
    return draw_alone(template, items=items, label=label)


@register.inclusion_tag("ui/pager.html")
def pager(older: str = "", newer: str = "") -> dict[str, str]:
    """Links to the next and the previous page of a list; draws nothing where there is neither."""
    return {"older": older, "newer": newer}


@register.inclusion_tag("ui/empty_state.html")
def empty_state(
    sentence: str, action: str = "", href: str = "", icon: str = "sparkles"
) -> dict[str, str]:
    """An empty list that teaches: one sentence and one action."""
    if bool(action) != bool(href):
        raise ValueError("an empty state has an action and its href, or neither")
    return {"sentence": sentence, "action": action, "href": href, "icon": icon}


@register.inclusion_tag("ui/facts.html")
def facts(rows: Iterable[Any]) -> dict[str, Any]:
    """Facts with their source: each row `term`, `value`, perhaps `key`, `source`, `href`, `id`."""
    return {"rows": rows}


@register.inclusion_tag("ui/progress.html")
def progress(label: str, value: int, total: int) -> dict[str, Any]:
    """How much of a countable work is done; `total` 0 means that it is not known yet."""
    return {"label": label, "value": min(value, total), "total": total}


@register.simple_block_tag(takes_context=True, end_name="endtable_region")
def table_region(context: Context, content: SafeString, label: str) -> SafeString:
    """A table that scrolls by itself where it is wider than the page; `label` names it."""
    return draw(context, "ui/table_region.html", content=content, label=label)
