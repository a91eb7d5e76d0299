"""The inbox: Messages, Requests, Waiting and Sent."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from rapport.kit.answers import viewer_of
from rapport.kit.clock import now
from rapport.kit.policy import policy
from rapport.messaging.queries.inbox import (
    BOXES,
    Row,
    box_of,
    introductions_to_answer,
    introductions_waiting,
)
from rapport.messaging.queries.threads import unread_counts

LABELS = {
    "inbox": "Messages",
    "requests": "Requests",
    "waiting": "Waiting",
    "sent": "Sent",
    "ignored": "Put aside",
}
CHIPS = {"request": "Request", "inmail": "InMail", "introduction": "Introduction"}


@login_required
@require_safe
def inbox(request: HttpRequest) -> HttpResponse:
    """One box of the viewer's conversations, newest first."""
    asked = request.GET.get("box", "inbox")
    box = asked if asked in BOXES else "inbox"
    me, at = viewer_of(request), now()
    after = request.GET.get("after")
    page = box_of(me, box, after)
    first = not after
    context = {
        "box": box,
        "label": LABELS[box],
        "tabs": tabs(me, box),
        "rows": [thread_line(row) for row in page.rows],
        "older": f"?box={box}&after={page.next}" if page.next else "",
        "to_answer": introductions_to_answer(me, at, policy())
        if box == "requests" and first
        else [],
        "waiting": introductions_waiting(me, at, policy()) if box == "waiting" and first else [],
    }
    return render(request, "messaging/inbox.html", context)


def tabs(member_id: int, current: str) -> list[dict[str, Any]]:
    """The boxes as links, with how many conversations have something unread."""
    unread = unread_counts(member_id)
    return [
        {
            "label": label,
            "href": f"{reverse('messaging:inbox')}?box={box}",
            "current": box == current,
            "count": unread.get(box, 0) if box in ("inbox", "requests") else 0,
        }
        for box, label in LABELS.items()
    ]


def thread_line(row: Row, current: Any = None) -> dict[str, Any]:
    """A row of the inbox as the component `thread_row` takes it."""
    thread = row.thread
    chip = CHIPS.get(thread.way, "")
    if thread.owner_id:
        chip = "From your archive"
    elif thread.state == "declined":
        chip = "Declined"
    elif thread.state == "open":
        chip = ""
    return {
        "id": thread.public_id,
        "href": reverse("messaging:thread", args=[thread.public_id]),
        "who": row.other or {"name": row.names},
        "preview": thread.preview,
        "at": row.participation.last_at,
        "own": row.mine_last,
        "unread": row.participation.seq - row.participation.read_seq if row.unread else 0,
        "chip": chip,
        "tone": "care" if thread.state == "held" else "plain",
        "current": thread.pk == current,
    }
