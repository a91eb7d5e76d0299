"""The numbers of writing: lengths, files, edits, group chats, receipts and the quality gate."""

# ruff: noqa: RUF009 -- `span` is a field maker, like `field`: it runs once, on purpose

from dataclasses import dataclass
from datetime import timedelta

from rapport.rules.policy.kinds import choice, span, switch, whole, words

LINKEDNAV = "https://glama.ai/mcp/connectors/io.github.linglistack/linkednav-mcp/tools/"
MAUTRIX = "https://github.com/mautrix/linkedin"
OWN = "our choice"
FILE_TYPES = ("image", "pdf", "office", "audio", "video", "text")
QUALITY = "https://www.linkedin.com/help/recruiter/answer/a413271"


@dataclass(frozen=True, slots=True)
class Message:
    """An ordinary message."""

    max: int = whole(
        8_000, "characters", 1, 100_000, MAUTRIX, "T", "Longest text of an ordinary message."
    )  # fmt: skip
    edit_delete: timedelta = span(
        60, "min", 0, 43_200, LINKEDNAV + "edit_message", "T",
        "How long a message may be edited or deleted; the original is kept for reports.",
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Attachment:
    """Files sent with a message."""

    max: int = whole(
        20, "MB", 0, 1_000, "https://docs.edges.run/v1/api/actions/linkedin-inmail-profile.md",
        "T", "Largest file.",
    )  # fmt: skip
    per_message: int = whole(
        10, "files", 0, 100, OWN, "own", "Files that one message may carry."
    )  # fmt: skip
    quota: int = whole(
        2_000, "MB", 0, 1_000_000, OWN, "own",
        "Room for all files that a member has sent, or uploaded to be sent.",
    )  # fmt: skip
    types: tuple[str, ...] = words(
        FILE_TYPES, FILE_TYPES, MAUTRIX, "T", "Kinds of file that may be sent."
    )  # fmt: skip
    from_strangers: bool = switch(
        False, OWN, "own", "Files in requests, InMail and introductions that are not accepted yet."
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class GroupChat:
    """Conversations of more than two."""

    max: int = whole(
        50, "people", 3, 1_000, "https://www.linkedin.com/help/linkedin/answer/a554447", "L",
        "People in one conversation.",
    )  # fmt: skip
    history: str = choice(
        "if_agreed", ("if_agreed", "always", "never"), OWN, "own",
        "Whether people who join later see what was written before (LinkedIn: always).",
    )  # fmt: skip
    per_day: int = whole(
        10, "conversations", 1, 1_000, OWN, "own",
        "Group conversations that a member may make within 24 hours.",
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Receipts:
    """Read marks and the typing sign."""

    reciprocal: bool = switch(
        True,
        "https://unanswered.io/guide/"
        "linkedin-read-receipts-how-they-work-and-how-to-turn-them-off", "T",
        "One switch for read marks and typing; off for one is off for both.",
    )  # fmt: skip
    in_requests: bool = switch(
        False, "https://typoro.com/blog/does-linkedin-have-read-receipts", "T",
        "Read marks in requests and InMail that are not accepted yet.",
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Quality:
    """When somebody's openers go mostly unanswered: a warning first, then no new strangers."""

    min_openers: int = whole(
        100, "openers in the window", 1, 100_000, QUALITY, "L", "Openers before a rate is judged."
    )  # fmt: skip
    window: timedelta = span(
        14, "days", 1, 365, QUALITY, "L", "The window in which openers are counted."
    )  # fmt: skip
    answered: int = whole(
        13, "percent answered", 0, 100, QUALITY, "L", "Below this share the gate warns."
    )  # fmt: skip
    warning: timedelta = span(
        14, "days", 0, 365, QUALITY, "L", "How long the warning stands."
    )  # fmt: skip
    grace: timedelta = span(
        7, "days", 0, 365, QUALITY, "L", "Time to do better before it is measured again."
    )  # fmt: skip
    fan_out_off: timedelta = span(
        14, "days", 0, 365, QUALITY, "L", "How long writing to new people then rests."
    )  # fmt: skip
    small_min_openers: int = whole(
        20, "openers in the window", 1, 100_000, OWN, "own",
        "Openers before a rate is judged on a small site.",
    )  # fmt: skip
    small_bound: int = whole(
        95, "percent confidence", 50, 99, OWN, "own",
        "On a small site the upper bound of the rate at this confidence must lie below the share.",
    )  # fmt: skip
