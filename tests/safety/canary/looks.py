"""Everybody looks everywhere: pages, pieces, files, API, notices, mail, and lines to open pages.

Members' archives of their own data are not built; they belong here the day they are.
"""

from collections.abc import Iterator

from django.test import Client

from rapport.kit.clock import now
from rapport.members.actions.tokens import make_token
from rapport.members.scopes import SCOPES
from rapport.messaging.models import Attachment, Introduction, Message, PlannedSend, Thread
from rapport.notices.models import Mail
from rapport.posts.models import Comment, Post

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
BOXES = ("inbox", "requests", "waiting", "sent", "ignored", "archived", "spam")


def ids(model) -> list:
    """The public ids of all there are."""
    return list(model.objects.values_list("public_id", flat=True))


def pages(handles) -> Iterator[str]:
    """The addresses of all pages with words in them, whoever they are for."""
    yield from ("/feed/", "/notices/", "/network/", "/people/suggestions/", "/moderation/")
    yield from ("/messages/drafts/", "/messages/templates/", "/search/?q=canary")
    yield from ("/messages/?q=canary", "/messages/search/?q=canary", "/go/?q=canary")
    yield "/messages/search/?q=tide"
    yield from (f"/messages/?box={box}" for box in BOXES)
    for handle in handles:
        yield from (f"/members/{handle}/{part}" for part in ("", "posts/", "ways/message/"))
    for pk in ids(Thread):
        yield from (f"/messages/{pk}/", f"/messages/{pk}/after/0/", f"/messages/groups/{pk}/")
    for pk in ids(Message):
        yield from (f"/messages/items/{pk}/{part}" for part in ("", "edit/", "reactions/"))
    for pk in ids(Attachment):
        yield f"/messages/files/{pk}/"
    yield from (f"/messages/later/{pk}/" for pk in ids(PlannedSend))
    yield from (f"/introductions/{pk}/" for pk in ids(Introduction))
    for pk in ids(Post):
        yield from (f"/posts/{pk}/", f"/posts/{pk}/edit/", f"/posts/{pk}/reactions/")
    yield from (f"/comments/{pk}/edit/" for pk in ids(Comment))


def calls(handles) -> Iterator[str]:
    """The addresses of all answers to programs with words in them."""
    yield from ("notices", "feed", "introductions", "drafts", "planned", "templates", "posts")
    yield "messages/search?q=canary"
    yield from (f"threads?box={box}" for box in BOXES)
    for handle in handles:
        yield from (f"members/{handle}/posts", f"members/{handle}/drafts/message")
    for pk in ids(Thread):
        yield from (f"threads/{pk}", f"threads/{pk}/messages", f"group-threads/{pk}")
        yield f"replies/{pk}"
    for pk in ids(Attachment):
        yield from (f"files/{pk}", f"files/{pk}/content")
    yield from (f"planned/{pk}" for pk in ids(PlannedSend))
    yield from (f"posts/{pk}{part}" for pk in ids(Post) for part in ("", "/comments"))


def looks(story) -> Iterator[tuple[str, str, str]]:
    """(handle, where, what is shown) of every member at every place."""
    handles = [member.handle for member in story.cast]
    for member in story.cast:
        client = Client()
        client.force_login(member, backend=BACKEND)
        for path in pages(handles):
            yield member.handle, path, shown_by(client.get(path))
        secret = make_token(member.pk, "all", list(SCOPES), 30, now()).secret
        program = Client(headers={"Authorization": f"Bearer {secret}"})
        for path in calls(handles):
            got = program.get(f"/api/v1/{path}")
            yield member.handle, f"api {path}", shown_by(got)
        mail = "\n".join(Mail.objects.filter(to=member.email).values_list("raw", flat=True))
        yield member.handle, "mail", mail
        told = "\n".join(line for member_id, line in story.lines if member_id == member.pk)
        yield member.handle, "live", told


def shown_by(answer) -> str:
    """What an answer shows: its head too, where names of files stand."""
    body = b"".join(answer.streaming_content) if answer.streaming else answer.content
    return f"{answer.headers}\n{body.decode(errors='replace')}"
