"""Addresses of people: a member's page, their portrait, and the search."""

from django.urls import path

from rapport.messaging.pages import profile, search

app_name = "members"
urlpatterns = [
    path("members/<slug:handle>/", profile.profile, name="profile"),
    path("members/<slug:handle>/photo/", profile.photo, name="photo"),
    path("search/", search.search, name="search"),
]
