"""Takes uploaded files to disk, none larger and no more of them than one message may carry."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.core.files.uploadhandler import SkipFile, TemporaryFileUploadHandler
from django.http import HttpRequest, HttpResponse
from django.views.decorators.csrf import csrf_exempt, csrf_protect

from rapport.kit.policy import policy
from rapport.rules.files import MB

View = Callable[..., HttpResponse]


class FilesUpload(TemporaryFileUploadHandler):
    """Writes each file to a temporary one; `too_large` and `too_many` are names of those dropped.

    A body that never ends costs no more room than the largest message.
    """

    def __init__(self, request: HttpRequest) -> None:
        super().__init__(request)
        self.too_large: list[str] = []
        self.too_many: list[str] = []
        self._count = 0
        self._taken = 0

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        super().new_file(*args, **kwargs)
        self._taken = 0
        self._count += 1
        if self._count > policy().attachment.per_message:
            self._drop(self.too_many)

    def receive_data_chunk(self, raw_data: bytes, start: int) -> Any:
        self._taken += len(raw_data)
        if self._taken > policy().attachment.max * MB:
            self._drop(self.too_large)
        return super().receive_data_chunk(raw_data, start)

    def _drop(self, names: list[str]) -> None:
        names.append(self.file_name or "")
        self.file.close()
        raise SkipFile


def takes_files(view: View) -> View:
    """A page whose form may bring files.

    The token is in the body, and reading the body begins the upload: so the limits are set first,
    and the token is checked inside.
    """
    protected = csrf_protect(view)

    @csrf_exempt
    @wraps(view)
    def limited(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        request.upload_handlers = [FilesUpload(request)]
        return protected(request, *args, **kwargs)

    return limited
