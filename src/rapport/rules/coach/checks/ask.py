"""One clear, easy question: none, many, a vague one, a meeting demanded of a stranger (B:67)."""

from collections.abc import Iterator

from rapport.rules.coach.asking import Ask, asks, questions, statements
from rapport.rules.coach.checks.phrased import MOST_FINDINGS, is_addressed, speaks
from rapport.rules.coach.context.ground import question
from rapport.rules.coach.context.resting import good_news, sensitive_news
from rapport.rules.coach.draft import DraftWay
from rapport.rules.coach.findings import Check, Finding, Level
from rapport.rules.coach.kinds import Place
from rapport.rules.coach.mending import leave_out, mended
from rapport.rules.coach.reading import Reading
from rapport.rules.coach.signals import request

MOST_QUESTIONS = 3
_ASKED = 0.5
# The model listens to so many sentences; a longer text is no letter.
_MOST_HEARD = 12
# A question is only proposed where the opener stays within its good length with it.
_ROOM_WORDS = 55
_ROOM_CHARS = 300
_SOURCE = "B:67"
_STUDY = "Boomerang: 1 to 3 questions, half as many answers again"


def check(reading: Reading) -> Iterator[Finding]:
    """Warns of an opener without an ask, of more than three questions and of a demanded meeting.

    Where nothing is known of the addressee, or the way itself asks (an invitation), a missing ask
    is a tip. Congratulations, thanks, condolences and answers need none.
    """
    if reading.pack is None or not reading.text.strip():
        return
    demanded = list(_demanded(reading))
    yield from demanded
    asked = questions(reading)
    if len(asked) > MOST_QUESTIONS:
        yield from (_one_too_many(reading, ask) for ask in asked[MOST_QUESTIONS:][:MOST_FINDINGS])
    elif len(asked) == 1 and len(asks(reading)) == 1 and not demanded:
        yield _good(asked[0])
    if reading.kind.place is not Place.OPENER or not reading.kind.needs_ask:
        return
    if not asks(reading):
        if not demanded and not _is_heard(reading) and not _is_for_the_moment(reading):
            yield _none(reading)
    elif all(ask.vague for ask in asks(reading)):
        yield _vague(asks(reading)[0])


def _is_heard(reading: Reading) -> bool:
    """Whether the model hears a request where no known wording stands ("Send me the plan.")."""
    if reading.language != "en":
        return False
    return any(request(one.masked) >= _ASKED for one in statements(reading)[:_MOST_HEARD])


def _is_for_the_moment(reading: Reading) -> bool:
    """Whether the recipient just told good or sad news: then nothing should be asked (B:86)."""
    return good_news(reading) is not None or sensitive_news(reading) is not None


def _none(reading: Reading) -> Finding:
    gentle = not is_addressed(reading) or reading.draft.way is DraftWay.CONNECT
    worth = _question_worth_asking(reading)
    end = reading.body[-1].span[1] if reading.body else len(reading.text)
    return Finding(
        check=Check.ASK,
        level=Level.TIP if gentle else Level.WARN,
        message="Nothing is asked, so there is nothing to answer; end with one easy question.",
        source=_SOURCE,
        span=(end, end) if worth else None,
        fix=f" {worth}" if worth else None,
    )


def _question_worth_asking(reading: Reading) -> str | None:
    """A question about their post or work, where the text has room for it."""
    if len(reading.words) > _ROOM_WORDS or len(reading.text) > _ROOM_CHARS:
        return None
    return question(reading.draft, reading.language)


def _vague(ask: Ask) -> Finding:
    return Finding(
        check=Check.ASK,
        level=Level.TIP,
        message="This can't be answered in a line; ask one question about one thing.",
        source=_SOURCE,
        span=ask.span,
        evidence=ask.sentence.text,
    )


def _good(ask: Ask) -> Finding:
    return Finding(
        check=Check.ASK,
        level=Level.GOOD,
        message="One clear question, easy to answer.",
        source=_STUDY,
        span=ask.span,
        evidence=ask.sentence.text,
    )


def _one_too_many(reading: Reading, ask: Ask) -> Finding:
    span, fix = leave_out(reading, ask.span)
    return Finding(
        check=Check.ASK,
        level=Level.WARN,
        message="More than three questions are an interview; keep the one that matters.",
        source=_STUDY,
        span=span,
        evidence=reading.text[span[0] : span[1]],
        fix=fix,
    )


def _demanded(reading: Reading) -> Iterator[Finding]:
    if reading.kind.place is Place.REPLY:
        return
    known = bool(reading.draft.history) or (reading.draft.warmth or 0.0) >= _ASKED
    for hit in reading.hits("phrases.meeting")[:MOST_FINDINGS]:
        if not speaks(reading, hit) or known:
            continue
        span, fix = mended(reading, hit)
        yield Finding(
            check=Check.ASK,
            level=Level.WARN if is_addressed(reading) else Level.TIP,
            message=hit.entry.message
            or "A meeting is much to ask of a stranger; ask a question first.",
            source=hit.entry.source or _SOURCE,
            span=span,
            evidence=reading.text[span[0] : span[1]],
            fix=fix,
        )
