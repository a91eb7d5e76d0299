"""What every page knows: the place's name, the theme, and the counts in the navigation."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from rapport.contacts.queries.counts import invitations_waiting
from rapport.kit.answers import viewer_of
from rapport.messaging.pages.unread import unread_of
from rapport.notices.queries import unread_count

THEMES = ("system", "light", "dark")


def place(request: HttpRequest) -> dict[str, Any]:
    """The name of this place and the theme that the visitor chose (a cookie)."""
    theme = request.COOKIES.get("rapport_theme", "system")
    return {
        "site_name": settings.SITE_NAME,
        "theme": theme if theme in THEMES else "system",
        "request_id": getattr(request, "request_id", ""),
        "sign_up_open": settings.OPTIONS.sign_up,
        # Only the application of a place has one; Django alone, by WSGI, has not.
        "has_live_door": "asgi.scope" in request.META,
    }


def nav(request: HttpRequest) -> dict[str, Any]:
    """Counts for the navigation: three statements, asked only by a page that draws the bars."""
    user = getattr(request, "user", None)
    if user is None or not user.is_authenticated:
        return {"nav": {}}
    return {"nav": SimpleLazyObject(lambda: nav_counts(request))}


def nav_counts(request: HttpRequest) -> dict[str, int]:
    """What waits for whoever asks, in three statements."""
    unread, member_id = unread_of(request), viewer_of(request)
    return {
        "unread": unread.get("inbox", 0) + unread.get("requests", 0),
        "requests": unread.get("requests", 0),
        "invitations": invitations_waiting(member_id),
        "notices": unread_count(member_id),
    }
