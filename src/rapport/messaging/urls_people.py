"""Addresses of people: a member's page, their portrait, the search, and who may know whom."""

from django.urls import path

from rapport.messaging.pages import profile, search, suggestions

app_name = "members"
urlpatterns = [
    path("members/<slug:handle>/", profile.profile, name="profile"),
    path("members/<slug:handle>/photo/", profile.photo, name="photo"),
    path("people/suggestions/", suggestions.suggestions, name="suggestions"),
    path(
        "people/suggestions/<slug:handle>/dismiss/", suggestions.dismiss, name="suggestion_dismiss"
    ),
    path(
        "people/suggestions/<slug:handle>/restore/", suggestions.restore, name="suggestion_restore"
    ),
    path("search/", search.search, name="search"),
]
