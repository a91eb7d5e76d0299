"""Tells the language of a text; a short text whose language can't be told counts as English."""

import pycld2

from rapport.rules.coach.words import FILLER, Word

DEFAULT = "en"
# Below this many letters the detector guesses.
_FEWEST_LETTERS = 24
_ENGLISH = frozenset(
    "the a an and or but of to in on at for from with about by as is are was were be been "
    "am do does did have has had will would can could should may might i you he she it we "
    "they me him her us them my your his our their this that these those there here what "
    "which who when where why how not no yes if so then than please thanks thank hi hello "
    "dear i'm i'd i've i'll it's don't you're let know just get got your any some all up "
    "out now more".split()
)
# Of the words of a text, the share of English function words from which it is English for sure.
_SURELY_ENGLISH = 0.3
_PERCENT = 60
_FEWEST_WORDS = 3


def language_of(masked: str, stated: str | None, words: tuple[Word, ...]) -> tuple[str, bool]:
    """ISO 639-1 code of a text, and whether it is sure: stated, or told by its words; a text that
    tells nothing counts as English, unsurely."""
    if stated:
        return stated.replace("_", "-").split("-")[0].lower(), True
    english = sum(word.lower in _ENGLISH for word in words)
    if english >= _SURELY_ENGLISH * max(len(words), 1) and english:
        return DEFAULT, english >= _FEWEST_WORDS
    found, percent = _detected(masked)
    if found is None or percent < _PERCENT:
        return DEFAULT, False
    short = masked.isascii() and len(masked) < _FEWEST_LETTERS
    if short and not any(word.lower in _OUR_WORDS.get(found, ()) for word in words):
        return DEFAULT, False
    return found, len(words) >= _FEWEST_WORDS


def _detected(text: str) -> tuple[str | None, int]:
    """The detector's reliable answer and the share of the text that it covers."""
    bare = text.replace(FILLER, " ")
    clean = "".join(one if one.isprintable() or one.isspace() else " " for one in bare)
    try:
        reliable, _, best = pycld2.detect(clean)
    except pycld2.error:
        return None, 0
    code = best[0][1]
    if not reliable or code in _UNLIKELY or len(code.split("-")[0]) != 2:
        return None, 0
    return code.split("-")[0], best[0][2]


# What the detector makes of names and abbreviations; nobody writes letters here in them.
_UNLIKELY = frozenset(
    {"un", "xxx", "ia", "ie", "vo", "co", "ts", "sa", "za", "tk", "oc", "gv", "na"}
)

_OUR_WORDS = {
    "de": frozenset(
        "ich du sie wir ist und nicht danke bitte hallo das der die ein eine mit".split()
    ),
    "fr": frozenset("je vous tu est et pas merci bonjour le la les un une avec pour salut".split()),
    "es": frozenset("yo usted es y no gracias hola el la los un una con para por que".split()),
    "pt": frozenset(
        "eu voce é e obrigado obrigada ola olá oi um uma com para por que bom dia".split()
    ),
    "it": frozenset("io lei e non grazie ciao il la un una con per che buongiorno".split()),
    "nl": frozenset("ik je u is en niet dank bedankt hallo het de een met van".split()),
}
