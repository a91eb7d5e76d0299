"""Off the point: digressions, and sentences that don't end (B:79)."""

from collections.abc import Iterator

from rapport.rules.coach.checks.phrased import MOST_FINDINGS, phrased, speaks
from rapport.rules.coach.findings import Check, Finding, Level, Span
from rapport.rules.coach.mending import leave_out, parted, sentence_at
from rapport.rules.coach.phrases import Hit
from rapport.rules.coach.reading import Reading
from rapport.rules.coach.sentences import Sentence

MOST_WORDS = 40
_GROSS_FROM = 3
# One aside is human.
_FEWEST_ASIDES = 2
_MESSAGE = "This leads away from the reason for writing; keep it for another time."


def check(reading: Reading) -> Iterator[Finding]:
    """A tip for each digression and each sentence of more than 40 words, which the fix parts."""
    if reading.pack is None:
        return
    strong = list(
        phrased(reading, "phrases.rambling", Check.RAMBLING, _MESSAGE, "B:79", _GROSS_FROM)
    )
    yield from strong
    asides = [hit for hit in reading.hits("words.aside") if speaks(reading, hit)]
    if len(asides) + len(strong) >= _FEWEST_ASIDES:
        yield from (_aside(reading, hit) for hit in asides[:MOST_FINDINGS])
    for sentence in reading.body:
        if len(sentence.words) > MOST_WORDS and not _is_list(sentence):
            yield _endless(reading, sentence)


def _aside(reading: Reading, hit: Hit) -> Finding:
    """The sentence that an aside begins in, left out."""
    sentence = sentence_at(reading, hit.span[0])
    span, fix = leave_out(reading, sentence.span) if sentence else (hit.span, None)
    evidence = reading.text[span[0] : span[1]]
    return Finding(Check.RAMBLING, Level.TIP, _MESSAGE, "B:79", span, evidence, fix)


def _endless(reading: Reading, sentence: Sentence) -> Finding:
    cut = parted(reading, sentence)
    span: Span = cut[0] if cut else sentence.span
    return Finding(
        check=Check.RAMBLING,
        level=Level.TIP,
        message=f"This sentence has {len(sentence.words)} words; two say it more clearly.",
        source="B:79",
        span=span,
        evidence=reading.text[span[0] : span[1]],
        fix=cut[1] if cut else None,
    )


def _is_list(sentence: Sentence) -> bool:
    """Whether a long sentence only lists things, or is no prose (a table, an address)."""
    return sentence.text.count(",") * 4 > len(sentence.words) or "\t" in sentence.text
