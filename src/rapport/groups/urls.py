"""The addresses of groups and events."""

from django.urls import path

from rapport.groups.pages import belonging, events, groups

app_name = "groups"
urlpatterns = [
    path("groups/", groups.groups, name="list"),
    path("groups/new/", groups.new_group, name="new"),
    path("groups/<slug:slug>/", groups.group, name="group"),
    path("groups/<slug:slug>/edit/", groups.change_group, name="edit"),
    path("groups/<slug:slug>/join/", belonging.join, name="join"),
    path("groups/<slug:slug>/leave/", belonging.leave, name="leave"),
    path("events/", events.events, name="events"),
    path("events/new/", events.new_event, name="event_new"),
    path("events/<slug:slug>/", events.event, name="event"),
    path("events/<slug:slug>/edit/", events.change_event, name="event_edit"),
    path("events/<slug:slug>/attend/", belonging.attend, name="attend"),
    path("events/<slug:slug>/unattend/", belonging.unattend, name="unattend"),
]
