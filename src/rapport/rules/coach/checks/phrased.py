"""Turns the phrases of one list of a pack into findings: evidence, sentence, source and fix."""

from bisect import bisect_left
from collections.abc import Iterator

from rapport.rules.coach.draft import DraftWay
from rapport.rules.coach.findings import Check, Finding, Level
from rapport.rules.coach.mending import mended
from rapport.rules.coach.phrases import Hit
from rapport.rules.coach.quoting import is_quoted
from rapport.rules.coach.reading import Reading

# A text with more than these is no letter: the first are told, without a fix.
MOST_FINDINGS = 24


def phrased(
    reading: Reading, key: str, check: Check, message: str, source: str, gross_from: int
) -> Iterator[Finding]:
    """A finding for each phrase of the list `key`.

    They are tips, unless the pack calls a phrase gross, or `gross_from` and more of them stand in
    a message whose addressee is known: then they warn. `message` and `source` serve where the
    pack has none of its own.
    """
    near = reading.hits(key)[: 2 * MOST_FINDINGS]
    hits = [hit for hit in near if speaks(reading, hit) and not is_literal(reading, hit)]
    heaped = len(hits) >= gross_from and is_addressed(reading)
    for hit in hits[:MOST_FINDINGS]:
        span, fix = mended(reading, hit) if len(hits) <= MOST_FINDINGS else (hit.span, None)
        gross = heaped or hit.entry.level == Level.WARN
        yield Finding(
            check=check,
            level=Level.WARN if gross else Level.TIP,
            message=hit.entry.message or message,
            source=hit.entry.source or source,
            span=span,
            evidence=reading.text[span[0] : span[1]],
            fix=fix,
        )


def is_addressed(reading: Reading) -> bool:
    """Whether anything is known of whom the text goes to; a bare text is judged more leniently."""
    draft = reading.draft
    there = draft.recipient
    return bool(
        there.name
        or there.headline
        or there.employers
        or draft.history
        or draft.way is not DraftWay.MESSAGE
    )


def speaks(reading: Reading, hit: Hit) -> bool:
    """Whether the writer says it: what is quoted or stands in a quoted line is somebody else's."""
    start, end = hit.span
    if _is_taken_back(reading, hit):
        return False
    text = reading.text
    line = text.rfind("\n", 0, start) + 1
    if text[line:start].lstrip().startswith(">") or is_quoted(reading, hit.span):
        return False
    before = text[max(start - _NEAR, 0) : start].rstrip(" \t")[-1:]
    after = text[end : end + _NEAR].lstrip(" \t.,!?")[:1]
    return not (before in _OPENING and after in _CLOSING) or not before or not after


def is_literal(reading: Reading, hit: Hit) -> bool:
    """Whether a figure of speech is meant as it stands: beside a word of its own field ("the
    low-hanging fruit" in an orchard), or in the recipient's own words, said back to them."""
    field = hit.entry.literal
    if not field:
        return False
    if any(word.lower in field or word.lower.removesuffix("s") in field for word in reading.words):
        return True
    said = reading.text[slice(*hit.span)].casefold()
    return any(said in post.text.casefold() for post in reading.draft.recipient.posts)


def _is_taken_back(reading: Reading, hit: Hit) -> bool:
    """Whether words before it make it harmless: "nothing you need to answer", "please call me".

    Only demands, advice and meetings can be taken back; a negation takes back all of them, a
    softener those that aren't gross.
    """
    if hit.entry.key not in _DEMANDS:
        return False
    words = reading.words
    at = bisect_left(words, hit.span[0], key=lambda word: word.start)
    before = set[str]()
    for word in reversed(words[max(0, at - _REACH) : at]):
        if any(sign in _ENDS for sign in reading.text[word.end : hit.span[0]]):
            break
        before.add(word.lower)
    pack = reading.pack
    if pack is None or not before:
        return False
    if before & pack.words.get("negation", frozenset()):
        return True
    soft = hit.entry.level != Level.WARN
    return soft and bool(before & pack.words.get("softener", frozenset()))


_DEMANDS = frozenset({"phrases.pushy", "phrases.advice", "phrases.meeting"})
_REACH = 6
_NEAR = 6
_ENDS = ".!?;:\n"
_OPENING = "\"“„«‘'"
_CLOSING = "\"”“»’'"
