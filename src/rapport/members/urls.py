"""Addresses of one's own: the profile as its owner edits it, and the settings."""

from django.urls import path

from rapport.members.pages import abilities, edit, habits, photo, places, settings, tokens

app_name = "me"
POSITION = {"kind": places.POSITION}
SCHOOL = {"kind": places.SCHOOL}
urlpatterns = [
    path("me/", edit.overview, name="edit"),
    path("me/top/", edit.top, name="top"),
    path("me/photo/", photo.photo, name="photo"),
    path("me/photo/remove/", photo.remove, name="photo_remove"),
    path("me/positions/new/", places.new, POSITION, name="position_new"),
    path("me/positions/<int:key>/", places.edit, POSITION, name="position"),
    path("me/positions/<int:key>/remove/", places.remove, POSITION, name="position_remove"),
    path("me/education/new/", places.new, SCHOOL, name="school_new"),
    path("me/education/<int:key>/", places.edit, SCHOOL, name="school"),
    path("me/education/<int:key>/remove/", places.remove, SCHOOL, name="school_remove"),
    path("me/skills/", abilities.skills, name="skills"),
    path("me/skills/<int:key>/first/", abilities.skill_first, name="skill_first"),
    path("me/skills/<int:key>/remove/", abilities.skill_remove, name="skill_remove"),
    path("me/languages/", abilities.languages, name="languages"),
    path("me/languages/<int:key>/", abilities.language, name="language"),
    path("me/languages/<int:key>/remove/", abilities.language_remove, name="language_remove"),
    path("settings/", settings.overview, name="settings"),
    path("settings/reach/", settings.reach, name="settings_reach"),
    path("settings/visibility/", settings.visibility, name="settings_visibility"),
    path("settings/etiquette/", settings.etiquette, name="settings_etiquette"),
    path("settings/inbox/", habits.habits, name="settings_habits"),
    path("settings/tokens/", tokens.tokens, name="tokens"),
    path("settings/tokens/new/", tokens.new, name="token_new"),
    path("settings/tokens/<uuid:public_id>/end/", tokens.end, name="token_end"),
]
