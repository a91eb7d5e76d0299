"""The name of a file that somebody sent: what they called it, without what could mislead or harm.

Letters of every script survive. What goes: folders, control characters, marks that turn the
direction of writing (they make `exe.txt` of `txt.exe`), dots at either end.
"""

import unicodedata
from pathlib import PurePosixPath

LENGTH_MAX = 120
# Emoji and Persian words are written with them.
JOINERS = "\u200c\u200d"
# Not in names on Windows; harmless elsewhere, so they are kept apart from the rest by a line.
REPLACED = str.maketrans(dict.fromkeys('<>:"|?*', "_"))


def safe_name(given: str, extensions: tuple[str, ...]) -> str:
    """A name that ends in one of these extensions (the first is added where none does)."""
    name = unicodedata.normalize("NFC", given.replace("\\", "/")).rsplit("/", 1)[-1]
    name = "".join(c for c in name if _is_shown(c)).translate(REPLACED)
    name = " ".join(name.split()).strip(". ")
    stem, extension = _split(name)
    if extension.lower() not in extensions:
        stem, extension = name, extensions[0]
    return f"{stem[: LENGTH_MAX - len(extension) - 1].rstrip('. ') or 'file'}.{extension}"


def extension_of(given: str) -> str:
    """The extension as it was given, in small letters and without its dot; "" without one."""
    plain = "".join(c for c in given.replace("\\", "/") if _is_shown(c)).strip(". ")
    return _split(plain.rsplit("/", 1)[-1])[1].lower()


def _split(name: str) -> tuple[str, str]:
    path = PurePosixPath(name)
    return (path.stem, path.suffix[1:]) if path.suffix else (name, "")


def _is_shown(character: str) -> bool:
    """Whether a character may stand in a name: no control, no direction mark, no half of a pair."""
    return character in JOINERS or unicodedata.category(character) not in ("Cc", "Cf", "Cs", "Co")
