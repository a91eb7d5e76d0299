"""What every page knows: the place's name, the theme, and the counts in the navigation."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest

THEMES = ("system", "light", "dark")


def place(request: HttpRequest) -> dict[str, Any]:
    """The name of this place and the theme that the visitor chose (a cookie)."""
    theme = request.COOKIES.get("rapport_theme", "system")
    return {
        "site_name": settings.SITE_NAME,
        "theme": theme if theme in THEMES else "system",
        "request_id": getattr(request, "request_id", ""),
        "sign_up_open": settings.OPTIONS.sign_up,
    }


def nav(request: HttpRequest) -> dict[str, Any]:
    """Counts for the navigation; added when the rooms have them."""
    return {"nav": {}}
