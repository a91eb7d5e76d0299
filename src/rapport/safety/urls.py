"""The addresses of safety."""

from django.urls import path

from rapport.safety.pages.desk import desk, desk_report
from rapport.safety.pages.removing import put_back, remove
from rapport.safety.pages.report import report

app_name = "safety"
urlpatterns = [
    path("members/<slug:handle>/report/", report, name="report"),
    path("moderation/", desk, name="desk"),
    path("moderation/<uuid:public_id>/", desk_report, name="desk_report"),
    path("moderation/<uuid:public_id>/<uuid:subject>/remove/", remove, name="remove"),
    path("moderation/<uuid:public_id>/<uuid:subject>/put-back/", put_back, name="put_back"),
]
