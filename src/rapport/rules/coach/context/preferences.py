"""Where a draft is formal or informal, and where it names a topic that the card lists."""

from rapport.rules.coach.context.inflections import is_inflected
from rapport.rules.coach.context.tokens import Token, tokens
from rapport.rules.coach.findings import Span
from rapport.rules.coach.reading import Reading

# From here on signs are pictures: emoji, dingbats, symbols.
_FIRST_PICTURE = 0x1F300
_SLANG = frozenset(
    "hey heya yo sup lol lmao haha hahaha gonna wanna gotta ya u ur thx pls cya bro dude mate buddy"
    " folks omg btw tbh fyi cheers yay wow nope yep yeah k xoxo cool awesome".split()
)


def informal_marks(reading: Reading) -> tuple[Span, ...]:
    """Where the draft is informal: slang, "du" and "tu", emoji, "Hey"."""
    marks = [hit.span for hit in reading.hits("words.informal_you")]
    marks += [hit.span for hit in reading.hits("words.informal") if _weighs(reading, hit.span)]
    words = tokens(reading.text)
    marks += [(one.start, one.end) for one in words if one.word in _SLANG]
    if not reading.text.isascii():
        signs = enumerate(reading.text)
        marks += [(at, at + 1) for at, sign in signs if ord(sign) >= _FIRST_PICTURE]
    return tuple(sorted(set(marks)))


def _weighs(reading: Reading, span: Span) -> bool:
    """ "Hi" and "hello" are polite enough for anybody."""
    said = reading.text[span[0] : span[1]].casefold()
    return said not in ("hi", "hello", "hallo", "hola", "bonjour", "ola", "olá", "thanks", "na")


def formal_marks(reading: Reading) -> tuple[Span, ...]:
    """Where the draft is formal: "Sie", "vous", "usted", formulas of letters."""
    marks = [hit.span for hit in reading.hits("words.formal_you")]
    marks += [hit.span for hit in reading.hits("words.formal")]
    return tuple(sorted(set(marks)))


def named_topics(reading: Reading, topics: tuple[str, ...]) -> tuple[tuple[Span, str], ...]:
    """Where each topic is first named, in any inflection, in the order of the text."""
    if not topics:
        return ()
    words = tokens(reading.text)
    found = []
    for topic in topics:
        wanted = tuple(one.word for one in tokens(topic))
        span = _first(words, wanted, reading.language) if wanted else None
        if span is not None:
            found.append((span, topic))
    return tuple(sorted(found))


def _first(words: tuple[Token, ...], wanted: tuple[str, ...], language: str) -> Span | None:
    # Inflections of a word begin alike: three letters tell most others apart.
    begin = wanted[0][:3]
    for at in range(len(words) - len(wanted) + 1):
        if words[at].word[:3] != begin or not is_inflected(words[at].word, wanted[0], language):
            continue
        run = words[at : at + len(wanted)]
        if all(is_inflected(t.word, word, language) for t, word in zip(run, wanted, strict=True)):
            return (run[0].start, run[-1].end)
    return None
