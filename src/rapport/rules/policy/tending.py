"""The numbers of tending to people afterwards: follow-ups, keeping warm, and what is measured."""

# ruff: noqa: RUF009 -- `span` is a field maker, like `field`: it runs once, on purpose

from dataclasses import dataclass
from datetime import timedelta

from rapport.rules.policy.kinds import span, spans, whole

RECRUITER_FOLLOW_UP = "https://www.linkedin.com/help/recruiter/answer/a1457303"
MONICA = "https://github.com/monicahq/monica/issues/321"
OWN = "our choice"


@dataclass(frozen=True, slots=True)
class FollowUp:
    """Writing again when nothing came back; any reply, decline or block ends it."""

    default: timedelta = span(
        7, "days", 1, 365, RECRUITER_FOLLOW_UP + "; A:69", "L", "When a follow-up is proposed."
    )  # fmt: skip
    min: timedelta = span(3, "days", 1, 365, RECRUITER_FOLLOW_UP, "L", "The earliest.")
    max: timedelta = span(28, "days", 1, 365, RECRUITER_FOLLOW_UP, "L", "The latest.")
    max_unanswered: int = whole(
        2, "messages", 1, 100, "https://staging.belkins.io/blog/sales-follow-up-statistics; B:147",
        "own", "Messages in a row without an answer before one rests.",
    )  # fmt: skip
    rest: timedelta = span(90, "days", 1, 3_650, OWN + "; B:147", "own", "How long one rests.")


@dataclass(frozen=True, slots=True)
class PostConnect:
    """The first word after connecting."""

    first: timedelta = span(
        7, "days", 1, 365, "B:124", "B", "Thanks are due within this time of connecting."
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Nurture:
    """Keeping an acquaintance warm."""

    ideal: timedelta = span(
        30, "days", 1, 3_650, "B:109, B:117; " + MONICA, "own", "The ideal gap between contacts."
    )  # fmt: skip
    floor: timedelta = span(
        14, "days", 0, 3_650, "B:117, B:126; " + MONICA, "own", "Nothing is proposed sooner."
    )  # fmt: skip
    red: timedelta = span(
        90, "days", 1, 3_650, "B:109, B:126; " + MONICA, "own", "From here one is losing touch."
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Analytics:
    """What is counted as answered, and when a figure is shown at all."""

    reply_window: timedelta = span(
        30, "days", 1, 365, "https://www.linkedin.com/help/recruiter/answer/a416484", "L",
        "An answer counts when it comes within this time.",
    )  # fmt: skip
    other_windows: tuple[timedelta, ...] = spans(
        (7, 90), "days", 1, 365, OWN, "own", "Other windows that a member may choose."
    )  # fmt: skip
    min_n: int = whole(
        20, "cases", 1, 10_000, OWN, "own",
        "Fewer cases than this in a cell read 'not enough yet'.",
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Views:
    """Who has looked at one's profile."""

    free_last: int | None = whole(
        None, "viewers", 0, 100_000,
        "https://climbtheladder.com/how-to-see-who-looked-at-your-linkedin-profile-45-characters",
        "own", "Latest viewers shown to every member, if reciprocal (LinkedIn: 5).",
        unlimited=True,
    )  # fmt: skip
