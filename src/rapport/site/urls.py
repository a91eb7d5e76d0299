"""Every address of the place: each room's own, under the roof."""

from functools import partial

from django.urls import URLPattern, URLResolver, include, path
from ninja.openapi.views import openapi_view

from rapport.site import installing, pages, place_pages
from rapport.site.api import PREFIX, absent, api

site_urls: list[URLPattern | URLResolver] = [
    path("", place_pages.home, name="home"),
    path("policy/", place_pages.policy_page, name="policy"),
    path("counts/", place_pages.counts, name="counts"),
    path("theme/", pages.theme, name="theme"),
    path("manifest.webmanifest", installing.manifest, name="manifest"),
    path("sw.js", installing.worker, name="worker"),
    path("offline/", installing.offline, name="offline"),
    path(f"{PREFIX}docs", partial(openapi_view, api=api), name="api_docs"),
]

urlpatterns: list[URLPattern | URLResolver] = [
    path("", include((site_urls, "site"))),
    path("", include("rapport.messaging.urls_people")),
    path("", include("rapport.messaging.urls")),
    path("", include("rapport.contacts.urls")),
    path("", include("rapport.members.urls")),
    path("", include("rapport.groups.urls")),
    path("", include("rapport.posts.urls")),
    path("", include("rapport.notices.urls")),
    path("", include("rapport.interchange.urls")),
    path("", include("rapport.coach.urls")),
    path("", include("rapport.safety.urls")),
    path("accounts/", include("allauth.urls")),
    path(PREFIX, api.urls),
    path(f"{PREFIX}<path:rest>", absent),
    path("livez", place_pages.livez),
    path("readyz", place_pages.readyz),
]

handler400 = "rapport.site.pages.bad_request"
handler403 = "rapport.site.pages.forbidden"
handler404 = "rapport.site.pages.not_found"
handler429 = "rapport.site.pages.too_many"
handler500 = "rapport.site.pages.server_error"
