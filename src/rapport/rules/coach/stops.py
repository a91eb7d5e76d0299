"""What prevents a send, looked for without the rest of a review: only facts, never style."""

from collections.abc import Iterator

from rapport.rules.coach.blanks import blanks_of
from rapport.rules.coach.checks import follow_up, placeholder, sameness
from rapport.rules.coach.draft import Draft, Recipient
from rapport.rules.coach.findings import Finding, Level
from rapport.rules.coach.reading import Reading

# Mended, or not sent; the third (a message after two unanswered) may be overruled.
_FIRM = (placeholder.check, sameness.check)


def blank_in(text: str, subject: str | None, name: str) -> Finding | None:
    """The first unfilled blank of a text or its subject; `name` is whom it goes to (A:30).

    About 6 µs for a message of 20 words: for the road on which every word of a conversation goes.
    """
    # Nobody's name takes away more than a greeting: what is empty without it is empty with it.
    if not blanks_of(text) and not (subject and blanks_of(subject, is_subject=True)):
        return None
    draft = Draft(text, subject=subject or None, recipient=Recipient(name=name))
    return next(placeholder.check(Reading(draft)), None)


def firm_stop(draft: Draft) -> Finding | None:
    """An unfilled blank, or the same text to three others within 24 hours (B:143, B:146)."""
    reading = Reading(draft)
    return next((one for check in _FIRM for one in _stops(check(reading))), None)


def asking_stop(draft: Draft) -> Finding | None:
    """A third message after two unanswered, before their rest is over (B:105, B:144)."""
    return next(_stops(follow_up.check(Reading(draft))), None)


def _stops(findings: Iterator[Finding]) -> Iterator[Finding]:
    return (one for one in findings if one.level is Level.STOP)
