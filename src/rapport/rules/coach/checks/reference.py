"""A concrete reference that is true: a post, a firm, a school, a person (B:29)."""

from collections.abc import Iterator

from rapport.rules.coach.context.claims import stated
from rapport.rules.coach.context.ground import grounds
from rapport.rules.coach.context.mentions import mentions
from rapport.rules.coach.context.proposal import proposal
from rapport.rules.coach.context.resting import told
from rapport.rules.coach.context.warmth import warmth
from rapport.rules.coach.draft import DraftWay, Recipient
from rapport.rules.coach.findings import Check, Finding, Level, Span
from rapport.rules.coach.kinds import Gist, Place
from rapport.rules.coach.reading import Reading

# From this warmth on two people need no reference to each other.
_KNOWN = 0.5


def check(reading: Reading) -> Iterator[Finding]:
    """Good with an earlier contact or a true reference; a warn in an opener without any."""
    if not reading.text.strip():
        return
    if reading.draft.history:
        yield _good(None, "", "You have been in contact before.")
        return
    span = verified(reading)
    if span is not None:
        words = reading.text[span[0] : span[1]]
        yield _good(span, words, "A concrete reference that is true.")
        return
    if reading.kind.gist in (Gist.CONGRATULATION, Gist.CONDOLENCE) and told(reading):
        yield _good(None, "", "It speaks of what they posted.")
        return
    if _needs_one(reading):
        yield _missing(reading)


def verified(reading: Reading) -> Span | None:
    """Where the first true reference stands: a claim borne out, or a fact of theirs named."""
    true = [claim.span for claim, _ in reading.once(stated) if claim.supported]
    true += [one.span for one in mentions(reading)]
    return min(true, default=None)


def _needs_one(reading: Reading) -> bool:
    draft = reading.draft
    if reading.kind.place is not Place.OPENER or warmth(draft) >= _KNOWN or reading.pack is None:
        return False
    if draft.way in (DraftWay.CONNECT, DraftWay.INMAIL, DraftWay.REQUEST):
        return True
    # Of a bare text nothing can be said, but that it writes to somebody it has only looked up.
    return draft.recipient != Recipient() or bool(reading.hits("words.first_contact"))


def _good(span: Span | None, evidence: str, message: str) -> Finding:
    return Finding(Check.REFERENCE, Level.GOOD, message, "B:29", span, evidence)


def _missing(reading: Reading) -> Finding:
    lenient = reading.draft.way is DraftWay.INTRODUCTION
    found = grounds(reading.draft, reading.language)
    place, fix = proposal(reading, found)
    return Finding(
        check=Check.REFERENCE,
        level=Level.TIP if lenient else Level.WARN,
        message="Nothing here is about this person; name one thing you share or have read.",
        source="B:29",
        span=(place, place) if fix else None,
        fix=fix,
    )
