"""Whether the recipient has left an employer, as far as their headline tells."""

from itertools import pairwise

from rapport.rules.coach.context.likeness import same_name
from rapport.rules.coach.context.shapes import shape
from rapport.rules.coach.context.tokens import Token, tokens

_FORMER = frozenset(
    "ex former formerly previously previous past retired ehemals ehemalig ehemalige ehemaliger"
    " fruher zuvor ancien ancienne anciennement exempleado anterior anteriormente antes antigo"
    " antiga ehem alum alumni alumna alumnus prev ex- left quit".split()
)
_AT = frozenset("at @ with bei chez en na no em for".split())
_FREE = (
    "open to work",
    "looking for my next",
    "looking for new",
    "seeking new",
    "between jobs",
    "between roles",
    "retired",
    "auf jobsuche",
    "en recherche d'emploi",
    "en busqueda",
    "em busca de",
)
_BREAKS = frozenset("|•·/,;–—-()\n")


def has_left(headline: str, employer: str) -> bool:
    """Whether the headline says that they are no longer there: "ex-Acme", or at another firm.

    A headline that names the employer without such a word, or no firm at all, says nothing.
    """
    if not headline:
        return False
    parts = _parts(headline)
    here = [part for part in parts if _names(part, employer)]
    if here:
        return all(_FORMER.intersection(t.word for t in part) for part in here)
    low = headline.casefold()
    return any(said in low for said in _FREE) or any(_at_a_firm(part) for part in parts)


def is_named(headline: str, employer: str) -> bool:
    """Whether the headline names a firm at all, as of now or of then."""
    return any(_names(part, employer) for part in _parts(headline))


def _parts(headline: str) -> list[tuple[Token, ...]]:
    parts, start = [], 0
    spaced = headline.replace("@", " at ")
    for at, sign in enumerate(f"{spaced}|"):
        joined = sign == "-" and 0 < at < len(spaced) - 1 and spaced[at - 1] != " "
        if sign in _BREAKS and not joined:
            words = tokens(spaced[start:at])
            if words:
                parts.append(words)
            start = at + 1
    return parts


def _names(part: tuple[Token, ...], employer: str) -> bool:
    wanted = len(shape(employer).words) or 1
    texts = [token.raw for token in part]
    return any(
        same_name(" ".join(texts[at : at + size]), employer)
        for size in {1, wanted}
        for at in range(len(texts) - size + 1)
    )


def _at_a_firm(part: tuple[Token, ...]) -> bool:
    if _FORMER.intersection(token.word for token in part):
        return False
    return any(
        token.word in _AT and not token.proper and after.proper for token, after in pairwise(part)
    )
