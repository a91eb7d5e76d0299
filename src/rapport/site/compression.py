"""Texts travel compressed: pages, answers, style sheets and scripts.

Files of members go as they are: they are asked for in ranges, and most are compressed already.
"""

from django.conf import settings
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.middleware.gzip import GZipMiddleware


class CompressionMiddleware(GZipMiddleware):
    """Django's, with its padding against guesses by length, for whole texts and static files."""

    def process_response(
        self, request: HttpRequest, response: HttpResponseBase
    ) -> HttpResponseBase:
        if response.status_code == 206 or (
            response.streaming and not request.path.startswith(settings.STATIC_URL)
        ):
            return response
        return super().process_response(request, response)
