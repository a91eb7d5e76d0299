"""Files as people send them, and as those send them who mean harm; all made here, none is real."""

import io
import struct
import zipfile
import zlib

from PIL import Image

JPEG_MARK = b"\xff\xd8"
SECRET = b"48.8584N 2.2945E taken by Ana"


def picture(kind="JPEG", size=(320, 200), colour=(30, 120, 90), **more) -> bytes:
    """A plain picture with some shape in it."""
    image = Image.new(more.pop("mode", "RGB"), size, colour)
    for x in range(0, size[0], 7):
        image.putpixel((x, x % size[1]), colour[::-1])
    out = io.BytesIO()
    image.save(out, kind, **more)
    return out.getvalue()


def with_place() -> bytes:
    """A JPEG that says where and by whom it was taken, in EXIF, a comment and XMP."""
    exif = Image.Exif()
    exif[0x010E] = SECRET.decode()
    exif.get_ifd(0x8825)[1] = "N"
    return picture(exif=exif, comment=SECRET, xmp=b"<x:xmpmeta>" + SECRET)


def turned() -> bytes:
    """A picture that lies on its side, with the word for it in EXIF."""
    exif = Image.Exif()
    exif[0x0112] = 6
    return picture(size=(300, 100), exif=exif)


def moving(frames=3, size=(64, 48), kind="GIF") -> bytes:
    """A picture that moves."""
    pages = [Image.new("RGB", size, (i * 40 % 256, 90, 200)) for i in range(frames)]
    out = io.BytesIO()
    pages[0].save(out, kind, save_all=True, append_images=pages[1:], duration=80, loop=0)
    return out.getvalue()


def bomb(side=60_000) -> bytes:
    """A PNG of a few hundred bytes whose header claims 3.6 thousand million pixels."""

    def chunk(name: bytes, content: bytes) -> bytes:
        summed = struct.pack(">I", zlib.crc32(name + content))
        return struct.pack(">I", len(content)) + name + content + summed

    head = struct.pack(">IIBBBBB", side, side, 8, 2, 0, 0, 0)
    body = zlib.compress(b"\0" * 50_000, 9)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", body) + chunk(b"IEND", b"")


def archive(**parts: str) -> bytes:
    """A zip; `__` in a name stands for a slash, `_dot_` for a dot."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as file:
        for name, text in parts.items():
            file.writestr(name.replace("__", "/").replace("_dot_", "."), text)
    return out.getvalue()


def docx(**more: str) -> bytes:
    """A text of an office."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as file:
        file.writestr("[Content_Types].xml", "<Types/>")
        file.writestr("_rels/.rels", "<Relationships/>")
        file.writestr("word/document.xml", "<w:document/>")
        for name, text in more.items():
            file.writestr(name.replace("__", "/").replace("_dot_", "."), text)
    return out.getvalue()


def odt() -> bytes:
    """A text of the open office."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as file:
        file.writestr("mimetype", "application/vnd.oasis.opendocument.text", zipfile.ZIP_STORED)
        file.writestr("content.xml", "<office:document-content/>")
    return out.getvalue()


PDF = b"%PDF-1.7\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"
MP3 = b"ID3\x04\x00\x00\x00\x00\x00\x00" + b"\xff\xfb\x90\x00" + bytes(400)
OGG = b"OggS\x00\x02" + bytes(22) + b"\x01\x13OpusHead" + bytes(40)
WEBM = b"\x1a\x45\xdf\xa3\x9f\x42\x86\x81\x01\x42\x82\x84webm\x42\x87\x81\x04" + bytes(200)
MP4 = b"\x00\x00\x00\x20ftypisom\x00\x00\x02\x00isomiso2avc1mp41" + bytes(200)
WAV = b"RIFF\x24\x00\x00\x00WAVEfmt " + bytes(40)
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504) + b"\xec\xa5\xc1\x00" + bytes(600)
TEXT = "Grüße aus Łódź, 你好\n".encode()

GOOD = [
    ("photo.jpg", picture(), "image", "image/jpeg"),
    ("PHOTO.JPEG", picture(), "image", "image/jpeg"),
    ("screen.png", picture("PNG"), "image", "image/png"),
    ("look.webp", picture("WEBP"), "image", "image/webp"),
    ("wave.gif", moving(), "image", "image/gif"),
    ("renamed.png", picture(), "image", "image/jpeg"),
    ("no extension", picture(), "image", "image/jpeg"),
    ("contract.pdf", PDF, "pdf", "application/pdf"),
    ("plan.docx", docx(), "office",
     "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
    ("plan.odt", odt(), "office", "application/vnd.oasis.opendocument.text"),
    ("old.doc", OLE, "office", "application/msword"),
    ("old.ppt", OLE[:8] + bytes(3000), "office", "application/vnd.ms-powerpoint"),
    ("song.mp3", MP3, "audio", "audio/mpeg"),
    ("note.ogg", OGG, "audio", "audio/ogg"),
    ("note.weba", WEBM, "audio", "audio/webm"),
    ("voice.m4a", MP4, "audio", "audio/mp4"),
    ("tone.wav", WAV, "audio", "audio/wav"),
    ("clip.mp4", MP4, "video", "video/mp4"),
    ("clip.webm", WEBM, "video", "video/webm"),
    ("notes.txt", TEXT, "text", "text/plain"),
    ("list.csv", b"a;b\n1;2\n", "text", "text/plain"),
]  # fmt: skip
HOSTILE = [
    ("drawing.svg", b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>"),
    ("drawing.png", b"<svg xmlns='http://www.w3.org/2000/svg'/>"),
    ("page.html", b"<!doctype html><script>alert(1)</script>"),
    ("page.pdf", b"<!doctype html><script>alert(1)</script>"),
    ("page.jpg", b"GIF89a<script>alert(1)</script>"),
    ("setup.exe", b"MZ\x90\x00" + bytes(300)),
    ("invoice.pdf", b"MZ\x90\x00" + bytes(300)),
    ("report.pdf.exe", PDF),
    ("report.exe", PDF),
    ("run.sh", b"#!/bin/sh\nrm -rf /\n"),
    ("run.pdf", b"#!/bin/sh\nrm -rf /\n"),
    ("files.zip", archive(a="x")),
    ("plan.docx", archive(a="x")),
    ("plan.docx", docx(word__vbaProject_dot_bin="Sub AutoOpen()")),
    ("plan.docm", docx()),
    ("plan.docx", docx()[:60]),
    ("old.doc", OLE + "_VBA_PROJECT".encode("utf-16-le")),
    ("applet.txt", b"\xca\xfe\xba\xbe\x00\x00\x00\x34"),
    ("latin.txt", b"Gr\xfc\xdfe"),
    ("script.js", b"alert(1)"),
    ("style.css", b"body{}"),
    ("link.url", b"[InternetShortcut]\nURL=file:///etc/passwd"),
    ("x.swf", b"FWS\x09" + bytes(60)),
    ("photo.heic", b"\x00\x00\x00\x18ftypheic" + bytes(40)),
    ("scan.tif", b"II*\x00" + bytes(80)),
    ("broken.jpg", picture()[:200]),
    ("bomb.png", bomb()),
    ("bomb.gif", moving(300, (600, 600))),
    ("empty.pdf", b""),
]
