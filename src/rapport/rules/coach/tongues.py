"""Names of languages: what a member wrote on the card, as ISO 639-1 codes."""

from functools import cache

from babel import Locale, UnknownLocaleError

from rapport.rules.coach.words import plain

# Codes of one language under another name.
_SAME = {"nb": "no", "nn": "no", "fil": "tl", "iw": "he", "in": "id", "cmn": "zh", "yue": "zh"}
_OWN_NAMES = (
    "en de fr es pt it nl sv da nb fi pl cs sk hu ro bg el tr ru uk ar he fa hi bn ta ur id ms vi "
    "th ja ko zh ca eu gl hr sr sl lt lv et is ga cy sq mk sw af tl"
)


def code_of(written: str) -> str | None:
    """The code of "de", "de-AT", "German" or "Deutsch"; None where nobody can tell."""
    low = plain(written.strip())
    head = low.replace("_", "-").split("-")[0]
    if len(head) in (2, 3) and head.isalpha() and (len(low) == len(head) or low[len(head)] in "-_"):
        return _SAME.get(head, head)
    return _codes().get(low)


def name_of(code: str) -> str:
    """The English name of a code, or the code itself."""
    return _names().get(code, code)


@cache
def _names() -> dict[str, str]:
    return {code: str(name) for code, name in Locale("en").languages.items() if len(code) == 2}


@cache
def _codes() -> dict[str, str]:
    """English names, and the languages' names for themselves."""
    found = {plain(name): code for code, name in _names().items()}
    for code in _OWN_NAMES.split():
        try:
            own = Locale(code).languages.get(code)
        except UnknownLocaleError:
            continue
        if own:
            found[plain(own)] = code
    return {name: _SAME.get(code, code) for name, code in found.items()}
