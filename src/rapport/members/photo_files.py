"""Where portraits lie: under the digest of their content, in the sizes that pages show."""

import os
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import BinaryIO
from uuid import uuid4

from django.conf import settings

SIZES = (512, 128)
SMALL = "128"


def photo_path(digest: str, size: int) -> Path:
    """The file of a portrait (hex digest) in a size of SIZES."""
    return Path(settings.FILES_ROOT) / "photos" / digest[:2] / f"{digest}-{size}.webp"


def open_photo(digest: str, size: str) -> BinaryIO | None:
    """The portrait in a size ("512", else the small one), or None where the file is gone."""
    pixels = int(size) if size in map(str, SIZES) else int(SMALL)
    try:
        return photo_path(digest, pixels).open("rb")
    except OSError:
        return None


def store_photo(digest: str, encoded: Mapping[int, bytes]) -> None:
    """Write each size durably, whole or not at all; what lies there already stays."""
    for size, content in encoded.items():
        path = photo_path(digest, size)
        if path.exists():
            continue
        path.parent.mkdir(parents=True, exist_ok=True)
        half = path.with_name(f".{uuid4().hex}")
        try:
            with half.open("wb") as file:
                file.write(content)
                file.flush()
                os.fsync(file.fileno())
            half.replace(path)
        finally:
            half.unlink(missing_ok=True)


def drop_photo(digest: str) -> None:
    """Remove the files of a portrait."""
    for size in SIZES:
        with suppress(OSError):
            photo_path(digest, size).unlink(missing_ok=True)
