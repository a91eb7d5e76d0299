"""The frame of every page: entries of the navigation and of the account menu."""

from typing import Any

from django.http import HttpRequest
from django.template import Context, Library
from django.urls import NoReverseMatch, reverse

register = Library()


@register.inclusion_tag("shell/nav_item.html", takes_context=True)
def nav_item(
    context: Context, url_name: str, label: str, icon: str, count: int | str = 0, of: str = ""
) -> dict[str, Any]:
    """An entry of the navigation with its count; `of` says what is counted ("unread").

    Draws nothing where the address does not exist (a room that is not installed).
    """
    href = _address(url_name)
    request: HttpRequest | None = context.get("request")
    here = bool(href and request and _is_under(request.path, href))
    return {"href": href, "label": label, "icon": icon, "count": count, "of": of, "here": here}


@register.inclusion_tag("shell/menu_item.html")
def menu_item(url_name: str, label: str, icon: str, key: str = "") -> dict[str, str]:
    """An entry of the account menu; `key` is the address's one argument, where it has one."""
    return {"href": _address(url_name, *([key] if key else [])), "label": label, "icon": icon}


def _address(url_name: str, *arguments: str) -> str:
    """The address, or "" where no room answers to that name."""
    try:
        return reverse(url_name, args=arguments)
    except NoReverseMatch:
        return ""


def _is_under(path: str, href: str) -> bool:
    """Whether a page belongs to an entry: the same address, or one below it."""
    return path == href or (len(href) > 1 and path.startswith(href.rstrip("/") + "/"))
