"""The frame of every page: the main navigation, and entries of the account menu."""

from collections.abc import Mapping
from typing import Any

from django.template import Context, Library
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext_lazy

register = Library()

# address, label, icon, the count in `nav`, what is counted
ENTRIES = (
    ("posts:feed", gettext_lazy("Feed"), "newspaper", "", ""),
    (
        "contacts:network",
        gettext_lazy("Network"),
        "users",
        "invitations",
        gettext_lazy("invitations"),
    ),
    (
        "messaging:inbox",
        gettext_lazy("Messages"),
        "chat-bubble-left-right",
        "unread",
        gettext_lazy("unread"),
    ),
    ("groups:list", gettext_lazy("Groups"), "user-group", "", ""),
    ("groups:events", gettext_lazy("Events"), "calendar-days", "", ""),
    ("notices:list", gettext_lazy("Notices"), "bell", "notices", gettext_lazy("new")),
)


# The bottom bar of a phone holds five; what is left out there stands in the account menu too.
WIDE_ONLY = frozenset(["groups:events"])


@register.inclusion_tag("shell/navigation.html", takes_context=True)
def navigation(context: Context, counts: Mapping[str, int] | None = None) -> dict[str, Any]:
    """The main navigation with its counts (`unread`, `invitations`, `notices`).

    The entry with the longest address over the page's own is the present one. A room that is
    not installed has no entry.
    """
    request = context.get("request")
    path = request.path if request else ""
    counts = counts or {}
    entries: list[dict[str, Any]] = [
        {
            "href": href,
            "label": label,
            "icon": icon,
            "key": key,
            "count": counts.get(key, 0),
            "of": of,
            "wide": name in WIDE_ONLY,
        }
        for name, label, icon, key, of in ENTRIES
        if (href := _address(name))
    ]
    over = [entry["href"] for entry in entries if _is_under(path, entry["href"])]
    return {"entries": entries, "here": max(over, key=len, default="")}


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
