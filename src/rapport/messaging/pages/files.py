"""Files by their address: take one before its message is sent, take it back, give it to readers."""

import logging
from collections.abc import Iterator
from typing import Any
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_POST, require_safe

from rapport.kit.answers import viewer_of
from rapport.kit.ranges import UnsatisfiableRange, range_of
from rapport.kit.refusals import Refused
from rapport.messaging.actions.uploading import remove_upload
from rapport.messaging.files.store import ContentGone, read
from rapport.messaging.pages.attached import brought, file_shown
from rapport.messaging.queries.attachments import file_for, unsent_files
from rapport.messaging.receiving import takes_files

log = logging.getLogger(__name__)
# Whatever a file holds: it runs nothing, loads nothing, and is never guessed to be something else.
INERT = {
    "Content-Security-Policy": "sandbox; default-src 'none'",
    "X-Content-Type-Options": "nosniff",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Accept-Ranges": "bytes",
}


@login_required
@takes_files
@require_POST
def files(request: HttpRequest) -> HttpResponse:
    """Take files for one's next message; 201 where any was kept, what was refused is named."""
    came = brought(request)
    kept = unsent_files(viewer_of(request), came.files)
    refused = [one.to_json() for one in came.refused]
    shown = [{**file_shown(file), "id": str(file.public_id)} for file in kept]
    status = 201 if kept else came.refused[0].status if refused else 400
    return JsonResponse({"files": shown, "refused": refused}, status=status)


@login_required
@require_POST
def remove(request: HttpRequest, file_id: UUID) -> HttpResponse:
    """Take back a file that was not sent."""
    if isinstance(remove_upload(viewer_of(request), file_id), Refused):
        raise Http404
    return HttpResponse(status=204)


@login_required
@require_safe
def file(request: HttpRequest, file_id: UUID) -> HttpResponseBase:
    """A file for those who take part in its conversation: pictures to look at, others to keep."""
    found = file_for(viewer_of(request), file_id)
    if found is None:
        raise Http404
    charset = "; charset=utf-8" if found.family == "text" else ""
    shown = _answer(request, found.content, f"{found.mime}{charset}", f"{found.public_id}")
    kept = content_disposition_header(found.family != "image", found.name)
    shown["Content-Disposition"] = kept or "attachment"
    return shown


@login_required
@require_safe
def thumb(request: HttpRequest, file_id: UUID) -> HttpResponseBase:
    """The small picture of an image."""
    found = file_for(viewer_of(request), file_id)
    if found is None or found.thumb is None:
        raise Http404
    return _answer(request, found.thumb, "image/webp", f"{found.public_id}-small")


def _answer(request: HttpRequest, content: Any, mime: str, tag: str) -> HttpResponseBase:
    """A content, whole or the part that was asked for (RFC 9110, section 14)."""
    size, etag = content.size, f'"{tag}"'
    asked = request.headers.get("Range", "")
    if request.headers.get("If-Range", etag) != etag:
        asked = ""
    try:
        part = range_of(asked, size)
    except UnsatisfiableRange:
        return HttpResponse(status=416, headers={**INERT, "Content-Range": f"bytes */{size}"})
    first, length = part or (0, size)
    headers = {**INERT, "Content-Length": str(length), "ETag": etag}
    if part is not None:
        headers["Content-Range"] = f"bytes {first}-{first + length - 1}/{size}"
    status = 200 if part is None else 206
    pieces: Iterator[bytes] | tuple[()] = ()
    if request.method != "HEAD":
        try:
            pieces = read(content.digest, first, length)
        except ContentGone:
            log.exception("the content %s is not in the store", content.digest)
            raise Http404 from None
    return StreamingHttpResponse(pieces, status=status, content_type=mime, headers=headers)
