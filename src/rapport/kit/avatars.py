"""The portrait of a member without a photo: initials and a tint, both computed from the name."""

import unicodedata
from zlib import crc32

TINTS = 12
UNKNOWN = "?"
_NO_JOINING = "\u200c"  # keeps two Arabic initials from joining into a word
_JOINER = "\u200d"
# Scripts that write a name without spaces or in few signs: one sign is enough, two are crowded.
_ONE_SIGN_IS_ENOUGH = ("CJK", "HANGUL", "HIRAGANA", "KATAKANA")
_JOINING = ("ARABIC", "SYRIAC", "THAANA", "MONGOLIAN", "NKO")


def initials(name: str) -> str:
    """One or two signs that stand for a name, in its own script; "?" for an empty one.

    The first sign of the first and of the last word; what follows a comma or stands in brackets
    ("PhD", "(she/her)") is left out. A sign is what a reader sees as one: a letter with its
    marks, or a whole emoji. A name without any letter gives its first sign.
    """
    whole = unicodedata.normalize("NFC", name)
    words = _lettered(_words(whole)) or _lettered(whole.split())
    if not words:
        return _first_sign("".join(whole.split())) or UNKNOWN
    first = _first_sign(words[0])
    if len(words) == 1 or _is_written_in(first, _ONE_SIGN_IS_ENOUGH):
        return _capital(first)
    last = _first_sign(words[-1])
    between = _NO_JOINING if _is_written_in(first, _JOINING) else ""
    return _capital(first) + between + _capital(last)


def tint(name: str) -> int:
    """The number of the tint of a name, 0 to 11: the same for the same name, whatever its case."""
    return crc32(unicodedata.normalize("NFC", name).strip().casefold().encode()) % TINTS


def _words(name: str) -> list[str]:
    """The words of a name without additions after a comma and without what is in brackets."""
    kept: list[str] = []
    depth = 0
    for sign in name:
        if sign in ",،、":
            break
        category = unicodedata.category(sign)
        depth += (category == "Ps") - (category == "Pe" and depth > 0)
        if depth == 0 and category not in ("Pe", "Cc"):
            kept.append(" " if category == "Zs" else sign)
    return "".join(kept).split()


def _lettered(words: list[str]) -> list[str]:
    """The words that have a letter or digit, each from its first one on."""
    return [found for word in words if (found := _from_first_letter(word))]


def _from_first_letter(word: str) -> str:
    """The word from its first letter or digit on; "" when it has none."""
    for place, sign in enumerate(word):
        if unicodedata.category(sign)[0] in "LN":
            return word[place:]
    return ""


def _first_sign(text: str) -> str:
    """The first thing a reader sees as one sign: a base, its marks, and what is joined to it."""
    sign = ""
    joined = False
    for part in text:
        if not sign:
            sign = part if _is_seen(part) else ""
        elif joined or part == _JOINER or _continues(sign, part):
            sign += part
            joined = part == _JOINER
        else:
            break
    return sign.rstrip(_JOINER)


def _is_seen(part: str) -> bool:
    """Whether the code point shows something by itself."""
    return unicodedata.category(part)[0] not in "CMZ"


def _continues(sign: str, part: str) -> bool:
    """Whether a code point belongs to the sign before it: marks, skin tones, flags, conjuncts."""
    if unicodedata.category(part)[0] == "M" or "\U0001f3fb" <= part <= "\U0001f3ff":
        return True
    if "\U0001f1e6" <= part <= "\U0001f1ff":
        return len(sign) == 1 and "\U0001f1e6" <= sign <= "\U0001f1ff"
    return "VIRAMA" in unicodedata.name(sign[-1], "")


def _capital(sign: str) -> str:
    """The sign as a capital, where its script has one of the same width ("ß" has not)."""
    capital = sign.upper()
    return capital if len(capital) == len(sign) else sign


def _is_written_in(sign: str, scripts: tuple[str, ...]) -> bool:
    """Whether the sign's Unicode name begins with one of the scripts' names."""
    return unicodedata.name(sign[0], "").startswith(scripts)
