"""The addresses of imports."""

from django.urls import path

from rapport.interchange import pages

app_name = "interchange"
urlpatterns = [
    path("imports/", pages.start, name="start"),
    path("imports/invitations/", pages.invitations, name="invitations"),
    path("imports/<uuid:public_id>/", pages.shown, name="import"),
]
