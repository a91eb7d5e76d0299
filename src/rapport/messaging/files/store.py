"""Where the contents of files lie: under the digest of what they hold, on disk or in a bucket.

One content lies there once, whoever sends it. Nobody can see that: it is always written, so that
a content that is there already takes as long as one that is not.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from uuid import uuid4

from django.conf import settings
from django.core.files.base import ContentFile, File
from django.core.files.storage import FileSystemStorage, storages
from django.utils.deconstruct import deconstructible

try:
    from boto3.exceptions import Boto3Error
    from botocore.exceptions import BotoCoreError, ClientError

    FAULTS: tuple[type[Exception], ...] = (OSError, Boto3Error, BotoCoreError, ClientError)
except ImportError:  # a place without buckets needs none of it
    FAULTS = (OSError,)

BLOCK = 64 * 1024


class ContentGone(Exception):
    """The store has no such content, or can't be reached."""


@deconstructible
class DurableFiles(FileSystemStorage):
    """Files on disk, each written whole and flushed to the disk before it has its name."""

    @property
    def location(self) -> str:
        """The folder as it is set at the moment."""
        return os.path.abspath(settings.FILES_ROOT)

    def _save(self, name: str, content: File[Any]) -> str:
        path = Path(self.path(name))
        path.parent.mkdir(parents=True, exist_ok=True)
        half = path.with_name(f".{uuid4().hex}")
        try:
            descriptor = os.open(half, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
            with os.fdopen(descriptor, "wb") as file:
                for chunk in content.chunks():
                    file.write(chunk)
                file.flush()
                os.fsync(file.fileno())
            half.replace(path)
        finally:
            half.unlink(missing_ok=True)
        return name

    def get_available_name(self, name: str, max_length: int | None = None) -> str:
        """The name itself: what lies there holds the same."""
        return name


def digest_of(content: bytes) -> str:
    """The SHA-256 of a content, in hex: its name in the store."""
    return hashlib.sha256(content).hexdigest()


def put(digest: str, content: bytes) -> None:
    """Store a content durably; raises ContentGone where the store can't be reached."""
    with _faults():
        storages["files"].save(_name(digest), ContentFile(content))


def drop(digest: str) -> None:
    """Remove a content; harmless when it is gone. Raises ContentGone."""
    with _faults():
        storages["files"].delete(_name(digest))


def read(digest: str, first: int, length: int) -> Iterator[bytes]:
    """These bytes of a content, in pieces; raises ContentGone at once when it isn't there."""
    with _faults():
        file = _opened(digest, first, length)
    return _pieces(file, length)


def _opened(digest: str, first: int, length: int) -> Any:
    file = storages["files"].open(_name(digest), "rb")
    if hasattr(file, "obj"):
        # A bucket gives a part without sending the whole to us first.
        file.obj.load()
        last = f"bytes={first}-{first + length - 1}"
        return file.obj.get(Range=last)["Body"] if length else file
    file.seek(first)
    return file


def _pieces(file: Any, length: int) -> Iterator[bytes]:
    try:
        while length > 0:
            piece = file.read(min(BLOCK, length))
            if not piece:
                return
            length -= len(piece)
            yield piece
    finally:
        file.close()


def _name(digest: str) -> str:
    return f"attachments/{digest[:2]}/{digest}"


@contextmanager
def _faults() -> Iterator[None]:
    try:
        yield
    except FAULTS as error:
        raise ContentGone(str(error)) from error
