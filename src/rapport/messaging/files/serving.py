"""The answer that carries a file: its type, its name, and that it is kept and not opened."""

import logging
from functools import partial
from typing import Any

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils.http import content_disposition_header

from rapport.kit.serving import served
from rapport.messaging.files.store import ContentGone, read

log = logging.getLogger(__name__)


def file_answer(request: HttpRequest, file: Any) -> HttpResponseBase | None:
    """A file, to look at if it is a picture of our making, else to keep; None if it is lost."""
    mime = f"{file.mime}; charset=utf-8" if file.family == "text" else file.mime
    answer = _answer(request, file.content, mime, f"{file.public_id}")
    if answer is not None:
        kept = content_disposition_header(file.family != "image", file.name)
        answer["Content-Disposition"] = kept or "attachment"
    return answer


def thumb_answer(request: HttpRequest, file: Any) -> HttpResponseBase | None:
    """The small picture of an image; None where there is none."""
    if file.thumb is None:
        return None
    return _answer(request, file.thumb, "image/webp", f"{file.public_id}-small")


def _answer(request: HttpRequest, content: Any, mime: str, tag: str) -> HttpResponseBase | None:
    try:
        return served(request, content.size, mime, tag, partial(read, content.digest))
    except ContentGone:
        log.exception("the content %s is not in the store", content.digest)
        return None
