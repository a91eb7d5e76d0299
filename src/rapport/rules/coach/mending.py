"""What a found phrase is replaced with: the exact place, and words that leave a clean sentence."""

from bisect import bisect_left, bisect_right

from rapport.rules.coach.asking import asks
from rapport.rules.coach.findings import Span
from rapport.rules.coach.phrases import Hit
from rapport.rules.coach.reading import Reading
from rapport.rules.coach.sentences import Sentence

# A clause goes as a whole only when little is said in it beside the phrase.
_MOST_WORDS_BESIDE = 6
_MOST_WORDS_OF_ADDRESS = 3
# Nothing is left out of a text that would then be shorter than this many words.
SHORTEST_WORDS = 15
_PARTING = (", ", " - ", " – ", " — ", "; ", ": ", ",\n")
_KEPT_WORDS = frozenset({"to_last", "to_ends"})
_FULL_STOPS = (". ", "! ", "? ", ".\n", "!\n", "?\n")


def mended(reading: Reading, hit: Hit) -> tuple[Span, str | None]:
    """The span to replace and its replacement; None where no clean one can be told."""
    entry = hit.entry
    if entry.fix is None and not entry.cut:
        return hit.span, None
    sentence = sentence_at(reading, hit.span[0])
    if sentence is None or hit.span[1] > sentence.span[1]:
        return hit.span, None
    if entry.cut in _KEPT_WORDS:
        return hit.span, _as_written(reading, sentence, hit.span, _kept(reading, hit))
    if entry.cut and entry.fix:
        return _replaced(reading, sentence, hit.span, entry.fix)
    if entry.cut:
        return _without_clause(reading, sentence, hit.span)
    if not entry.fix:
        return _without_phrase(reading, sentence, hit.span)
    return hit.span, _as_written(reading, sentence, hit.span, _filled(reading, hit, entry.fix))


def sentence_at(reading: Reading, place: int) -> Sentence | None:
    """The sentence in which a place of the text stands."""
    sentences = reading.sentences
    at = bisect_right(sentences, place, key=lambda one: one.span[0]) - 1
    return sentences[at] if at >= 0 and place < sentences[at].span[1] else None


def leave_out(reading: Reading, span: Span) -> tuple[Span, str | None]:
    """Leaves a whole sentence out with the space or line that parts it from its neighbour.

    None where nothing else would be said, or too little.
    """
    start, end = span
    body = reading.body
    if not body or (start <= body[0].span[0] and body[-1].span[1] <= end):
        return span, None
    if _too_short_without(reading, span) or _holds_the_ask(reading, span):
        return span, None
    text = reading.text
    after = _skip_space(text, end)
    before = len(text[:start].rstrip())
    same_line = "\n" not in text[end:after]
    if after < len(text) and (same_line or "\n" in text[before:start] or not before):
        return (start, after), ""
    return ((before, end), "") if before else (span, None)


def _replaced(
    reading: Reading, sentence: Sentence, span: Span, instead: str
) -> tuple[Span, str | None]:
    """Another sentence for this one; a name or a word that it begins with stays."""
    start, end = _narrowed(reading, sentence, span)
    left, _ = _clause(reading, (start, end), span)
    before = sum(start <= word.start < left for word in sentence.words)
    if 0 < before <= _MOST_WORDS_OF_ADDRESS:
        return (left, end), instead
    return (start, end), instead[:1].upper() + instead[1:]


def _filled(reading: Reading, hit: Hit, fix: str) -> str:
    """A fix with its places filled: `*` is the phrase's last word, `**` its first two."""
    words = reading.text[hit.span[0] : hit.span[1]].split()
    first = " ".join(words[:2])
    return fix.replace("**", first[:1].lower() + first[1:]).replace("*", words[-1])


def _narrowed(reading: Reading, sentence: Sentence, span: Span) -> Span:
    """The sentence around a span, cut once more at marks that the model of sentences, which
    learnt from English, took for those of an abbreviation."""
    start, end = sentence.span
    if reading.language == "en":
        return start, end
    text = reading.text
    for mark in _FULL_STOPS:
        before = text.rfind(mark, start, span[0])
        start = max(start, before + len(mark)) if before >= 0 else start
        after = text.find(mark, span[1], end)
        end = min(end, after + 1) if after >= 0 else end
    return start, end


def _kept(reading: Reading, hit: Hit) -> str:
    """What is left of a phrase that only loses its heaped words: the last, or first and last."""
    words = reading.text[hit.span[0] : hit.span[1]].split()
    return words[-1] if hit.entry.cut == "to_last" or len(words) == 1 else f"{words[0]} {words[-1]}"


def _without_clause(reading: Reading, sentence: Sentence, span: Span) -> tuple[Span, str | None]:
    start, end = _narrowed(reading, sentence, span)
    left, right = _clause(reading, (start, end), span)
    beside = sum(
        not (span[0] <= word.start and word.end <= span[1])
        for word in sentence.words
        if left <= word.start and word.end <= right
    )
    if beside > _MOST_WORDS_BESIDE:
        return span, None
    if left == start and right == end:
        return leave_out(reading, (start, end))
    if reading.text[left - 1 : left] == "\n":
        start = left
    if left != start or _too_short_without(reading, (left, right)):
        return span, None
    rest = _rest(reading, sentence, right)
    if rest is None:
        return span, None
    return (start, rest + 1), reading.text[rest].upper()


def _clause(reading: Reading, sentence: Span, span: Span) -> Span:
    """The part of a sentence between the marks and connectors around a span."""
    start, end = sentence
    low = reading.masked.lower() if len(reading.masked.lower()) == len(reading.masked) else ""
    if not low:
        return span
    words = reading.pack.words.get("connectors", frozenset()) if reading.pack else frozenset()
    partings = (*_PARTING, *(f" {word} " for word in sorted(words)))
    left, right = start, end
    for parting in partings:
        before = low.rfind(parting, start, span[0])
        if before >= 0:
            left = max(left, before + len(parting))
        after = low.find(parting, span[1], end)
        if after >= 0:
            right = min(right, after)
    return left, right


def _rest(reading: Reading, sentence: Sentence, place: int) -> int | None:
    """Where the next clause begins that can stand by itself; None: it leans on the one before."""
    if reading.pack is None:
        return None
    connectors = reading.pack.words.get("connectors", frozenset())
    subjects = reading.pack.words.get("subject", frozenset())
    for word in sentence.words:
        if word.start < place:
            continue
        if word.lower in connectors:
            continue
        return word.start if word.lower in subjects else None
    return None


def _without_phrase(reading: Reading, sentence: Sentence, span: Span) -> tuple[Span, str | None]:
    text = reading.text
    start, end = span
    if not any(sign.isalnum() for sign in text[sentence.span[0] : start]):
        after = end
        while after < sentence.span[1] and text[after] in " ,:-\n":
            after += 1
        if after >= sentence.span[1] or not text[after].isalnum():
            return leave_out(reading, sentence.span)
        if _too_short_without(reading, span):
            return span, None
        return (start, after + 1), text[after].upper()
    if _too_short_without(reading, span):
        return span, None
    while start > sentence.span[0] and text[start - 1] == " ":
        start -= 1
    return (start, end), ""


def _as_written(reading: Reading, sentence: Sentence, span: Span, instead: str) -> str:
    """The replacement with a capital where the phrase has one because a sentence begins there."""
    first = reading.text[span[0]]
    begins = not any(sign.isalnum() for sign in reading.text[sentence.span[0] : span[0]])
    if first.isupper() and begins:
        return instead[:1].upper() + instead[1:]
    return instead


def _too_short_without(reading: Reading, span: Span) -> bool:
    words = reading.words
    first = bisect_left(words, span[0], key=lambda word: word.start)
    last = bisect_right(words, span[1], key=lambda word: word.end)
    return len(words) - (last - first) < SHORTEST_WORDS <= len(words)


def _holds_the_ask(reading: Reading, span: Span) -> bool:
    """Whether all that the text asks for stands in a span."""
    asked = asks(reading)
    return bool(asked) and all(span[0] <= one.span[0] < span[1] for one in asked)


def _skip_space(text: str, place: int) -> int:
    while place < len(text) and text[place].isspace():
        place += 1
    return place


def parted(reading: Reading, sentence: Sentence) -> tuple[Span, str] | None:
    """Makes two sentences of one at the connector nearest its middle; None: there is none."""
    if reading.pack is None:
        return None
    connectors = reading.pack.words.get("connectors", frozenset())
    subjects = reading.pack.words.get("subject", frozenset())
    words = sentence.words
    middle = len(words) / 2
    places = [
        place
        for place in range(1, len(words) - 1)
        if words[place].lower in connectors and words[place + 1].lower in subjects
    ]
    if not places:
        return None
    best = min(places, key=lambda place: (abs(place - middle), place))
    start, end = words[best - 1].end, words[best + 1].end
    text = reading.text
    if any(sign not in " ,;-–—\n" for sign in text[start : words[best].start]):
        return None
    follows = text[words[best + 1].start : end]
    return (start, end), f". {follows[:1].upper()}{follows[1:]}"
