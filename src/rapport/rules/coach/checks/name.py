"""name: the message calls its reader by name, spelled as in the profile (B:29, A:30)."""

from collections.abc import Iterator

from rapport.rules.coach.draft import Draft, Formality
from rapport.rules.coach.findings import Check, Finding, Level, Span
from rapport.rules.coach.forms import forms
from rapport.rules.coach.kinds import Place
from rapport.rules.coach.names import PersonName, person_name
from rapport.rules.coach.reading import Reading
from rapport.rules.coach.words import Word, plain

_SOURCE = "B:29"
_HELLO = {"en": "Hi", "de": "Hallo", "fr": "Bonjour", "es": "Hola", "pt": "Olá"}
_FORMAL_HELLO = {"en": "Dear", "de": "Guten Tag", "es": "Buenos días", "pt": "Bom dia"}
_SHORTEST_OVERLAP = 2
# What stands before a word is looked at this far.
_NEAR = 64


def check(reading: Reading) -> Iterator[Finding]:
    """Good where the reader is named; a warn for a wrong name, and in an opener for none."""
    name = person_name(reading.draft.recipient.name)
    if not name.address or reading.blanks:
        return
    greeted = _greeted(reading)
    wrong = _wrong(reading, name, greeted)
    if wrong is not None:
        yield wrong
        return
    used = _used(reading, name, greeted)
    if used is not None:
        yield _finding(reading, Level.GOOD, used, "The message calls its reader by name.", None)
    elif _is_judged(reading):
        yield _missing(reading, name, greeted)


def _greeted(reading: Reading) -> tuple[Word, ...]:
    """The words of the greeting that name somebody."""
    greeting = reading.letter.greeting
    if greeting is None or greeting.name is None:
        return ()
    start, end = greeting.name
    return tuple(word for word in reading.raw_words if start <= word.start and word.end <= end)


def _wrong(reading: Reading, name: PersonName, greeted: tuple[Word, ...]) -> Finding | None:
    """A name in the greeting that is not the reader's, or is misspelled."""
    named = [word for word in map(_without_honorific, greeted) if not _is_form(word, name)]
    if not named or (reading.pack is None and not _surely_other(name, named)):
        return None
    foreign = [word for word in named if not _is_part(name, word)]
    if not foreign:
        return None
    word = foreign[-1]
    near = name.nearest(plain(word.lower))
    if word is not named[-1] and near is None:
        # Middle names that the profile does not show are no mistake.
        return None
    slips = [(one, name.nearest(plain(one.lower))) for one in foreign]
    if len(slips) > 1 and all(part for _, part in slips):
        span = (slips[0][0].start, slips[-1][0].end)
        whole = " ".join(_as_written(reading.draft, part) or "" for _, part in slips if part)
        return _finding(reading, Level.WARN, span, f"The profile writes this “{whole}”.", whole)
    right = _as_written(reading.draft, near) if near else None
    if right is not None:
        said = f"The profile spells this name “{right}”."
        return _finding(reading, Level.WARN, word.span, said, right)
    if len(foreign) < len(named):
        if len(named) - len(foreign) == 1 and not name.parts - {plain(named[0].lower)}:
            return None
        return _finding(reading, Level.WARN, word.span, _other(reading), name.family)
    span = (greeted[0].start, greeted[-1].end)
    return _finding(reading, Level.WARN, span, _other(reading), name.address)


def _other(reading: Reading) -> str:
    return f"This message goes to {reading.draft.recipient.name.strip()}, not to this name."


def _used(reading: Reading, name: PersonName, greeted: tuple[Word, ...]) -> Span | None:
    """Where the reader is named: in the greeting, or else in the body."""
    for word in map(_without_honorific, greeted):
        said = _is_said_as_a_word(reading, word)
        if not _is_form(word, name) and _is_part(name, word) and not said:
            return word.span
    said = any(_is_said_as_a_word(reading, word) for word in greeted)
    if not said and any(not _is_form(word, name) for word in greeted):
        return greeted[0].span
    closing = reading.letter.closing
    for word in reading.raw_words:
        inside = closing is not None and closing[0] <= word.start < closing[1]
        written = word.text[:1] != word.text[:1].lower() and _is_whole_part(name, word)
        if not inside and written and not _says_what_it_means(reading, word):
            return word.span
        if not inside and _shares_signs(name, word):
            return word.span
    return None


def _says_what_it_means(reading: Reading, word: Word) -> bool:
    return _is_verb(reading.text, word) or _is_said_as_a_word(reading, word)


def _is_said_as_a_word(reading: Reading, word: Word) -> bool:
    """ "I hope this …", "Hope all is well": a name that is a word, and here says what it means:
    behind a pronoun, or at the start of a sentence that goes on without a pause."""
    if plain(word.lower) not in forms().words:
        return False
    near = reading.text[max(word.start - _NEAR, 0) : word.start]
    before = near.rstrip()
    if word.text == word.text.lower():
        return before.lower().endswith((" i", " we", " you", " they", " to", "'ll", "’ll"))
    after = reading.text[word.end : word.end + 2]
    begins = not before or before[-1] in ".!?" or "\n" in near[len(before) :]
    return begins and after[:1] == " " and after[1:2].islower()


def _is_verb(text: str, word: Word) -> bool:
    """ "Will you", "May I": a name that is also the verb of a question."""
    follows = text[word.end : word.end + 6].lower()
    return follows.startswith((" you ", " i ", " we ", " it ", " they ", " there "))


def _missing(reading: Reading, name: PersonName, greeted: tuple[Word, ...]) -> Finding:
    level = Level.WARN if reading.kind.place is Place.OPENER else Level.TIP
    said = "The message does not call its reader by name."
    greeting = reading.letter.greeting
    if greeted:
        end = greeted[-1].end
        dotted = reading.text[end : end + 1] == "."
        at = end + dotted
        return _finding(reading, level, (at, at), said, f" {name.family}")
    if greeting is not None and greeting.opener is not None:
        at = greeting.opener[1]
        end = greeting.span[1]
        if greeting.everybody:
            while end > at and not reading.text[end - 1].isalnum():
                end -= 1
            start = at + 1 if end > at else at
            if end > at:
                return _finding(reading, level, (start, end), said, name.address)
        if reading.text[at - len("there") : at].lower() == "there":
            return _finding(reading, level, (at - len("there"), at), said, name.address)
        return _finding(reading, level, (at, at), said, f" {name.address}")
    start = len(reading.text) - len(reading.text.lstrip())
    return _finding(reading, level, (start, start), said, f"{_hello(reading)}{name.address},\n")


def _hello(reading: Reading) -> str:
    formal = reading.draft.recipient.card.formality is Formality.FORMAL
    found = (_FORMAL_HELLO if formal else _HELLO).get(reading.language)
    found = found or _HELLO.get(reading.language)
    return f"{found} " if found else ""


def _is_judged(reading: Reading) -> bool:
    """Without a pack nobody can say how a greeting calls people; then a missing name is no find."""
    return reading.pack is not None and any(one.isalnum() for one in reading.text)


def _is_form(word: Word, name: PersonName) -> bool:
    """Whether a word is a title or a particle, and no part of the reader's own name."""
    low = plain(word.lower)
    if len(low) > 1 and name.has(low):
        return False
    return low in forms().titles or (low in forms().particles and word.text == word.text.lower())


def _without_honorific(word: Word) -> Word:
    """ "Tanaka" of "Tanaka-san"."""
    head, hyphen, tail = word.text.rpartition("-")
    if not hyphen or plain(tail) not in forms().titles:
        return word
    return Word(head, word.start, word.start + len(head), word.lower[: len(head)])


def _is_part(name: PersonName, word: Word) -> bool:
    low = plain(word.lower)
    low = low[:-2] if low.endswith("'s") else low
    pieces = low.split("-")
    return name.has(low) or all(name.has(piece) for piece in pieces) or _shares_signs(name, word)


def _is_whole_part(name: PersonName, word: Word) -> bool:
    low = plain(word.lower).removesuffix("'s")
    return len(low) > 1 and (low in name.parts or "".join(low.split("-")) in name.parts)


def _shares_signs(name: PersonName, word: Word) -> bool:
    """Names in scripts without capitals stand inside longer runs: "田中様" names 田中."""
    if word.text.isascii() or word.text.lower() != word.text.upper():
        return False
    return any(
        part[at : at + _SHORTEST_OVERLAP] in word.text
        for part in name.parts
        if not part.isascii()
        for at in range(len(part) - _SHORTEST_OVERLAP + 1)
    )


def _surely_other(name: PersonName, named: list[Word]) -> bool:
    """In a language without a pack names are inflected: only another beginning is another name."""
    beginnings = {part[:2] for part in name.parts}
    return all(
        word.text.isascii() == all(part.isascii() for part in name.parts)
        and plain(word.lower)[:2] not in beginnings
        for word in named
    )


def _as_written(draft: Draft, part: str) -> str | None:
    """A part of the reader's name as the profile writes it."""
    name = person_name(draft.recipient.name)
    for piece in draft.recipient.name.replace(",", " ").split():
        if part in person_name(piece).parts:
            return piece.strip("()")
    return name.address


def _finding(reading: Reading, level: Level, span: Span, said: str, fix: str | None) -> Finding:
    return Finding(
        check=Check.NAME,
        level=level,
        span=span,
        evidence=reading.text[slice(*span)],
        message=said,
        fix=fix,
        source=_SOURCE,
    )
