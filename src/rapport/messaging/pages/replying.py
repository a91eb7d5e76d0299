"""Short replies that a conversation's last message invites."""

from typing import Any

from django.http import HttpRequest

from rapport.kit.answers import viewer_of
from rapport.messaging.pages.keeping import Composing, opening, opening_with
from rapport.messaging.queries.replying import replies_in
from rapport.messaging.queries.sight import sight_of


def opening_in(
    request: HttpRequest, found: Any, message: Any, composing: Composing | None
) -> dict[str, Any]:
    """The context of a conversation's composer, with the replies to its last message; `say` in the
    address puts one of them into an empty composer."""
    return _with_replies(request, found, message, opening(request, composing))


def opening_among(
    request: HttpRequest, part: Any, message: Any, keeping: dict[str, Any] | None
) -> dict[str, Any]:
    """The same of a group conversation; to the words of somebody one blocked nothing is said."""
    context = opening_with(request, keeping) if keeping else opening(request, None)
    folded = message is not None and sight_of(part).folds(message)
    return _with_replies(request, part.thread, None if folded else message, context)


def _with_replies(
    request: HttpRequest, found: Any, message: Any, context: dict[str, Any]
) -> dict[str, Any]:
    replies = replies_in(viewer_of(request), found, message) if _suggests(context) else ()
    asked = request.GET.get("say", "")
    if request.method != "POST" and not context["text"] and asked in map(str, range(len(replies))):
        context["text"] = replies[int(asked)]
    return {**context, "replies": replies}


def _suggests(context: dict[str, Any]) -> bool:
    """Whether there is a composer, and its member wants replies to be suggested."""
    return bool(context["keeping"] and context["keeping"]["suggests"])
