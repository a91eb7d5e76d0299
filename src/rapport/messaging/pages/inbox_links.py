"""The inbox's addresses: boxes as tabs, filters as chips, each a link that can be kept."""

from collections.abc import Mapping
from functools import lru_cache
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, QueryDict
from django.utils.translation import gettext_lazy

from rapport.kit.addresses import address
from rapport.messaging.pages.unread import unread_of
from rapport.messaging.queries.inbox import BOXES
from rapport.messaging.queries.inbox_filters import FLAGS, PILES, Filters

LABELS = {
    "inbox": gettext_lazy("Messages"),
    "requests": gettext_lazy("Requests"),
    "waiting": gettext_lazy("Waiting"),
    "starred": gettext_lazy("Starred"),
    "sent": gettext_lazy("Sent"),
    "snoozed": gettext_lazy("Snoozed"),
    "archived": gettext_lazy("Archived"),
    "ignored": gettext_lazy("Put aside"),
    "spam": gettext_lazy("Spam"),
}
FILTERS = {
    "unread": gettext_lazy("Unread"),
    "starred": gettext_lazy("Starred"),
    "connections": gettext_lazy("My connections"),
    "inmail": gettext_lazy("InMail"),
    "muted": gettext_lazy("Muted"),
}
PILE_LABELS = {
    "focused": gettext_lazy("Focused"),
    "other": gettext_lazy("Other"),
    "all": gettext_lazy("All"),
}
COUNTED = ("inbox", "requests")


def asked_for(given: QueryDict, focused: bool) -> tuple[str, Filters]:
    """The box and the filters of an address; what it doesn't know is as if it were not there.

    `focused`: the member parts their inbox, so that Focused is what it opens with.
    """
    named = given.get("box", "inbox")
    box = named if named in BOXES else "inbox"
    pile = given.get("pile", "focused" if focused else "all")
    on = {name: True for name in FLAGS if given.get(name) == "1"}
    return box, Filters(pile=pile if pile in PILES else "all", **on)


def address_of(box: str, filters: Filters, **more: str) -> str:
    """The address of a box with these filters."""
    asked = _asked(box, filters)
    return f"{address('messaging:inbox')}?{asked}{'&' if more else ''}{urlencode(more)}"


@lru_cache(maxsize=1024)
def _asked(box: str, filters: Filters) -> str:
    said: dict[str, str] = {"box": box}
    if box == "inbox":
        said["pile"] = filters.pile
    return urlencode(said | dict.fromkeys(filters.flags(), "1"))


def tabs(request: HttpRequest, current: str) -> list[dict[str, Any]]:
    """The boxes as links, with how many conversations have something unread."""
    return tabs_with(unread_of(request), current)


def tabs_with(unread: Mapping[str, int], current: str) -> list[dict[str, Any]]:
    """The same with counts that were asked before."""
    inbox = address("messaging:inbox")
    return [
        {
            "label": label,
            "href": f"{inbox}?box={box}",
            "current": box == current,
            "count": unread.get(box, 0) if box in COUNTED else 0,
        }
        for box, label in LABELS.items()
    ]


def piles(unread: Mapping[str, int], filters: Filters) -> list[dict[str, Any]]:
    """Focused, Other and all of the inbox as links; the filters stay on."""
    counts = {"focused": unread.get("inbox", 0), "other": unread.get("other", 0), "all": 0}
    flags = dict.fromkeys(filters.flags(), True)
    return [
        {
            "label": label,
            "href": address_of("inbox", Filters(pile=pile, **flags)),
            "current": pile == filters.pile,
            "count": counts[pile],
        }
        for pile, label in PILE_LABELS.items()
    ]


def chips(box: str, filters: Filters) -> list[dict[str, Any]]:
    """Each filter as a link that turns it on, or off again; the others stay as they are."""
    on = set(filters.flags())
    return [
        {
            "label": label,
            "href": address_of(box, Filters(pile=filters.pile, **dict.fromkeys(on ^ {name}, True))),
            "current": name in on,
        }
        for name, label in FILTERS.items()
    ]
