"""Whether a text is one emoji, by the shapes of Unicode Technical Standard 51."""

import unicodedata

JOINER, VARIATION, KEYCAP = "\u200d", "\ufe0f", "\u20e3"
TONES = range(0x1F3FB, 0x1F400)
FLAG_LETTERS = range(0x1F1E6, 0x1F200)
TAGS = range(0xE0020, 0xE0080)
PICTURES = (range(0x1F300, 0x1FAFF + 1), range(0x2190, 0x3300))
ALSO = frozenset("©®‼⁉™ℹ〰〽㊗㊙")
# The longest in use: a family of four with tones, joined.
LENGTH_MAX = 20


def is_emoji(text: str) -> bool:
    """One emoji as people see it: a picture, a flag, a keycap, or several joined into one."""
    if not 0 < len(text) <= LENGTH_MAX:
        return False
    return _is_flag(text) or _is_keycap(text) or all(map(_is_picture, text.split(JOINER)))


def _is_flag(text: str) -> bool:
    return len(text) == 2 and all(ord(letter) in FLAG_LETTERS for letter in text)


def _is_keycap(text: str) -> bool:
    return text[0] in "0123456789#*" and text[1:] in (KEYCAP, VARIATION + KEYCAP)


def _is_picture(part: str) -> bool:
    """A base with, perhaps, its variation, its tone, or the tags of a region's flag."""
    if not part or not _is_base(part[0]):
        return False
    rest = part[1:].removeprefix(VARIATION)
    if len(rest) == 1 and ord(rest) in TONES:
        return True
    return all(ord(one) in TAGS for one in rest)


def _is_base(character: str) -> bool:
    """A symbol that has a picture; letters, digits and marks have none."""
    if character in ALSO:
        return True
    in_range = any(ord(character) in some for some in PICTURES)
    return in_range and unicodedata.category(character) in ("So", "Sm", "Po", "Sk")
