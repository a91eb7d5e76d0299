"""Whether two ways of writing a name mean the same school, firm, group or event."""

from functools import lru_cache

from rapidfuzz.distance import OSA

from rapport.rules.coach.context.shapes import GENERIC, SPECIFIC, Shape, shape

# Below these lengths an edit makes another word: Bern and Bonn, Salford and Stanford.
_SLIP_FROM, _REPLACED_FROM, _TWO_SLIPS_FROM = 5, 7, 10
# Where the place before or after "University" names two different schools.
_ORDER_MATTERS = frozenset({"washington", "york", "miami", "pennsylvania", "columbia", "oregon"})


@lru_cache(maxsize=16384)
def same_name(said: str, fact: str) -> bool:
    """Whether `said` names what `fact` names; abbreviations, parts, typing errors are allowed.

    Takes no account of which of the two is the shorter. Numbers of editions must agree where
    both are given (PyCon 2023 is not PyCon 2024).
    """
    if "(" in said or "(" in fact:
        return any(same_name(one, other) for one in _ways(said) for other in _ways(fact))
    left, right = shape(said), shape(fact)
    if not left.plain or not right.plain:
        return False
    if left.numbers and right.numbers and not left.numbers & right.numbers:
        return False
    if left.known & right.known:
        return True
    if left.plain == right.plain:
        return True
    if _is_short_form(said, left, right) or _is_short_form(fact, right, left):
        return True
    return _is_part(left, right) or _only_generic_added(left, right)


def _ways(name: str) -> list[str]:
    """ "Technische Universität München (TUM)": what stands in brackets is the name once more."""
    outside, _, rest = name.partition("(")
    inside, _, after = rest.partition(")")
    return [
        one for one in (f"{outside.strip()} {after.strip()}".strip(), inside.strip("( ")) if one
    ]


@lru_cache(maxsize=16384)
def may_mean(said: str, fact: str) -> bool:
    """Whether `said` is the fact's name with words that the facts can't tell (Google Cloud)."""
    left, right = shape(said), shape(fact)
    if len(left.words) <= len(right.words) or (left.numbers and right.numbers):
        return False
    return _is_part(right, left)


def _only_generic_added(said: Shape, fact: Shape) -> bool:
    """Stanford University for a fact that says Stanford, but not Stanford Business School."""
    added = [word for word in said.words if word not in fact.words]
    plain = all(word in GENERIC and word not in SPECIFIC for word in added)
    return plain and len(said.words) > len(fact.words) and _is_part(fact, said)


def _is_short_form(name: str, short: Shape, long: Shape) -> bool:
    """LSE for London School of Economics; two letters count only as capitals."""
    if len(short.words) != 1 or len(long.words) < 2:
        return False
    letters = short.words[0]
    if not 2 <= len(letters) <= 7 or letters not in long.initials:
        return False
    return len(letters) >= 3 or any(sign.isupper() for sign in name)


def _is_part(part: Shape, whole: Shape) -> bool:
    """Stanford for Stanford University: each word of the part stands in the whole, in order.

    What is left out must not be what tells two schools of one place apart (a University of
    Technology is not the University), and a generic word alone names nothing.
    """
    if not part.words or len(part.words) > len(whole.words):
        return False
    if all(word in GENERIC for word in part.words):
        return False
    places = _places(part.words, whole.words)
    if places is None:
        return False
    left_out = [word for at, word in enumerate(whole.words) if at not in places]
    named = any(word in GENERIC for word in part.words)
    if "state" in left_out or (named and any(word in SPECIFIC for word in left_out)):
        return False
    ordered = places == sorted(places)
    return ordered or (named and not any(word in _ORDER_MATTERS for word in part.words))


def _places(part: tuple[str, ...], whole: tuple[str, ...]) -> list[int] | None:
    taken: list[int] = []
    for word in part:
        at = next(
            (i for i, other in enumerate(whole) if i not in taken and same_word(word, other)), None
        )
        if at is None:
            return None
        taken.append(at)
    return taken


def same_word(word: str, other: str) -> bool:
    """Whether one is the other with a slip of the keyboard: a sign left out, doubled, swapped."""
    if word == other:
        return True
    shorter, longer = sorted((len(word), len(other)))
    if shorter < _SLIP_FROM or longer - shorter > 2 or word[0] != other[0]:
        return False
    allowed = 2 if shorter >= _TWO_SLIPS_FROM else 1
    if OSA.distance(word, other, score_cutoff=allowed) > allowed:
        return False
    replaced = longer == shorter and sorted(word) != sorted(other)
    return not replaced or shorter >= _REPLACED_FROM
