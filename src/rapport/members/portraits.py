"""Make a portrait from a picture that somebody sent: decoded, turned upright, cut square, anew.

Nothing of the file that came survives but its pixels: no EXIF, no place, no hidden page.
"""

import io
import re
import zipfile
from typing import BinaryIO

from PIL import Image, ImageOps, UnidentifiedImageError

from rapport.kit.pictures import BOMBS, BROKEN, MOST_PIXELS, flat, format_of, in_srgb
from rapport.kit.refusals import Refused
from rapport.members.photo_files import SIZES

LEAST_SIDE = 64
QUALITY = 84
# A picture that is a web page or a document at the same time has no business here.
_CODE = re.compile(rb"<(?:script|svg|html|!doctype|iframe|\?php)|%PDF-\d", re.IGNORECASE)
NOT_A_PICTURE = Refused(
    "not_a_picture",
    "This file is not a picture we can read. Please send a JPEG, PNG, WebP or GIF.",
    on="photo",
)
TWO_THINGS = Refused(
    "not_a_picture",
    "This file is a picture and something else at once (a page, a document or an archive). "
    "Please save it anew from a picture editor and send that.",
    on="photo",
)
TOO_SMALL = Refused(
    "too_small", f"This picture is too small; it needs {LEAST_SIDE} pixels each way.", on="photo"
)
TOO_LARGE = Refused(
    "too_large",
    "This picture has more than 40 million pixels. Please send a smaller one.",
    on="photo",
)


def portraits_of(file: BinaryIO) -> dict[int, bytes] | Refused:
    """WebP of 512 and of 128 pixels square, by size; or why the file is refused.

    Reads JPEG, PNG, WebP and GIF (its first frame) of at most 40 megapixels. The kind is told
    by the content, never by name or declared type, and both readers must agree on it.
    """
    content = file.read()
    kind = format_of(content)
    if kind is None:
        return NOT_A_PICTURE
    if _CODE.search(content) or zipfile.is_zipfile(io.BytesIO(content)):
        return TWO_THINGS
    try:
        with Image.open(io.BytesIO(content), formats=[kind]) as picture:
            return _wrong_size(picture) or _encode(picture)
    except UnidentifiedImageError:
        return NOT_A_PICTURE
    except BOMBS:
        return TOO_LARGE
    except BROKEN:
        return NOT_A_PICTURE


def _wrong_size(picture: Image.Image) -> Refused | None:
    """The sizes are in the header: nothing has been decoded yet."""
    if picture.width * picture.height > MOST_PIXELS:
        return TOO_LARGE
    return TOO_SMALL if min(picture.size) < LEAST_SIDE else None


def _encode(picture: Image.Image) -> dict[int, bytes]:
    """The upright, square, flattened picture in each size."""
    picture.draft("RGB", (2 * SIZES[0], 2 * SIZES[0]))
    upright = ImageOps.exif_transpose(picture)
    plain = flat(in_srgb(upright))
    encoded: dict[int, bytes] = {}
    for size in SIZES:
        # A face is rather above the middle than below it.
        square = ImageOps.fit(plain, (size, size), Image.Resampling.LANCZOS, centering=(0.5, 0.4))
        out = io.BytesIO()
        square.save(out, "WEBP", quality=QUALITY, method=4, exif=b"", icc_profile=None, xmp=b"")
        encoded[size] = out.getvalue()
    return encoded
