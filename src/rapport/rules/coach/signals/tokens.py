"""Cuts a text into the tokens that the models know: small letters, clitics apart."""

import re
from functools import lru_cache

from rapport.rules.coach.words import FILLER

# More than this is not read, so that a hostile text costs no more than a long mail.
LONGEST = 8_000
MOST = 1_200
NAME, NUMBER, CLOCK, LINK = "<n>", "0", "0:0", "<url>"
START, END = "^", "$"

# One way to read each position, so that the time is linear in the text.
_TOKEN = re.compile(
    r"(?:https?://|www\.)\S+|<url>|'?[^\W\d_]+(?:'[^\W\d_]+)*|\d+(?:[.,:]\d+)*|[^\w\s]|_+"
)
_SAME = str.maketrans({"’": "'", "‘": "'", "ʼ": "'", "`": "'", "´": "'"})
_BRACKETED = re.compile(r"\[(?:NAME|RELIGION)\]")
_CLITICS = ("'s", "'m", "'re", "'ve", "'ll", "'d")
# Written together or without apostrophe, and letters that stand for words.
_APART: dict[str, tuple[str, ...]] = {
    "cannot": ("can", "not"), "gonna": ("gon", "na"), "wanna": ("wan", "na"),
    "gotta": ("got", "ta"), "nt": ("n't",), "dont": ("do", "n't"), "cant": ("ca", "n't"),
    "wont": ("wo", "n't"), "didnt": ("did", "n't"), "doesnt": ("does", "n't"),
    "isnt": ("is", "n't"), "wasnt": ("was", "n't"), "wouldnt": ("would", "n't"),
    "couldnt": ("could", "n't"), "shouldnt": ("should", "n't"), "havent": ("have", "n't"),
    "im": ("i", "'m"), "ive": ("i", "'ve"), "youre": ("you", "'re"), "thats": ("that", "'s"),
    "u": ("you",), "ur": ("your",), "pls": ("please",), "plz": ("please",), "thx": ("thanks",),
    "s": ("'s",), "m": ("'m",), "ve": ("'ve",), "ll": ("'ll",),
}  # fmt: skip


def tokens(text: str) -> list[str]:
    """The tokens of a text in order; of very long texts the first 1,200."""
    plain = _BRACKETED.sub(FILLER, text[:LONGEST]).translate(_SAME)
    found: list[str] = []
    for piece in _TOKEN.findall(plain):
        first = piece[0]
        if first.isdigit():
            found.append(CLOCK if ":" in piece else NUMBER)
        elif piece.startswith(("http", "www.", LINK)) and not piece.isalpha():
            found.append(LINK)
        elif first.isalpha() or len(piece) > 1:
            found.extend(_parts(piece))
        else:
            found.append(piece)
    return found[:MOST]


@lru_cache(maxsize=20_000)
def _parts(piece: str) -> tuple[str, ...]:
    """A word's tokens: "don't" is do and n't, as in the corpora that were trained on."""
    if FILLER in piece:
        return (NAME,)
    word = piece.lower()
    if word in _APART:
        return _APART[word]
    if "'" not in word:
        return (word,)
    if word.endswith("n't") and len(word) > 3:
        return (word[:-3], "n't")
    for clitic in _CLITICS:
        if word.endswith(clitic):
            stem = word[: -len(clitic)].lstrip("'")
            return (stem, clitic) if stem else (clitic,)
    bare = word.strip("'")
    return (bare,) if bare else ()
