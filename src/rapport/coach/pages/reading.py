"""What the panel's forms say: to whom, by which way, the words; and where the words would go."""

from typing import Any

from django.http import Http404, HttpRequest
from django.urls import Resolver404, resolve

from rapport.coach.actions.reviewing import Asked, Reviewed, review_to
from rapport.kit.ids import read_id
from rapport.kit.refusals import NOT_FOUND, Refused
from rapport.rules.coach.draft import DraftWay

# The pages that have a composer; a preview leads back to one of them and nowhere else.
COMPOSERS = frozenset({"messaging:way", "messaging:thread", "messaging:invitation_reply"})


def asked_of(request: HttpRequest) -> Asked:
    """The draft in the form; 404 for a way that carries no words."""
    said = {**request.GET.dict(), **request.POST.dict()}
    way = said.get("way", "message")
    if way not in set(DraftWay):
        raise Http404
    text = said.get("text") or said.get("note", "")
    return Asked(
        said.get("to", ""),
        DraftWay(way),
        text,
        said.get("subject", ""),
        said.get("via", ""),
        thread=read_id(said.get("thread", "")),
        reply_to=read_id(said.get("reply_to", "")),
    )


def reviewed_for(request: HttpRequest) -> Reviewed | Refused:
    """The review of the form's draft; whoever is not there for the viewer is 404."""
    viewer: Any = request.user
    result = review_to(viewer, asked_of(request))
    if result == NOT_FOUND:
        raise Http404
    return result


def composer_at(path: str) -> str:
    """The path, if a composer stands there; else 404."""
    try:
        found = resolve(path)
    except Resolver404 as error:
        raise Http404 from error
    if found.view_name not in COMPOSERS:
        raise Http404
    return path
