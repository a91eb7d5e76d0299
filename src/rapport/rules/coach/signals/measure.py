"""Measures a text: what its strongest sentence asks or advises, and the tone of the whole."""

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from rapport.rules.coach.signals.model import model

# Words of a passage that is weighed at once: the texts that were trained on have 10 to 100.
_PASSAGE = 80
# How much stronger the strongest sentence of a long text must be: among more sentences one is
# sooner mistaken for a request (decision 0117).
_DOUBT = 0.2
# Of longer texts these many words from the start and from the end are read, in whole sentences.
_FROM_START, _FROM_END = 400, 200
# What a post may tell: its author's own news, in the words of the heads.
NEWS = ("layoff", "loss", "health", "busy", "milestone")
# From this many sentences on a promise doesn't count as a request.
_MAIL = 3


@dataclass(frozen=True, slots=True)
class Measured:
    """The signals of a text; 0.5 decides for those from 0 to 1, 0 for those from -1 to 1."""

    request: float = 0.0
    advice: float = 0.0
    politeness: float = 0.0
    formality: float = 0.0
    warmth: float = 0.0
    praise: float = 0.0
    thanks: float = 0.0
    urgency: float = 0.0
    health: float = 0.0
    milestone: float = 0.0


def measure(sentences: Sequence[str]) -> Measured:
    """The signals of a text given as its sentences in order, names masked or not.

    Request and advice are those of the strongest sentence, a little doubted in long texts; in
    texts of three and more a promise is no request (decision 0117). Tone is the mean of passages
    of about 80 words, by their length; the rest is that of the strongest passage.
    """
    spoken = _read([one for one in sentences if any(map(str.isalnum, one))])
    if not spoken:
        return Measured()
    known = model()
    looks = [known.look(one) for one in spoken]
    sizes = [max(1, len(one.split())) for one in spoken]
    parts = list(_passages(sizes))
    joined = looks if len(looks) == 1 else [known.together(looks[part]) for part in parts]
    scores = known.scores([*looks, *joined])
    single, told = scores[: len(looks)], scores[len(looks) :]
    sizes = [sum(sizes[part]) for part in parts]
    return Measured(
        request=_strongest(single, "request" if len(single) < _MAIL else "ask"),
        advice=_strongest(single, "advice"),
        politeness=math.tanh(_mean(told, sizes, "politeness")),
        formality=math.tanh(_mean(told, sizes, "formality") / 2),
        warmth=_chance(_mean(told, sizes, "warmth")),
        praise=_most(told, "praise"),
        thanks=_most(told, "thanks"),
        urgency=_most(told, "urgency"),
        health=_most(told, "health"),
        milestone=_most(told, "milestone"),
    )


def news(sentences: Sequence[str]) -> Mapping[str, float]:
    """How likely the strongest sentence of a post tells each of NEWS: 0 to 1."""
    known = model()
    told = known.scores([known.look(one) for one in _read(list(sentences))])
    return {name: _most(told, name) for name in NEWS} if told else dict.fromkeys(NEWS, 0.0)


def request(sentence: str) -> float:
    """How likely a sentence asks for something or promises it: 0 to 1."""
    return measure((sentence,)).request


def advice(sentence: str) -> float:
    """How likely a sentence gives advice: 0 to 1."""
    return measure((sentence,)).advice


def politeness(sentence: str) -> float:
    """From rude, -1, to polite, 1, as people judge requests."""
    return measure((sentence,)).politeness


def formality(sentence: str) -> float:
    """From casual, -1, to formal, 1."""
    return measure((sentence,)).formality


def warmth(sentence: str) -> float:
    """From tough, 0, to warm, 1."""
    return measure((sentence,)).warmth


def praise(sentence: str) -> float:
    """How likely a sentence admires somebody or something: 0 to 1."""
    return measure((sentence,)).praise


def thanks(sentence: str) -> float:
    """How likely a sentence thanks: 0 to 1."""
    return measure((sentence,)).thanks


def urgency(sentence: str) -> float:
    """How likely a sentence presses for time: 0 to 1."""
    return measure((sentence,)).urgency


def health(sentence: str) -> float:
    """How likely a post tells of the writer's own or their family's illness: 0 to 1."""
    return measure((sentence,)).health


def milestone(sentence: str) -> float:
    """How likely a post tells of the writer's own milestone, such as a new job: 0 to 1."""
    return measure((sentence,)).milestone


def _read(sentences: list[str]) -> list[str]:
    """The sentences that are looked at: all but the middle of a very long text."""
    start = _fitting(sentences, _FROM_START)
    rest = sentences[start:]
    end = _fitting(rest[::-1], _FROM_END)
    return sentences[:start] + rest[len(rest) - end :]


def _fitting(sentences: Sequence[str], words: int) -> int:
    """How many sentences, at least one, come to about so many words."""
    held = 0
    for at, sentence in enumerate(sentences):
        held += len(sentence.split())
        if held > words:
            return max(1, at)
    return len(sentences)


def _passages(sizes: Sequence[int]) -> Iterator[slice]:
    """Sentences in a row that are weighed together, up to about 80 words."""
    start, held = 0, 0
    for at, size in enumerate(sizes):
        if at > start and held + size > _PASSAGE:
            yield slice(start, at)
            start, held = at, 0
        held += size
    yield slice(start, len(sizes))


def _strongest(told: Sequence[Mapping[str, float]], name: str) -> float:
    return _chance(max(one[name] for one in told) - _DOUBT * math.log(len(told)))


def _most(told: Sequence[Mapping[str, float]], name: str) -> float:
    return _chance(max(one[name] for one in told))


def _mean(told: Sequence[Mapping[str, float]], sizes: Sequence[int], name: str) -> float:
    return sum(one[name] * size for one, size in zip(told, sizes, strict=True)) / sum(sizes)


def _chance(score: float) -> float:
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, score))))
