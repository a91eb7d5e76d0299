"""How many conversations have something unread: asked once a request, shown in several places."""

from typing import Any

from django.http import HttpRequest

from rapport.kit.answers import viewer_of
from rapport.messaging.queries.threads import unread_counts


def unread_of(request: HttpRequest) -> dict[str, int]:
    """The counts by box of whoever asks; the tabs and the navigation of one page share them."""
    asked: Any = request
    if not hasattr(asked, "unread_by_box"):
        asked.unread_by_box = unread_counts(viewer_of(request))
    found: dict[str, int] = asked.unread_by_box
    return found
