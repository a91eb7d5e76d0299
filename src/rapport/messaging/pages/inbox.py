"""The inbox: its boxes, Focused and Other, and what the filters leave of them."""

from collections.abc import Sequence
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from rapport.kit.addresses import addresses_with
from rapport.kit.answers import viewer_of
from rapport.kit.clock import now
from rapport.kit.policy import policy
from rapport.messaging.pages.inbox_links import (
    LABELS,
    address_of,
    asked_for,
    chips,
    piles,
    tabs,
    tabs_with,
)
from rapport.messaging.pages.unread import unread_of
from rapport.messaging.queries.inbox import (
    Row,
    box_of,
    introductions_to_answer,
    introductions_waiting,
)
from rapport.messaging.queries.inbox_filters import Filters

__all__ = ["LABELS", "inbox", "tabs", "thread_lines"]
CHIPS = {"request": "Request", "inmail": "InMail", "introduction": "Introduction"}


@login_required
@require_safe
def inbox(request: HttpRequest) -> HttpResponse:
    """One box of the viewer's conversations, newest first, as far as the filters let through."""
    me, at = viewer_of(request), now()
    box, filters = asked_for(request.GET, focused=request.user.focused_inbox)  # type: ignore[union-attr]
    after = request.GET.get("after")
    page = box_of(me, box, after, filters)
    picked = request.GET.get("picked") == "all"
    first = not after and not filters.flags()
    unread = unread_of(request)
    here = address_of(box, filters, **({"after": after} if after else {}))
    context = {
        "box": box,
        "label": LABELS[box],
        "tabs": tabs_with(unread, box),
        "piles": piles(unread, filters) if box == "inbox" else [],
        "chips": chips(box, filters),
        "filtered": bool(filters.flags()),
        "box_address": address_of(box, Filters(pile=filters.pile)),
        "pile": filters.pile,
        "here": here,
        "pick_all": here + ("" if picked else "&picked=all"),
        "picked": picked,
        "rows": thread_lines(page.rows, picked=picked, pick=True),
        "older": address_of(box, filters, after=page.next) if page.next else "",
        "to_answer": introductions_to_answer(me, at, policy())
        if box == "requests" and first
        else [],
        "waiting": introductions_waiting(me, at, policy()) if box == "waiting" and first else [],
    }
    return render(request, "messaging/inbox.html", context)


def thread_lines(rows: Sequence[Row], current: Any = None, **more: Any) -> list[dict[str, Any]]:
    """Rows of the inbox as the component `thread_rows` takes them; `current` is the open one."""
    addresses = addresses_with("messaging:thread", (row.thread.public_id for row in rows))
    return [
        {**_line(row), "href": href, "current": row.thread.pk == current, **more}
        for row, href in zip(rows, addresses, strict=True)
    ]


def _line(row: Row) -> dict[str, Any]:
    thread = row.thread
    chip = CHIPS.get(thread.way, "")
    if thread.owner_id:
        chip = "From your archive"
    elif thread.is_group:
        chip = "Group" if row.participation.left_seq is None else "You left"
    elif thread.state == "declined":
        chip = "Declined"
    elif thread.state == "open":
        chip = ""
    return {
        "id": thread.public_id,
        "who": row.other or {"name": row.names},
        "preview": row.preview,
        "by": "" if row.mine_last else row.from_name,
        # What was snoozed lies where it came back, and still says when its last word was.
        "at": thread.last_at if row.participation.left_at is None else row.participation.left_at,
        "own": row.mine_last,
        "unread": row.participation.seq - row.participation.read_seq if row.unread else 0,
        "chip": chip,
        "tone": "care" if thread.state == "held" else "plain",
        "starred": row.participation.starred,
        "muted": row.participation.muted,
        "until": row.participation.snoozed_until if row.participation.box == "snoozed" else None,
    }
