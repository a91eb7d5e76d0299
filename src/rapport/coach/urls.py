"""The addresses of the coach."""

from django.urls import path

from rapport.coach.pages import choosing, guide, panel, rephrasing

app_name = "coach"
urlpatterns = [
    path("coach/", guide.guide, name="guide"),
    path("coach/review/", panel.review, name="review"),
    path("coach/instead/", panel.instead, name="instead"),
    path("coach/preview/", panel.preview, name="preview"),
    path("coach/rephrase/", rephrasing.rephrase, name="rephrase"),
    path("coach/settings/", choosing.settings, name="settings"),
    path("coach/dismiss/", choosing.dismiss, name="dismiss"),
    path("coach/restore/", choosing.restore, name="restore"),
    path("coach/switch/", choosing.switch, name="switch"),
]
