"""The addresses that the frame links to, so that it can be drawn without any room."""

from django.http import HttpRequest, HttpResponse
from django.urls import include, path

from rapport.site import pages


def blank(request: HttpRequest, **_: str) -> HttpResponse:
    """A page that nobody opens."""
    return HttpResponse("blank")


def broken(request: HttpRequest) -> HttpResponse:
    """A page with a mistake in it."""
    raise RuntimeError("a mistake of ours")


members = [
    path("members/<slug:handle>/", blank, name="profile"),
    path("search/", blank, name="search"),
    path("edit/", blank, name="edit"),
    path("settings/", blank, name="settings"),
]
urlpatterns = [
    path("", include((members, "members"))),
    path("network/", include(([path("", blank, name="network")], "contacts"))),
    path("inbox/", include(([path("", blank, name="inbox")], "messaging"))),
    path(
        "groups/",
        include(([path("", blank, name="list"), path("events/", blank, name="events")], "groups")),
    ),
    path("notices/", include(([path("", blank, name="list")], "notices"))),
    path("import/", include(([path("", blank, name="start")], "interchange"))),
    path(
        "site/",
        include(
            (
                [path("policy/", blank, name="policy"), path("theme/", pages.theme, name="theme")],
                "site",
            )
        ),
    ),
    path("logout/", blank, name="account_logout"),
    path("login/", blank, name="account_login"),
    path("signup/", blank, name="account_signup"),
    path("broken/", broken),
]
handler400 = pages.bad_request
handler403 = pages.forbidden
handler404 = pages.not_found
handler500 = pages.server_error
