"""What is counted in a text: greetings, thanks, hedges, shouting, length of words."""

import math
import re
from collections.abc import Callable, Iterable, Sequence
from itertools import pairwise

from rapport.rules.coach.signals.lexicon import Lexicon

# Strategies of politeness: Danescu-Niculescu-Mizil et al., "A computational approach to
# politeness" (2013); marks of formality: Pavlick and Tetreault, "An empirical analysis of
# formality in online communication" (2016). Word lists are ours (lexicon.toml).
TRAITS = (
    "length", "word_length", "capitals", "exclamations", "questions", "doubled", "dots",
    "small_start", "self", "you", "we", "greeting", "thanks", "sorry", "please_first", "please",
    "conditional", "indicative", "question_words", "why", "hedges", "certainty", "kind_first",
    "kind", "harsh", "you_first", "self_first", "shouting", "clitics", "smiley", "long_words",
    "numbers", "abstract", "articles", "commas", "brackets", "asks_first", "kind_share",
    "harsh_share", "sentences", "short", "slang", "stiff", "full_stop", "names",
)  # fmt: skip

# What one token adds to, by place in the counts.
_OF_TOKEN = (
    "words", "letters_of_words", "self", "you", "we", "thanks", "sorry", "hedge", "certainty",
    "kind", "harsh", "slang", "stiff", "!", "?", ",", "please", "why", "clitic", "long", "0",
    "abstract", "article",
)  # fmt: skip
_PLACE = {name: at for at, name in enumerate(_OF_TOKEN)}
_LISTED = frozenset(_OF_TOKEN[2:13])
_SMILEYS = (":)", ";)", ":-)", ":(", ":D", "xD", "<3", ":-(", ";-)")
_PICTURE = re.compile("[\U0001f300-\U0010ffff]")
_CLITICS = frozenset(("n't", "'s", "'m", "'re", "'ve", "'ll", "'d"))
_AFTER_MODAL = frozenset(("you", "i", "we", "it"))
_MODALS = {"could": 0, "would": 0, "can": 1, "will": 1}
_ENDS = frozenset(".!?")
_SMALL = bytes(range(ord("a"), ord("z") + 1))
_NO_LETTERS = bytes(code for code in range(128) if not chr(code).isalpha())
_LONG, _SHORT_TEXT = 8, 8
_ABSTRACT = (
    "tion", "sion", "ment", "ance", "ence", "ity", "ive", "ical", "ally", "ism", "ology", "ate",
    "ize", "ise", "ous", "ary",
)  # fmt: skip

Tally = tuple[tuple[int, int], ...]


def tally(token: str, lexicon: Lexicon) -> Tally:
    """What one token adds to the counts: pairs of place and amount."""
    names = [name for name in lexicon.classes(token) if name in _LISTED]
    if token in ("!", "?", ",", "please", "why", "0"):
        names.append(token)
    if token in _CLITICS:
        names.append("clitic")
    if token in ("the", "of"):
        names.append("article")
    amounts = [(_PLACE[name], 1) for name in names]
    if token[0].isalpha():
        amounts += [(_PLACE["words"], 1), (_PLACE["letters_of_words"], len(token))]
        if len(token) >= _LONG:
            amounts.append((_PLACE["long"], 1))
        if len(token) > 5 and token.endswith(_ABSTRACT):
            amounts.append((_PLACE["abstract"], 1))
    return tuple(amounts)


def traits(
    text: str, tokens: Sequence[str], lexicon: Lexicon, tally_of: Callable[[str], Tally]
) -> list[float]:
    """The values of TRAITS in order; counts are cut off, shares are tenths or fifths.

    `tally_of` is `tally` with the lexicon, kept by whoever asks often.
    """
    return values(text, tokens, counted(map(tally_of, tokens)), lexicon)


def counted(tallies: Iterable[Tally]) -> list[int]:
    """What tokens add up to, from what each adds."""
    many = [0] * len(_OF_TOKEN)
    for one in tallies:
        for place, amount in one:
            many[place] += amount
    return many


def summed(parts: Sequence[Sequence[int]]) -> list[int]:
    """What a passage adds up to, from what its sentences do."""
    return list(map(sum, zip(*parts, strict=True)))


def values(text: str, tokens: Sequence[str], many: Sequence[int], lexicon: Lexicon) -> list[float]:
    """The values of TRAITS of a text whose tokens add up to `many`."""
    (
        number, letters_of_words, self_, you, we, thanks, sorry, hedges, certain, kind, harsh,
        slang, stiff, exclaimed, asked, commas, please, why, clitics, long, numbers, abstract,
        articles,
    ) = many  # fmt: skip
    words = max(1, number)
    starts, please_first, asking, you_first, self_first = _beginnings(tokens, lexicon)
    conditional, indicative = _modals(tokens)
    greeted = any("greeting" in lexicon.classes(token) for token in tokens[:2])
    opening = lexicon.classes(tokens[0]) if tokens else ()
    letters, capitals, small = _cases(text)
    values = (
        math.log1p(len(tokens)), letters_of_words / words, capitals / max(1, letters),
        min(3, exclaimed), min(3, asked), "??" in text or "?!" in text or "!!" in text,
        "..." in text or "…" in text, small, self_ / words * 10, you / words * 10,
        we / words * 10, greeted, min(3, thanks), min(3, sorry), please_first > 0,
        min(3, please), min(3, conditional), min(3, indicative), min(3, asking), min(3, why),
        min(4, hedges), min(3, certain), "kind" in opening, min(4, kind), min(4, harsh),
        min(3, you_first), min(3, self_first), *_of_pieces(text), clitics / words * 10,
        _smiles(text), long / words * 5, numbers / max(1, len(tokens)) * 5,
        abstract / words * 5, articles / words * 10, min(3, commas), "(" in text,
        "question_word" in opening, kind / words * 10, harsh / words * 10, min(5, starts),
        len(tokens) < _SHORT_TEXT, min(4, slang), min(4, stiff), text.rstrip().endswith("."),
    )  # fmt: skip
    found = [float(value) for value in values]
    # _of_pieces gave shouting and names side by side; names stand last.
    found.append(found.pop(TRAITS.index("shouting") + 1) / words * 5)
    return found


def _beginnings(tokens: Sequence[str], lexicon: Lexicon) -> tuple[int, int, int, int, int]:
    """How many sentences begin, and how many with please, a question word, you or I."""
    starts = [*tokens[:1], *(after for before, after in pairwise(tokens) if before in _ENDS)]
    please = asking = you = self_ = 0
    for one in starts:
        please += one == "please"
        named = lexicon.classes(one)
        asking += "question_word" in named
        you += "you" in named
        self_ += "self" in named
    return len(starts), please, asking, you, self_


def _modals(tokens: Sequence[str]) -> tuple[int, int]:
    """How often "could you", and how often "can you"."""
    found = [0, 0]
    for at, token in enumerate(tokens):
        if token in _MODALS and at + 1 < len(tokens) and tokens[at + 1] in _AFTER_MODAL:
            found[_MODALS[token]] += 1
    return found[0], found[1]


def _cases(text: str) -> tuple[int, int, bool]:
    """Letters, capital letters, and whether the first letter is a small one."""
    if text.isascii():
        plain = text.encode().translate(None, _NO_LETTERS)
        return len(plain), len(plain.translate(None, _SMALL)), plain[:1].islower()
    letters = "".join(filter(str.isalpha, text))
    return len(letters), sum(map(str.isupper, letters)), letters[:1].islower()


def _of_pieces(text: str) -> tuple[int, int]:
    """Words in capitals; and words inside a sentence that begin with one: names."""
    shouted, named, inside = 0, 0, False
    for piece in text.split():
        if piece[0].isupper():
            if inside and piece[1:2].islower():
                named += 1
            if len(piece) > 2 and piece.isupper():
                shouted += 1
        elif len(piece) > 2 and not piece[0].islower() and piece.isupper():
            shouted += 1
        inside = piece[-1] not in ".!?"
    return min(3, shouted), named


def _smiles(text: str) -> bool:
    if any(one in text for one in _SMILEYS):
        return True
    return not text.isascii() and _PICTURE.search(text) is not None
