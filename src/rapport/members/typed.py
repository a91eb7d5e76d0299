"""What a person typed, made storable: line ends, blanks and invisible signs; words stay theirs."""

import re

from rapport.kit.text import normal

# Control characters and halves of broken pairs mean nothing to a reader and break storage.
_CONTROLS = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff]")
# Signs that turn the direction of what follows: in a name they could rewrite the page around it.
_TURNS = re.compile("[\u202a-\u202e\u2066-\u2069]")
_BLANKS = re.compile(r"\s+")
_INVISIBLE = re.compile(
    r"[\s\u00ad\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180e\u200b-\u200f\u2028-\u202f\u2060-\u206f\u3164\ufe00-\ufe0f\ufeff\uffa0]*"
)


def one_line(text: str) -> str:
    """A line: runs of blanks become one, none at the ends; "" when nothing would be seen."""
    line = _BLANKS.sub(" ", _TURNS.sub("", _CONTROLS.sub(" ", normal(text)))).strip()
    return "" if _INVISIBLE.fullmatch(line) else line


def paragraphs(text: str) -> str:
    """A longer text: its lines as typed, LF between them, without blanks around the whole."""
    whole = _CONTROLS.sub("", normal(text)).strip()
    return "" if _INVISIBLE.fullmatch(whole) else whole


def lines(text: str) -> list[str]:
    """One entry a line, without empty ones and without repetitions, in the order typed."""
    return list(dict.fromkeys(filter(None, map(one_line, normal(text).split("\n")))))
