"""Addresses of messaging: nouns, not verbs, but for the buttons of a request."""

from django.urls import path

from rapport.messaging.pages import (
    bubbles,
    compose,
    contacts,
    files,
    inbox,
    introductions,
    items,
    links,
    message_search,
    palette,
    sorting,
    thread,
    ways,
)

app_name = "messaging"
urlpatterns = [
    path("ways/", ways.ways_many, name="ways_many"),
    path("members/<slug:handle>/ways/", ways.ways, name="ways"),
    path("members/<slug:handle>/ways/<slug:way>/", compose.way, name="way"),
    path("members/<slug:handle>/block/", contacts.block, name="block"),
    path("messages/", inbox.inbox, name="inbox"),
    path("messages/files/", files.files, name="files"),
    path("messages/files/<uuid:file_id>/", files.file, name="file"),
    path("messages/files/<uuid:file_id>/small/", files.thumb, name="file_thumb"),
    path("messages/files/<uuid:file_id>/remove/", files.remove, name="file_remove"),
    path("go/", palette.palette, name="palette"),
    path("messages/search/", message_search.message_search, name="search_messages"),
    path("messages/sorting/", sorting.sorting, name="sorting"),
    path("messages/items/<uuid:message_id>/", items.message, name="message"),
    path("messages/items/<uuid:message_id>/edit/", items.edit, name="message_edit"),
    path("messages/items/<uuid:message_id>/delete/", items.delete, name="message_delete"),
    path(
        "messages/items/<uuid:message_id>/links/<int:place>/remove/",
        links.remove,
        name="link_remove",
    ),
    path("messages/items/<uuid:message_id>/reactions/", items.reactions, name="message_reactions"),
    path("messages/<uuid:public_id>/", thread.thread, name="thread"),
    path("messages/<uuid:public_id>/after/<int:seq>/", bubbles.after, name="thread_after"),
    path("messages/<uuid:public_id>/accept/", thread.accept, name="thread_accept"),
    path("messages/<uuid:public_id>/decline/", thread.decline, name="thread_decline"),
    path("messages/<uuid:public_id>/ignore/", thread.ignore, name="thread_ignore"),
    path("messages/<uuid:public_id>/read/", thread.read, name="thread_read"),
    path("messages/<uuid:public_id>/unread/", thread.unread, name="thread_unread"),
    path("introductions/<uuid:public_id>/", introductions.introduction, name="introduction"),
    path(
        "introductions/<uuid:public_id>/<slug:verb>/",
        introductions.answer,
        name="introduction_answer",
    ),
    path("invitations/<uuid:public_id>/accept/", contacts.accept, name="invitation_accept"),
    path("invitations/<uuid:public_id>/reply/", contacts.reply, name="invitation_reply"),
]
