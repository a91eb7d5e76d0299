"""A picture made anew: decoded and encoded again, so that nothing survives of it but its pixels.

Place and camera (EXIF), comments and whatever was hidden behind the picture are gone with that. In
the format it came in, at most 4096 pixels a side; with a small one beside it for the page.
"""

import io
import threading
from dataclasses import dataclass

from PIL import Image, ImageOps, ImageSequence

from rapport.kit.pictures import (
    BOMBS,
    BROKEN,
    MOST_PIXELS,
    flat,
    format_of,
    in_srgb,
    is_see_through,
)

SIDE_MAX = 4096
THUMB = 480
FRAMES_MAX = 500
QUALITY = 88
# Decoded pictures are large: 40 million pixels take 160 MB.
AT_ONCE = threading.BoundedSemaphore(2)


@dataclass(frozen=True, slots=True)
class Remade:
    """The picture anew and its small one (WebP), with the size in pixels."""

    content: bytes
    thumb: bytes
    width: int
    height: int


class PictureTooLarge(ValueError):
    """It has more pixels than are decoded; told by its header."""


class PictureBroken(ValueError):
    """It can't be read."""


def remade(content: bytes) -> Remade:
    """The picture anew; raises PictureTooLarge (40 million pixels, over all frames) or Broken."""
    kind = format_of(content)
    if kind is None:
        raise PictureBroken
    with AT_ONCE:
        try:
            with Image.open(io.BytesIO(content), formats=[kind]) as picture:
                _check_size(picture)
                return _moving(picture) if _moves(picture, kind) else _still(picture, kind)
        except (PictureTooLarge, *BOMBS) as error:
            raise PictureTooLarge from error
        except BROKEN as error:
            raise PictureBroken from error


def _check_size(picture: Image.Image) -> None:
    """The sizes are in the headers: nothing has been decoded yet."""
    frames = getattr(picture, "n_frames", 1)
    if picture.width * picture.height * frames > MOST_PIXELS or frames > FRAMES_MAX:
        raise PictureTooLarge


def _moves(picture: Image.Image, kind: str) -> bool:
    return kind in ("GIF", "WEBP") and getattr(picture, "n_frames", 1) > 1


def _still(picture: Image.Image, kind: str) -> Remade:
    if kind == "JPEG":
        picture.draft("RGB", (SIDE_MAX, SIDE_MAX))
    upright = in_srgb(ImageOps.exif_transpose(picture))
    mode = "RGBA" if is_see_through(upright) and kind != "JPEG" else "RGB"
    plain = _bare(upright.convert(mode))
    plain.thumbnail((SIDE_MAX, SIDE_MAX), Image.Resampling.LANCZOS)
    out = io.BytesIO()
    match kind:
        case "JPEG":
            plain.save(out, "JPEG", quality=QUALITY)
        case "WEBP":
            plain.save(out, "WEBP", quality=QUALITY, method=2)
        case "GIF":
            plain.save(out, "GIF")
        case _:
            plain.save(out, "PNG", compress_level=4)
    return Remade(out.getvalue(), _thumb(plain), plain.width, plain.height)


def _moving(picture: Image.Image) -> Remade:
    """All frames with their times; the small one shows the first."""
    kind = str(picture.format)
    frames: list[Image.Image] = []
    times: list[int] = []
    for frame in ImageSequence.Iterator(picture):
        frames.append(_bare(frame.convert("RGBA")))
        times.append(int(frame.info.get("duration") or 100))
    first = frames[0]
    out = io.BytesIO()
    extra = {"quality": QUALITY, "method": 0} if kind == "WEBP" else {"disposal": 2}
    first.save(
        out, kind, save_all=True, append_images=frames[1:], duration=times, loop=0, **extra
    )  # fmt: skip
    return Remade(out.getvalue(), _thumb(first), first.width, first.height)


def _bare(picture: Image.Image) -> Image.Image:
    """Without what the file said beside the pixels; the writers would pass some of it on."""
    picture.info = {}
    return picture


def _thumb(picture: Image.Image) -> bytes:
    small = picture.copy()
    small.thumbnail((THUMB, THUMB), Image.Resampling.LANCZOS)
    out = io.BytesIO()
    flat(small).save(out, "WEBP", quality=80, method=4, exif=b"", icc_profile=None, xmp=b"")
    return out.getvalue()
