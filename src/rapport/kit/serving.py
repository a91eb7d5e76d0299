"""Giving a member's file to those who may have it: whole or in parts, inert in any browser."""

from collections.abc import Callable, Iterable

from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase

from rapport.kit.ranges import UnsatisfiableRange, range_of

# Whatever a file holds: it runs nothing, loads nothing, and is never guessed to be something else.
INERT = {
    "Content-Security-Policy": "sandbox; default-src 'none'",
    "X-Content-Type-Options": "nosniff",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Accept-Ranges": "bytes",
}
Read = Callable[[int, int], Iterable[bytes]]


def served(request: HttpRequest, size: int, mime: str, tag: str, read: Read) -> HttpResponseBase:
    """A content of so many bytes, or the part that was asked for (RFC 9110, section 14).

    `read(first, length)` gives the bytes in pieces; `tag` names the content, never says what it is.
    """
    etag = f'"{tag}"'
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
    pieces = () if request.method == "HEAD" else read(first, length)
    status = 200 if part is None else 206
    return StreamingHttpResponse(pieces, status=status, content_type=mime, headers=headers)
