"""Languages by their BCP 47 codes: which ones are known, and what they are called."""

from functools import cache

from babel import Locale

# Entries of the Unicode list that name no language anybody is written in.
_NOT_LANGUAGES = ("und", "zxx", "mul", "mis")


def is_language(code: str) -> bool:
    """Whether the code (`pt`, `pt-BR`) names a language that Unicode's list has a name for."""
    return code in _names()


def language_name(code: str) -> str:
    """The English name of a language; the code itself where it has none."""
    return _names().get(code, code)


def language_choices() -> list[tuple[str, str]]:
    """Every language as (code, name), by name."""
    return sorted(_names().items(), key=lambda pair: pair[1])


@cache
def _names() -> dict[str, str]:
    """Names by code, with hyphens as in BCP 47; codes longer than a column are left out."""
    return {
        code.replace("_", "-"): str(name)
        for code, name in Locale("en").languages.items()
        if code not in _NOT_LANGUAGES and len(code) <= 12
    }
