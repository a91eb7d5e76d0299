"""Reading pictures that people send: which kinds, how large, upright, in everybody's colours.

The kind is told by the content, never by name or declared type, and both readers must agree on it.
"""

import io
import struct

import filetype
from PIL import Image, ImageCms

MOST_PIXELS = 40_000_000
FORMATS = {"image/jpeg": "JPEG", "image/png": "PNG", "image/webp": "WEBP", "image/gif": "GIF"}
BOMBS = (Image.DecompressionBombError, Image.DecompressionBombWarning)
# What a broken picture makes the reader raise.
BROKEN = (OSError, ValueError, SyntaxError, EOFError, IndexError, TypeError, struct.error, *BOMBS)
WHITE = (255, 255, 255)


def format_of(content: bytes) -> str | None:
    """The reader for this content: JPEG, PNG, WEBP or GIF; None for all that is not read."""
    return FORMATS.get(filetype.guess_mime(content[:512]) or "")


def in_srgb(picture: Image.Image) -> Image.Image:
    """Colours of a wide profile as the screen of anybody shows them; a broken profile is left."""
    profile = picture.info.get("icc_profile")
    if not profile or picture.mode not in ("RGB", "CMYK"):
        return picture
    try:
        own = ImageCms.ImageCmsProfile(io.BytesIO(profile))
        srgb = ImageCms.createProfile("sRGB")
        return ImageCms.profileToProfile(picture, own, srgb, outputMode="RGB") or picture
    except (ImageCms.PyCMSError, OSError, ValueError, TypeError):
        return picture


def is_see_through(picture: Image.Image) -> bool:
    """Whether some of it may be transparent."""
    return "A" in picture.getbands() or "transparency" in picture.info


def flat(picture: Image.Image) -> Image.Image:
    """Without transparency: on white."""
    if not is_see_through(picture):
        return picture.convert("RGB")
    layered = picture.convert("RGBA")
    ground = Image.new("RGBA", layered.size, (*WHITE, 255))
    return Image.alpha_composite(ground, layered).convert("RGB")
