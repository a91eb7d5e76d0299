"""Hours: outside the recipient's a message is better planned for the next of them (B:104)."""

from collections.abc import Iterator

from rapport.rules.coach.context.hours import is_within, next_moment, quiet_hours
from rapport.rules.coach.findings import Check, Finding, Level
from rapport.rules.coach.reading import Reading


def check(reading: Reading) -> Iterator[Finding]:
    """A tip outside the recipient's hours; silent without `now` or a time zone."""
    draft = reading.draft
    if draft.now is None or is_within(draft, draft.now):
        return
    moment = next_moment(draft, draft.now)
    why = "in their quiet hours" if quiet_hours(draft) else "outside their working hours"
    yield Finding(
        check=Check.TIMING,
        level=Level.TIP,
        message=f"It is {why} now; {moment:%A, %d %B at %H:%M} their time would be better.",
        source="B:104",
    )
