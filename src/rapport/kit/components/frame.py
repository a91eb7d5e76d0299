"""The frame of every page: the main navigation, and entries of the account menu."""

from collections.abc import Mapping
from functools import lru_cache
from typing import NamedTuple

from django.template import Context, Library
from django.urls import NoReverseMatch, reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy

from rapport.kit.addresses import address
from rapport.kit.components.drawing import draw_alone
from rapport.kit.components.kept import Around, around, keep

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


class Account(NamedTuple):
    """Who is signed in, as the account menu shows them."""

    name: str
    photo_url: str
    headline: str
    handle: str
    is_staff: bool


@register.simple_tag(takes_context=True)
def navigation(context: Context, counts: Mapping[str, int] | None = None) -> SafeString:
    """The main navigation with its counts (`unread`, `invitations`, `notices`).

    The entry with the longest address over the page's own is the present one. A room that is
    not installed has no entry.
    """
    request = context.get("request")
    path = request.path if request else ""
    surroundings = around()
    over = [href for href in _addresses(surroundings) if href and _is_under(path, href)]
    numbers = tuple(int((counts or {}).get(key, 0)) for _, _, _, key, _ in ENTRIES)
    return _bar(surroundings, max(over, key=len, default=""), numbers)


@lru_cache(maxsize=64)
def _addresses(surroundings: Around) -> tuple[str, ...]:
    return tuple(_address(name) for name, *_ in ENTRIES)


@lru_cache(maxsize=1024)
def _bar(surroundings: Around, here: str, numbers: tuple[int, ...]) -> SafeString:
    """The bar with these numbers; most pages have those of the page before."""
    shown = zip(ENTRIES, _addresses(surroundings), numbers, strict=True)
    entries = [
        {
            "href": href,
            "label": label,
            "icon": icon,
            "key": key,
            "count": count,
            "of": of,
            "wide": name in WIDE_ONLY,
        }
        for (name, label, icon, key, of), href, count in shown
        if href
    ]
    return draw_alone("shell/navigation.html", entries=entries, here=here)


@register.simple_tag(takes_context=True)
def account_menu(context: Context) -> SafeString:
    """The menu of who is signed in, with the theme and signing out."""
    user, request = context["user"], context.get("request")
    name, photo, headline, handle = (str(getattr(user, one, "")) for one in Account._fields[:-1])
    shown = Account(name, photo, headline, handle, bool(getattr(user, "is_staff", False)))
    theme, here = str(context.get("theme") or ""), request.get_full_path() if request else ""
    values = {"user": shown, "theme": theme, "late_here": here}
    return keep(context.get("csrf_token"), "shell/account.html", values)


@register.inclusion_tag("shell/menu_item.html")
def menu_item(url_name: str, label: str, icon: str, key: str = "") -> dict[str, str]:
    """An entry of the account menu; `key` is the address's one argument, where it has one."""
    return {"href": _address(url_name, *([key] if key else [])), "label": label, "icon": icon}


def _address(url_name: str, *arguments: str) -> str:
    """The address, or "" where no room answers to that name."""
    try:
        return reverse(url_name, args=arguments) if arguments else address(url_name)
    except NoReverseMatch:
        return ""


def _is_under(path: str, href: str) -> bool:
    """Whether a page belongs to an entry: the same address, or one below it."""
    return path == href or (len(href) > 1 and path.startswith(href.rstrip("/") + "/"))
