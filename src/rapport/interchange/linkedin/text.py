"""Makes a cell readable again: entities decoded, accents repaired where that can be proved."""

import html
import re
from html.entities import html5

ENTITY = re.compile(r"&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")
BLANK_BYTES = {0x81: "\x81", 0x8D: "\x8d", 0x8F: "\x8f", 0x90: "\x90", 0x9D: "\x9d"}
"""Bytes that Windows-1252 leaves undefined; programs read them as the control of that number."""
BYTE_OF = {bytes([b]).decode("cp1252", "ignore") or BLANK_BYTES[b]: b for b in range(128, 256)}
FOLLOWING = re.escape("".join(char for char, byte in BYTE_OF.items() if byte < 0xC0))
SIGN = re.compile(f"[\u00c2-\u00f4][{FOLLOWING}]")
"""What a character of two bytes or more looks like when it was read as Windows-1252."""
CONTROLS = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff]")
LINE_ENDS = {ord("\r"): None}
NOT_BROKEN = ("Ã\N{NO-BREAK SPACE}", "Â\N{NO-BREAK SPACE}")
"""Pairs that a person may well have meant: a Portuguese capital before a fixed space."""


def decode_entities(text: str) -> str:
    """Decode HTML character references that end in a semicolon, once.

    `AT&T` and `a&copy=2` stay as they are: without the semicolon nothing proves a reference.
    """
    return ENTITY.sub(_entity, text) if "&" in text else text


def _entity(match: re.Match[str]) -> str:
    found = match.group()
    if found[1] != "#" and found[1:] not in html5:
        return found
    return html.unescape(found)


def repair_accents(text: str) -> str:
    """Undo UTF-8 that was once read as Windows-1252 (`JosÃ©`), only when that is proved.

    Proof: every character beyond ASCII has a byte in Windows-1252, those bytes are strictly
    valid UTF-8, and at least one of the sequences is none that a person would type.
    """
    if text.isascii() or not SIGN.search(text):
        return text
    try:
        raw = bytes(ord(char) if char < "\x80" else BYTE_OF[char] for char in text)
        repaired = raw.decode("utf-8")
    except (KeyError, UnicodeDecodeError):
        return text
    likely = text
    for pair in NOT_BROKEN:
        likely = likely.replace(pair, "")
    return text if likely.isascii() or CONTROLS.search(repaired.translate(LINE_ENDS)) else repaired


def without_controls(text: str) -> str:
    """The text with line ends as LF and without control characters other than LF and tab."""
    if text.isprintable():
        return text
    return CONTROLS.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))


def one_line(text: str) -> str:
    """A name, title or place: on one line, single spaces, no control characters."""
    return " ".join(without_controls(text).split())


def paragraphs(text: str) -> str:
    """A body of text: line ends as LF, no control characters, no blank space around it."""
    return without_controls(text).strip()
