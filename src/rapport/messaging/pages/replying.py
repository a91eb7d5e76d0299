"""Short replies that a conversation's last message invites."""

from typing import Any

from django.http import HttpRequest

from rapport.kit.answers import viewer_of
from rapport.messaging.pages.keeping import Composing, opening
from rapport.messaging.queries.replying import replies_for


def opening_in(
    request: HttpRequest, found: Any, message: Any, composing: Composing | None
) -> dict[str, Any]:
    """The context of a conversation's composer, with the replies to its last message; `say` in the
    address puts one of them into an empty composer."""
    context = opening(request, composing)
    replies = (
        replies_for(viewer_of(request), found, message)
        if (context["keeping"] or {}).get("suggests")
        else ()
    )
    asked = request.GET.get("say", "")
    if request.method != "POST" and not context["text"] and asked in map(str, range(len(replies))):
        context["text"] = replies[int(asked)]
    return {**context, "replies": replies}
