"""Messages as a conversation shows them, and those that came since the page was drawn."""

from typing import Any
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.safestring import mark_safe
from django.views.decorators.http import require_safe

from rapport.kit.answers import viewer_of
from rapport.messaging.queries.threads import messages_after, thread_for


def bubble_of(message: Any, found: Any, me: int) -> dict[str, Any]:
    """A message as the component `bubble` takes it. The html was rendered safe when written."""
    own = message.author_id == me
    held = own and found.state == "held" and message.seq == found.last_seq
    sender = message.author or message.shadow
    return {
        "id": message.public_id,
        "seq": message.seq,
        "client_id": message.client_id if own else "",
        "sender": sender or {"name": "Unknown"},
        "body": mark_safe(message.html),
        "at": message.sent_at,
        "subject": message.subject,
        "own": own,
        "state": "held" if held else "sent" if own else "",
    }


@login_required
@require_safe
def after(request: HttpRequest, public_id: UUID, seq: int) -> HttpResponse:
    """The bubbles after this place in the sequence: what an open page is missing."""
    me = viewer_of(request)
    found = thread_for(me, public_id)
    if found is None:
        raise Http404
    bubbles = [bubble_of(message, found, me) for message in messages_after(found, seq)]
    return render(request, "messaging/_bubbles.html", {"bubbles": bubbles})
