"""The sentence with which a draft could begin to speak of this person."""

from collections.abc import Sequence

from rapport.rules.coach.context.ground import Ground
from rapport.rules.coach.context.wording import wording
from rapport.rules.coach.reading import Reading

# Within these the longer text still raises no finding about length.
_LONGEST_CHARS, _LONGEST_WORDS = 400, 75


def proposal(reading: Reading, found: Sequence[Ground]) -> tuple[int, str | None]:
    """Where to insert, and the sentence of the strongest ground that can be said; None for none.

    Nothing is proposed where the text would grow beyond what an opener should be, or beyond the
    limit of its way.
    """
    place = reading.body[0].span[0] if reading.body else len(reading.text)
    said = wording(reading.language)["sentence"]
    for ground in found:
        if ground.kind not in said:
            continue
        sentence = f"{said[ground.kind].format(name=ground.name)} "
        chars = len(reading.text) + len(sentence)
        words = len(reading.words) + len(sentence.split())
        limit = reading.draft.limit or _LONGEST_CHARS
        if chars <= min(limit * 0.9, _LONGEST_CHARS) and words <= _LONGEST_WORDS:
            return place, sentence
        return place, None
    return place, None
