"""What a file is, told by its content; the name and what the browser says only may not disagree."""

import io
import re
import zipfile
from dataclasses import dataclass

import filetype

from rapport.kit.pictures import FORMATS

OFFICE_XML = "application/vnd.openxmlformats-officedocument."
OPEN = "application/vnd.oasis.opendocument."

OLDER = {
    "doc": "application/msword",
    "xls": "application/vnd.ms-excel",
    "ppt": "application/vnd.ms-powerpoint",
}


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of file that may be sent: its family in the policy, its type, how its name ends."""

    family: str
    mime: str
    extensions: tuple[str, ...]


KINDS = (
    Kind("image", "image/jpeg", ("jpg", "jpeg", "jpe", "jfif")),
    Kind("image", "image/png", ("png",)),
    Kind("image", "image/webp", ("webp",)),
    Kind("image", "image/gif", ("gif",)),
    Kind("pdf", "application/pdf", ("pdf",)),
    Kind("office", f"{OFFICE_XML}wordprocessingml.document", ("docx",)),
    Kind("office", f"{OFFICE_XML}spreadsheetml.sheet", ("xlsx",)),
    Kind("office", f"{OFFICE_XML}presentationml.presentation", ("pptx",)),
    Kind("office", f"{OPEN}text", ("odt",)),
    Kind("office", f"{OPEN}spreadsheet", ("ods",)),
    Kind("office", f"{OPEN}presentation", ("odp",)),
    *(Kind("office", mime, (extension,)) for extension, mime in OLDER.items()),
    Kind("audio", "audio/mpeg", ("mp3",)),
    Kind("audio", "audio/mp4", ("m4a", "mp4")),
    Kind("audio", "audio/aac", ("aac",)),
    Kind("audio", "audio/ogg", ("ogg", "oga", "opus")),
    Kind("audio", "audio/flac", ("flac",)),
    Kind("audio", "audio/wav", ("wav",)),
    Kind("audio", "audio/webm", ("weba", "webm")),
    Kind("video", "video/mp4", ("mp4", "m4v")),
    Kind("video", "video/webm", ("webm",)),
    Kind("video", "video/quicktime", ("mov",)),
    Kind("text", "text/plain", ("txt", "text", "log", "md", "csv", "tsv")),
)
BY_MIME = {kind.mime: kind for kind in KINDS}
# What the library calls them, and what they are called here.
CALLED = {
    "audio/x-flac": "audio/flac",
    "audio/x-wav": "audio/wav",
    "video/x-m4v": "video/mp4",
}
# A recording without a picture has the container of a video.
RECORDED = {"video/webm": "audio/webm", "video/mp4": "audio/mp4", "video/x-matroska": "audio/webm"}
HEAD = 8192
# How compound documents begin (the older office files), and the name of their part with macros.
COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
COMPOUND_MACROS = "_VBA_PROJECT".encode("utf-16-le")
NO_TEXT = re.compile(rb"[\x00-\x08\x0b\x0e-\x1a\x1c-\x1f\x7f]")


def kind_of(content: bytes, extension: str, *, is_recording: bool = False) -> Kind | None:
    """The kind of a content; None for all that may not be sent.

    `extension` decides only what the content leaves open. Office files with macros, archives,
    programs, pages and drawings (SVG) are no kind; under the name of a text they are plain text.
    """
    if extension in BY_MIME["text/plain"].extensions:
        return _plain(content)
    guessed = filetype.guess_mime(content[:HEAD]) or ""
    guessed = CALLED.get(guessed, guessed)
    if is_recording:
        guessed = RECORDED.get(guessed, guessed)
    elif guessed in RECORDED and extension in ("m4a", "weba"):
        guessed = RECORDED[guessed]
    if guessed == "application/zip":
        guessed = _document(content)
    elif content.startswith(COMPOUND) and guessed not in BY_MIME:
        guessed = OLDER.get(extension, "application/x-ole-storage")
    kind = BY_MIME.get(guessed)
    if kind is not None and kind.family == "office" and _is_spoilt(content):
        return None
    return kind


def agrees(kind: Kind, extension: str) -> bool:
    """Whether a name may end so. Pictures are made anew and named after what they are."""
    return not extension or kind.mime in FORMATS or extension in kind.extensions


def _plain(content: bytes) -> Kind | None:
    """Plain text: UTF-8 without control characters."""
    try:
        content.decode("utf-8")
    except UnicodeDecodeError:
        return None
    return None if NO_TEXT.search(content) else BY_MIME["text/plain"]


def _document(content: bytes) -> str:
    """The type of an office file whose parts stand in an order the library doesn't know."""
    names = _names(content) or []
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            if "mimetype" in names and archive.getinfo("mimetype").file_size < 100:
                return archive.read("mimetype").decode("ascii", "replace")
    except (zipfile.BadZipFile, OSError, ValueError, RuntimeError, NotImplementedError, EOFError):
        return "application/zip"
    if "[Content_Types].xml" not in names:
        return "application/zip"
    for start, part in (("word/", "wordprocessingml.document"), ("xl/", "spreadsheetml.sheet"),
                        ("ppt/", "presentationml.presentation")):  # fmt: skip
        if any(name.startswith(start) for name in names):
            return f"{OFFICE_XML}{part}"
    return "application/zip"


def _is_spoilt(content: bytes) -> bool:
    """Whether an office file is broken, or carries macros."""
    if content.startswith(COMPOUND):
        return COMPOUND_MACROS in content
    names = _names(content)
    if names is None or not content.startswith(b"PK\x03\x04"):
        return True
    small = [name.lower() for name in names]
    return any(n.endswith("vbaproject.bin") or n.startswith(("basic/", "scripts/")) for n in small)


def _names(content: bytes) -> list[str] | None:
    """What an archive holds; None when it can't be read."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            return archive.namelist()
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError, EOFError):
        return None
