"""Pictures for tests, drawn here: upright and turned, with places in them, and hostile ones."""

import io
import zipfile
import zlib
from struct import pack

from PIL import Image, ImageDraw
from PIL.PngImagePlugin import PngInfo

RED, BLUE = (200, 20, 20), (20, 20, 200)
ORIENTATION, ARTIST, GPS = 0x0112, 0x013B, 0x8825


def two_halves(width: int = 400, height: int = 400) -> Image.Image:
    """Red above, blue below."""
    picture = Image.new("RGB", (width, height), RED)
    ImageDraw.Draw(picture).rectangle([0, height // 2, width, height], fill=BLUE)
    return picture


def encoded(picture: Image.Image, kind: str = "JPEG", **more: object) -> io.BytesIO:
    """The picture as a file."""
    out = io.BytesIO()
    picture.save(out, kind, **more)
    out.seek(0)
    return out


def with_exif(orientation: int = 1) -> io.BytesIO:
    """A JPEG that tells who took it, where, and how it is to be turned."""
    exif = Image.Exif()
    exif[ORIENTATION] = orientation
    exif[ARTIST] = "Ana Secret"
    exif.get_ifd(GPS).update({1: "N", 2: (41.0, 9.0, 0.0), 3: "W", 4: (8.0, 37.0, 0.0)})
    return encoded(two_halves(), exif=exif)


def animated() -> io.BytesIO:
    """A GIF of a red and a blue picture."""
    frames = [Image.new("RGB", (100, 100), colour) for colour in (RED, BLUE)]
    return encoded(frames[0], "GIF", save_all=True, append_images=frames[1:], duration=100)


def png_header(width: int, height: int) -> io.BytesIO:
    """A PNG that says it is that large, with hardly anything in it."""

    def chunk(kind: bytes, content: bytes) -> bytes:
        checked = kind + content
        return pack(">I", len(content)) + checked + pack(">I", zlib.crc32(checked))

    head = chunk(b"IHDR", pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0))
    body = chunk(b"IDAT", zlib.compress(b"\x00" * 1000)) + chunk(b"IEND", b"")
    return io.BytesIO(b"\x89PNG\r\n\x1a\n" + head + body)


def with_archive() -> io.BytesIO:
    """A JPEG with a zip archive behind it."""
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w") as file:
        file.writestr("index.html", "hidden")
    return io.BytesIO(encoded(two_halves()).getvalue() + archive.getvalue())


def hostile() -> dict[str, io.BytesIO]:
    """Files that are no picture, or a picture and something else."""
    jpeg = encoded(two_halves()).getvalue()
    said = PngInfo()
    said.add_text("Comment", "<script>alert(1)</script>")
    return {
        "empty": io.BytesIO(b""),
        "text": io.BytesIO(b"I am a picture, honestly."),
        "svg": io.BytesIO(b'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>'),
        "html": io.BytesIO(b"<!doctype html><script>alert(1)</script>"),
        "gif and page": io.BytesIO(b"GIF89a/*<html><script>alert(1)</script>*/=1;"),
        "jpeg and page": io.BytesIO(jpeg + b"<SCRIPT>alert(1)</SCRIPT>"),
        "jpeg and pdf": io.BytesIO(jpeg + b"%PDF-1.7 ..."),
        "jpeg and archive": with_archive(),
        "png with a script": encoded(two_halves(), "PNG", pnginfo=said),
        "half a jpeg": io.BytesIO(jpeg[: len(jpeg) // 2]),
        "a header alone": io.BytesIO(jpeg[:20]),
        "a bitmap": encoded(two_halves(), "BMP"),
        "a tiff": encoded(two_halves(), "TIFF"),
        "a broken webp": io.BytesIO(b"RIFF\x24\x00\x00\x00WEBPVP8 " + b"\xff" * 40),
        "a png without its picture": png_header(100, 100),
    }
