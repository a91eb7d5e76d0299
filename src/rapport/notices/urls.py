"""Addresses of notices."""

from django.urls import path

from rapport.notices.pages import devices, notices

app_name = "notices"
urlpatterns = [
    path("notices/", notices.notices, name="list"),
    path("notices/read/", notices.read_all, name="read"),
    path("notices/<uuid:public_id>/read/", notices.read, name="read_one"),
    path("notices/settings/", notices.telling, name="settings"),
    path("notices/devices/", devices.allow, name="devices"),
    path("notices/devices/<uuid:public_id>/forget/", devices.forget, name="forget_device"),
    path("notices/unsubscribe/<str:token>/", notices.unsubscribe, name="unsubscribe"),
]
