"""Finds the greeting at the start of a text and whom it names."""

from dataclasses import dataclass

from rapport.rules.coach.findings import Span
from rapport.rules.coach.forms import forms, longest
from rapport.rules.coach.nicknames import is_given_name
from rapport.rules.coach.words import Word, plain, words_of

_MOST_NAME_WORDS = 7
_MARKS = ",!:;.–—-،，、。！"
# Words with a capital that begin a sentence, not a name: a greeting ended before them.
_BEGINS = frozenset(
    "i i'm i've i'd i'll thanks thank hope hoping we we're we've my our just this that "
    "these it it's is are was were do does did have has great congratulations congrats "
    "could can would will please sorry so as if it the a an you your you're how what when "
    "where why who which for from in on at to by with after before let wanted quick nice "
    "good welcome happy saw not no yes ok okay and but or since while there here first any "
    "to regarding re ich wir vielen danke könnten ist das haben je j'ai nous merci est avez "
    "yo me gracias espero eu obrigado obrigada espero".split()
)


@dataclass(frozen=True, slots=True)
class Greeting:
    """A greeting: its span with the mark that ends it, the span of the name words (None: nobody
    named), whether everybody is addressed ("Hi there"), and the greeting words themselves."""

    span: Span
    name: Span | None
    everybody: bool
    opener: Span | None


def greeting_of(text: str, words: tuple[Word, ...], recipient: str) -> Greeting | None:
    """The greeting of a text, or None. `recipient` is the full name of whom it should name."""
    if not words or _speaks(text[: words[0].start]):
        return None
    known = frozenset(plain(word.lower) for word in words_of(recipient))
    plains = tuple(plain(word.lower) for word in words[:16])
    taken = longest(forms().greetings, plains, 0)
    while (
        taken
        and (more := longest(forms().greetings, plains, taken))
        and not (plains[taken] == "to" or known & set(plains[taken : taken + more]))
    ):
        taken += more
    if plains[0] == "to" and plains[1:2] != ("whom",):
        taken = 0
    if not taken:
        return _name_first(text, words, plains, known)
    everyone = longest(forms().everybody, plains, taken)
    if everyone and not known & set(plains[taken : taken + everyone]):
        last = taken + everyone
        if not _is_name(words, plains, last, known) or _gap(text, words, last - 1).strip():
            return _greeting(text, words, 0, taken, None, last, everybody=True)
    names = _names(text, words, plains, taken, known)
    return _greeting(text, words, 0, taken, (taken, names) if names > taken else None, names)


def _names(
    text: str, words: tuple[Word, ...], plains: tuple[str, ...], at: int, known: frozenset[str]
) -> int:
    """The index after the last word of the name that follows a greeting; `at`: there is none."""
    gap = _gap(text, words, at - 1)
    after_mark = bool(gap.strip())
    if "\n" in gap or gap.strip() not in ("", ","):
        return at
    end = at
    while end < len(plains) and end - at < _MOST_NAME_WORDS:
        if end > at and not _joined(_gap(text, words, end - 1), plains[end - 1]):
            break
        if not _is_name(words, plains, end, known):
            break
        end += 1
    while end > at and plains[end - 1] in forms().particles and plains[end - 1] not in known:
        end -= 1
    stops = end >= len(words) or _gap(text, words, end - 1).strip(" \t") != ""
    if after_mark and not stops and not known & set(plains[at:end]):
        return at
    if end > at and after_mark and words[at].text[0].islower() and "you" in plains[end : end + 1]:
        # "Hello, will you …" asks; it does not greet Will.
        return at
    if end == at:
        return _small_name(text, words, plains, at, known)
    if not stops:
        return _unended(plains, at, end, known)
    return end


def _unended(plains: tuple[str, ...], at: int, end: int, known: frozenset[str]) -> int:
    """Where a name ends that no mark ends: with its last known word, else its first word."""
    known_ends = [place + 1 for place in range(at, end) if plains[place] in known]
    if known_ends:
        return known_ends[-1]
    first = at
    while first < end - 1 and plains[first] in forms().titles:
        first += 1
    return first + 1


def _small_name(
    text: str, words: tuple[Word, ...], plains: tuple[str, ...], at: int, known: frozenset[str]
) -> int:
    """A name in small letters: one that a mark or the line's end follows at once ("hi ana,")."""
    for count in (1, 2):
        end = at + count
        if end > len(plains) or _gap(text, words, at - 1).strip():
            return at
        ended = end >= len(words) or _gap(text, words, end - 1).strip(" \t")[:1] in (",", "!", "\n")
        if ended and plains[at] not in _BEGINS and words[at].text.replace("-", "").isalpha():
            return end if count == 1 or plains[at] in known or is_given_name(plains[at]) else at
    if at < len(plains) and plains[at] in known:
        return at + 1
    return at


def _name_first(
    text: str, words: tuple[Word, ...], plains: tuple[str, ...], known: frozenset[str]
) -> Greeting | None:
    """A text that begins with a name and a mark: "Ana, …", "Dr. Lima: …", a name on a line."""
    end = 0
    while end < min(len(plains), 5):
        if end and not _joined(_gap(text, words, end - 1), plains[end - 1]):
            break
        if not _is_name(words, plains, end, known):
            break
        end += 1
    if not end:
        return None
    gap = _gap(text, words, end - 1) if end < len(words) else ""
    if end == len(words) or not gap.strip(" \t") or not gap.lstrip(" \t").startswith(_ENDS):
        return None
    named = bool(known & set(plains[:end]))
    titled = plains[0] in forms().titles and end > 1
    given = is_given_name(plains[0]) and ("\n" in gap or gap.strip()[:1] in (",", "-", "–", "—"))
    alone = "\n" in gap and gap.strip()[:1] == "," and end <= 3
    if not (named or titled or given or alone):
        return None
    return _greeting(text, words, 0, 0, (0, end), end)


_ENDS = (",", "!", ":", "-", "–", "—", "\n", "，", "、")


def _greeting(
    text: str,
    words: tuple[Word, ...],
    first: int,
    taken: int,
    names: tuple[int, int] | None,
    last: int,
    everybody: bool = False,
) -> Greeting:
    end = words[last - 1].end
    while end < len(text) and (text[end] in _MARKS or text[end] in " \t"):
        end += 1
    while text[end - 1] in " \t":
        end -= 1
    return Greeting(
        span=(words[first].start, end),
        name=(words[names[0]].start, words[names[1] - 1].end) if names else None,
        everybody=everybody,
        opener=(words[0].start, words[taken - 1].end) if taken else None,
    )


def _is_name(
    words: tuple[Word, ...], plains: tuple[str, ...], at: int, known: frozenset[str]
) -> bool:
    if at >= len(plains):
        return False
    if plains[at] in known or plains[at] in forms().titles or plains[at] in forms().particles:
        return True
    text = words[at].text
    if words[at].lower in _BEGINS or not text[:1].isalpha():
        return False
    return text[:1] != text[:1].lower() or text[:1].upper() == text[:1]


def _joined(gap: str, before: str) -> bool:
    """Whether two words belong to one name: a space between, or the dot of a title or initial."""
    short = len(before) <= 5
    return gap in (" ", "  ", "\xa0") or (short and gap.rstrip(" ") == "." and before in _dotted())


def _dotted() -> frozenset[str]:
    return forms().titles | _INITIALS


_INITIALS = frozenset("abcdefghijklmnopqrstuvwxyz")


def _gap(text: str, words: tuple[Word, ...], at: int) -> str:
    """What stands between a word and the next."""
    return (
        text[words[at].end : words[at + 1].start] if at + 1 < len(words) else text[words[at].end :]
    )


def _speaks(piece: str) -> bool:
    return any(one.isalnum() for one in piece)
