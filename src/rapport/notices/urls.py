"""Addresses of notices."""

from django.urls import path

from rapport.notices import pages

app_name = "notices"
urlpatterns = [
    path("notices/", pages.notices, name="list"),
    path("notices/read/", pages.read_all, name="read"),
    path("notices/<uuid:public_id>/read/", pages.read, name="read_one"),
    path("notices/settings/", pages.telling, name="settings"),
    path("notices/unsubscribe/<str:token>/", pages.unsubscribe, name="unsubscribe"),
]
