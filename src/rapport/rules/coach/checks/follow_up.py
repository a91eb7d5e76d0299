"""follow_up: not too soon, not a third time, and with something to answer (A:69, B:105, B:144)."""

from collections.abc import Iterator

from rapport.rules.coach.context.bumping import bumps
from rapport.rules.coach.draft import Author
from rapport.rules.coach.findings import Check, Finding, Level, Span
from rapport.rules.coach.kinds import Place
from rapport.rules.coach.reading import Reading
from rapport.rules.policy.tending import FollowUp

# The numbers of the policy (docs/policy.md, followup): 3 to 28 days, two unanswered, 90 days' rest.
_POLICY = FollowUp()
# A follow-up that works has four sentences or more (reference 4, Gong).
_GOOD_SENTENCES = 4
_BARE_WORDS = 25
_BARE_SENTENCES = 3
_SCARCELY_ANY_WORDS = 8
# A bump in many words is one as long as it is no longer than this.
_LONG_BUMP = 60


def check(reading: Reading) -> Iterator[Finding]:
    """A stop after two unanswered messages, with the date when the rest ends; a warn sooner than
    three days after the last, and for a bare bump; good with four sentences of context."""
    if reading.kind.place is not Place.FOLLOW_UP:
        return
    rest = _resting(reading)
    if rest is not None:
        yield rest
        return
    soon = _too_soon(reading)
    if soon is not None:
        yield soon
    bump = _bump(reading)
    if bump is not None:
        said = "This only asks for an answer; add what is new, and what you would like to know."
        yield _finding(reading, Level.WARN, said, "B:126", bump)
    elif soon is None and len(reading.body) >= _GOOD_SENTENCES:
        said = "The follow-up gives context of its own to answer to."
        yield _finding(reading, Level.GOOD, said, "B:126", None)


def unanswered(reading: Reading) -> int:
    """The sender's messages since the recipient's last one."""
    count = 0
    for earlier in reversed(reading.draft.history):
        if earlier.by is Author.RECIPIENT:
            break
        count += 1
    return count


def _resting(reading: Reading) -> Finding | None:
    if unanswered(reading) < _POLICY.max_unanswered:
        return None
    now, last = reading.draft.now, reading.draft.history[-1].at
    until = last + _POLICY.rest
    if now is not None and now >= until:
        return None
    when = f"; the rest ends on {until:%d %B %Y}" if now is not None else ""
    said = f"{_POLICY.max_unanswered} messages are unanswered: let it rest{when}."
    return _finding(reading, Level.STOP, said, "B:144", None)


def _too_soon(reading: Reading) -> Finding | None:
    history, now = reading.draft.history, reading.draft.now
    if not history or now is None or now - history[-1].at >= _POLICY.min:
        return None
    day = history[-1].at + _POLICY.default
    said = f"Your last message is not {_POLICY.min.days} days old; wait until about {day:%d %B}."
    return _finding(reading, Level.WARN, said, "A:69", None)


def _bump(reading: Reading) -> Span | None:
    """The span of a follow-up that says nothing but "any news?"; None where it says more."""
    words = sum(len(sentence.words) for sentence in reading.body)
    first = reading.body[0].span[0] if reading.body else 0
    span = (first, reading.body[-1].span[1]) if reading.body else None
    if span is None:
        return None
    bare = words <= _BARE_WORDS and len(reading.body) <= _BARE_SENTENCES
    if bare and reading.hits("words.bump"):
        return span
    if words <= _LONG_BUMP and bumps(reading):
        return span
    scarce = words <= _SCARCELY_ANY_WORDS and reading.pack is not None
    return span if scarce and reading.kind.gist is None else None


def _finding(reading: Reading, level: Level, said: str, source: str, span: Span | None) -> Finding:
    return Finding(
        check=Check.FOLLOW_UP,
        level=level,
        span=span,
        evidence=reading.text[slice(*span)] if span else "",
        message=said,
        source=source,
    )
