"""Takes an uploaded file to disk and stops taking once it is larger than an archive may be."""

from typing import Any

from django.conf import settings
from django.core.files.uploadhandler import SkipFile, TemporaryFileUploadHandler
from django.http import HttpRequest


class ArchiveUpload(TemporaryFileUploadHandler):
    """Writes chunks to a temporary file; past the limit the file is dropped and `over` is set."""

    def __init__(self, request: HttpRequest) -> None:
        super().__init__(request)
        self.over = False
        self._taken = 0

    def receive_data_chunk(self, raw_data: bytes, start: int) -> Any:
        self._taken += len(raw_data)
        if self._taken > settings.ARCHIVE_MAX_BYTES:
            self.over = True
            raise SkipFile
        return super().receive_data_chunk(raw_data, start)
