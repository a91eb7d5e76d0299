"""The network page: one address, seven lists, each a tab."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from rapport.contacts.queries import lists
from rapport.kit.answers import list_links, viewer_of
from rapport.kit.clock import now
from rapport.kit.paging import Page
from rapport.kit.policy import policy


@dataclass(frozen=True, slots=True)
class Asked:
    """What the address asks for: whose network, since when, which words, after which row."""

    viewer_id: int
    at: datetime
    text: str
    cursor: str


LISTS: dict[str, tuple[Any, Callable[[Asked], Page[Any]]]] = {
    "received": (
        _("Received"),
        lambda a: lists.received_invitations(a.viewer_id, a.at, policy(), cursor=a.cursor),
    ),
    "sent": (
        _("Sent"),
        lambda a: lists.sent_invitations(a.viewer_id, a.at, policy(), cursor=a.cursor),
    ),
    "connections": (
        _("Connections"),
        lambda a: lists.connections_of(a.viewer_id, a.viewer_id, text=a.text, cursor=a.cursor),
    ),
    "following": (_("Following"), lambda a: lists.following_of(a.viewer_id, cursor=a.cursor)),
    "followers": (_("Followers"), lambda a: lists.followers_of(a.viewer_id, cursor=a.cursor)),
    "blocked": (_("Blocked"), lambda a: lists.blocked_by(a.viewer_id, cursor=a.cursor)),
    "imported": (
        _("Imported"),
        lambda a: lists.imported_contacts(a.viewer_id, text=a.text, cursor=a.cursor),
    ),
}


@login_required
@require_safe
def network(request: HttpRequest) -> HttpResponse:
    """One list of one's network; without a tab the invitations that wait, else connections."""
    viewer_id = viewer_of(request)
    at = now()
    waiting = lists.waiting_invitations_count(viewer_id, at, policy())
    tab = request.GET.get("tab", "")
    if tab not in LISTS:
        tab = "received" if waiting else "connections"
    asked = Asked(viewer_id, at, request.GET.get("q", "").strip(), request.GET.get("after", ""))
    page = LISTS[tab][1](asked)
    shown = {
        "tab": tab,
        "template": f"contacts/_{tab}.html",
        "tabs": _tabs(tab, waiting),
        "rows": page.rows,
        "people": [row.follower for row in page.rows] if tab == "followers" else [],
        "text": asked.text,
        "lock_days": policy().invite.withdraw_lock.days,
        **list_links({"tab": tab, "q": asked.text}, page, asked.cursor),
    }
    return render(request, "contacts/network.html", shown)


def _tabs(current: str, waiting: int) -> list[dict[str, Any]]:
    """The seven tabs; a number stands only where something waits for an answer."""
    return [
        {
            "label": label,
            "href": f"?tab={tab}",
            "current": tab == current,
            "count": waiting if tab == "received" else 0,
        }
        for tab, (label, _list) in LISTS.items()
    ]
