"""length: an opener is short, and a note fits its limit (B:65; reference 4)."""

from collections.abc import Iterator

from rapport.rules.coach.checks.phrased import is_addressed
from rapport.rules.coach.findings import Check, Finding, Level
from rapport.rules.coach.kinds import Place
from rapport.rules.coach.reading import Reading

_SOURCE = "B:65"
# Code points and words; sources: reference 4 (LinkedIn's InMail lengths, Boomerang, Lavender).
_GOOD_CHARACTERS = (200, 400)
_GOOD_WORDS = (25, 75)
_MOST_CHARACTERS = 800
_FAR_TOO_MANY_CHARACTERS = 1_200
_MOST_WORDS = 125
_FEWEST_WORDS = 15
_NEAR_LIMIT = 0.9


def check(reading: Reading) -> Iterator[Finding]:
    """A warn from 90 % of the way's limit; in openers a tip over 400 characters, over 75 words or
    under 15 words, a warn over 800 characters or 125 words, good from 200 to 400 characters."""
    near = _near_limit(reading)
    if near is not None:
        yield near
        return
    if reading.kind.place is not Place.OPENER or reading.pack is None:
        return
    characters, words = len(reading.text), len(reading.words)
    if characters > _MOST_CHARACTERS or words > _MOST_WORDS:
        level = Level.WARN if is_addressed(reading) else Level.TIP
        much = "far too long" if characters > _FAR_TOO_MANY_CHARACTERS else "long"
        yield _finding(level, f"{_size(reading)} is {much} for a first message; 75 words do.")
    elif characters > _GOOD_CHARACTERS[1] or words > _GOOD_WORDS[1]:
        yield _finding(Level.TIP, f"{_size(reading)}; first messages of 25 to 75 words do best.")
    elif words < _FEWEST_WORDS:
        if reading.kind.gist is None:
            yield _finding(Level.TIP, f"{_size(reading)} is short; say why you write to them.")
    elif characters >= _GOOD_CHARACTERS[0] and words >= _GOOD_WORDS[0]:
        yield _finding(Level.GOOD, f"{_size(reading)}: a length that gets answers.")


def _near_limit(reading: Reading) -> Finding | None:
    limit, characters = reading.draft.limit, len(reading.text)
    if limit is None or characters < _NEAR_LIMIT * limit:
        return None
    if characters > limit:
        over = characters - limit
        return _finding(
            Level.WARN, f"{characters:,} characters of at most {limit:,}: {over:,} too many."
        )
    return _finding(Level.WARN, f"{characters:,} characters of at most {limit:,}: nearly full.")


def _size(reading: Reading) -> str:
    count = len(reading.words)
    return f"{count:,} word{'' if count == 1 else 's'} ({len(reading.text):,} characters)"


def _finding(level: Level, said: str) -> Finding:
    return Finding(check=Check.LENGTH, level=level, message=said, source=_SOURCE)
