"""What a text asks for: its questions and requests, told from pleasantries, and how they ask."""

from dataclasses import dataclass

from rapport.rules.coach.findings import Level, Span
from rapport.rules.coach.phrases import Hit
from rapport.rules.coach.reading import Reading
from rapport.rules.coach.sentences import Sentence


@dataclass(frozen=True, slots=True)
class Ask:
    """One sentence that asks: as a question, or vaguely ("I'd love to hear about your journey")."""

    sentence: Sentence
    question: bool
    vague: bool

    @property
    def span(self) -> Span:
        """Where the sentence stands."""
        return self.sentence.span


def asks(reading: Reading) -> tuple[Ask, ...]:
    """The sentences of a text that ask for something, in order; greeting and closing don't."""
    return reading.once(_asks)


def questions(reading: Reading) -> tuple[Ask, ...]:
    """The asks that are questions."""
    return tuple(ask for ask in asks(reading) if ask.question)


def statements(reading: Reading) -> tuple[Sentence, ...]:
    """The sentences that are no question and none of what asks nothing: what may ask unheard."""
    return tuple(one for one in _earnest(reading) if not one.is_question)


def _asks(reading: Reading) -> tuple[Ask, ...]:
    made = reading.hits("words.ask")
    vague = reading.hits("words.vague_ask")
    wishes = tuple(hit for hit in reading.hits("phrases.stock") if hit.entry.cut)
    found = []
    for sentence in _earnest(reading):
        wish = _in(sentence, wishes) and not _in(sentence, made)
        question = sentence.is_question and not wish
        if question or _in(sentence, made) or _in(sentence, vague):
            found.append(Ask(sentence, question, not question and _in(sentence, vague)))
    return tuple(found)


def _earnest(reading: Reading) -> tuple[Sentence, ...]:
    """The body without courtesies ("How are you?"), and without reproaches and advice, which ask
    nothing even in the form of a question."""
    rude = (hit for hit in reading.hits("phrases.pushy") if hit.entry.level == Level.WARN)
    unasked = (*rude, *reading.hits("phrases.advice"))
    pleasant = reading.hits("words.pleasantry")
    return tuple(
        one
        for one in reading.body
        if not _in(one, unasked) and not (one.is_question and _is_pleasantry(one, pleasant))
    )


def _in(sentence: Sentence, hits: tuple[Hit, ...]) -> bool:
    start, end = sentence.span
    return any(start <= hit.span[0] < end for hit in hits)


def _is_pleasantry(sentence: Sentence, hits: tuple[Hit, ...]) -> bool:
    """Whether a question is only a courtesy: little more than "How are you?"."""
    start, end = sentence.span
    said = sum(hit.span[1] - hit.span[0] for hit in hits if start <= hit.span[0] < end)
    return said * 2 > end - start
