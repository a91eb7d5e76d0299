"""What a page says after an action: where to go on, or the refusal with its status."""

from typing import Any
from uuid import UUID, uuid4

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict

from rapport.kit.answers import see_other
from rapport.kit.ids import read_id
from rapport.kit.refusals import Refused
from rapport.kit.refusing import absent_or


def client_id_of(request: HttpRequest) -> UUID:
    """The id that the page made for this send; one of our own where it is missing or broken."""
    return read_id(request.POST.get("client_id", "")) or uuid4()


def reply_of(given: QueryDict) -> UUID | None:
    """The message that a send replies to; None where none, or nothing readable, is named."""
    return read_id(given.get("reply_to", ""))


def said_and_gone(request: HttpRequest, result: Any, words: str, to: str) -> HttpResponse:
    """After a button: say what happened, or why it didn't, and go back to a page."""
    if isinstance(result, Refused):
        messages.error(request, absent_or(result).sentence)
    else:
        messages.success(request, words)
    return see_other(to)
