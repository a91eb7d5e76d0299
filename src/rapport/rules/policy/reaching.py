"""The numbers that open and close the ways: connections, invitations, InMail, requests, sends."""

# ruff: noqa: RUF009 -- `span` is a field maker, like `field`: it runs once, on purpose

from dataclasses import dataclass
from datetime import timedelta

from rapport.rules.policy.kinds import span, spans, switch, whole
from rapport.rules.policy.tiers import Tier

HELP = "https://www.linkedin.com/help/linkedin/answer/"
LINKEDNAV = "https://glama.ai/mcp/connectors/io.github.linglistack/linkednav-mcp/tools/"
OWN = "our choice"


@dataclass(frozen=True, slots=True)
class Connections:
    """How many people a member may be connected to."""

    max: int = whole(
        30_000, "connections", 1, 1_000_000, HELP + "a551012", "L",
        "A member at this number neither invites nor accepts; others may follow.",
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Invite:
    """Invitations: how many, how long they live, and what follows when they go wrong."""

    window: timedelta = span(
        7, "days", 1, 60, "https://allstonlabs.com/inbox-calculator/linkedin/limits", "T",
        "The rolling window in which invitations are counted.",
    )  # fmt: skip
    limit_basic: int = whole(
        100, "invitations in the window", 1, 100_000,
        "https://dux-soup.com/blog/youve-reached-the-weekly-invitation-limit-message-from-linkedin",
        "T", "Invitations a basic member may send in the window.",
    )  # fmt: skip
    limit_plus: int = whole(
        200, "invitations in the window", 1, 100_000,
        "https://theumg.io/linkedins-new-invitations-limit-and-what-it-means-for-you/", "T",
        "Invitations a member of any higher tier may send in the window.",
    )  # fmt: skip
    new_member_limit: int = whole(
        20, "invitations in the window", 1, 100_000, OWN + ", after an idea of HumHub", "own",
        "Invitations a new member may send in the window.",
    )  # fmt: skip
    new_member_for: timedelta = span(
        14, "days", 0, 365, OWN + ", after an idea of HumHub", "own",
        "How long a member counts as new to invitations.",
    )  # fmt: skip
    daily_soft: int = whole(
        20, "invitations a day", 0, 10_000, LINKEDNAV + "send_invitation", "own",
        "From here the page hints that a day has been busy enough; nothing is refused.",
    )  # fmt: skip
    note_max_basic: int = whole(
        200, "characters", 0, 8_000, LINKEDNAV + "send_invitation", "T",
        "Longest note with an invitation of a basic member.",
    )  # fmt: skip
    note_max_plus: int = whole(
        300, "characters", 0, 8_000, "https://www.linkedhelper.com/en/glossary/linkedin-invitation",
        "T", "Longest note with an invitation of any higher tier.",
    )  # fmt: skip
    notes_per_month_basic: int | None = whole(
        5, "notes a calendar month", 0, 100_000, HELP + "a550555", "L",
        "Invitations with a note that a basic member may send; those without one are not counted.",
        unlimited=True,
    )  # fmt: skip
    notes_per_month_plus: int | None = whole(
        None, "notes a calendar month", 0, 100_000, HELP + "a550555", "L",
        "Invitations with a note that any higher tier may send.", unlimited=True,
    )  # fmt: skip
    withdraw_lock: timedelta = span(
        21, "days", 0, 365, HELP + "a551012", "L",
        "After withdrawing an invitation one waits so long before inviting the same person again.",
    )  # fmt: skip
    expires: timedelta = span(
        180, "days", 1, 3_650, "https://kennected.io/blog/linkedin-invitation-expiration/", "T",
        "An invitation that is not answered ends after this time.",
    )  # fmt: skip
    reminders: tuple[timedelta, ...] = spans(
        (7, 30), "days", 1, 365,
        "https://help.linkedin.com/app/answers/detail/a_id/3882/cookie/test", "L-old",
        "When the invited person is reminded; the count is LinkedIn's, the days are our choice.",
    )  # fmt: skip
    pending_max: int = whole(
        500, "invitations", 1, 100_000, "https://www.linkedhelper.com/en/glossary/linkedin-invitation",
        "own", "Invitations that may wait for an answer at one time.",
    )  # fmt: skip
    unknown_marks: int = whole(
        5, "marks in the window", 1, 1_000, "http://linkedin.pbworks.com/AccountRestriction",
        "T-old", "So many 'I don't know this person' and each invitation asks for a proof.",
    )  # fmt: skip
    unknown_marks_window: timedelta = span(
        365, "days", 1, 3_650, OWN, "own", "The rolling window in which those marks are counted."
    )  # fmt: skip
    restriction: tuple[timedelta, ...] = spans(
        (6, 72, 168), "h", 1, 8_760, HELP + "a551012", "L",
        "Restrictions, the first, second and third time; the ladder is LinkedIn's, the exact hours"
        " are our choice.",
    )  # fmt: skip
    restriction_pending: timedelta = span(
        30, "days", 1, 365, HELP + "a551012", "L",
        "The restriction when the pile of waiting invitations is full.",
    )  # fmt: skip
    proof_required: bool = switch(
        False, "A:7", "A", "Every invitation, at every degree, needs a proof of acquaintance."
    )  # fmt: skip

    def limit_for(self, tier: Tier) -> int:
        """Invitations in `window` for a member who is not new."""
        return self.limit_basic if tier == Tier.BASIC else self.limit_plus

    def note_max_for(self, tier: Tier) -> int:
        """Longest note, in code points."""
        return self.note_max_basic if tier == Tier.BASIC else self.note_max_plus

    def notes_per_month_for(self, tier: Tier) -> int | None:
        """Notes a calendar month (UTC); None is unlimited."""
        return self.notes_per_month_basic if tier == Tier.BASIC else self.notes_per_month_plus


@dataclass(frozen=True, slots=True)
class Requests:
    """Message requests on shared ground: a group, an event, an employer."""

    per_month: int = whole(
        15, "requests a calendar month", 0, 10_000,
        "http://thechiefstoryteller.com/blog/item/"
        "1043-communicating-with-a-fellow-group-member-linkedin-changes", "L-old",
        "Requests a member may open, over all groups, events and co-workers together.",
    )  # fmt: skip
    event_for: timedelta = span(
        14, "days", 1, 3_650, OWN, "own",
        "An event is shared ground from its start until so long after.",
    )  # fmt: skip
    first_messages: int = whole(
        1, "messages", 1, 1, OWN + ", a pattern of Mastodon and Messenger", "own",
        "Messages a request holds until it is accepted; text only.",
    )  # fmt: skip
    first_message_max: int = whole(
        2_000, "characters", 1, 100_000, OWN + ", a pattern of Mastodon and Messenger", "own",
        "Longest text of a request or of an introduction.",
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Introductions:
    """Introductions by a shared connection, with two consents."""

    open_max: int = whole(
        3, "introductions", 1, 1_000, OWN, "own",
        "Introductions a member may have waiting for an answer at one time.",
    )  # fmt: skip
    expires: timedelta = span(
        30, "days", 1, 365, OWN, "own", "An introduction without an answer ends after this time."
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Send:
    """How many people whom one is not connected to one may write to in a day."""

    new_conversations_per_day: int = whole(
        15, "conversations a day", 0, 10_000, "https://github.com/humhub/mail", "T",
        "New conversations with people who are not connections.",
    )  # fmt: skip
    new_member_for: timedelta = span(
        3, "days", 0, 365, "https://github.com/humhub/mail", "T",
        "How long a member counts as new to conversations.",
    )  # fmt: skip
    new_member_conversations: int = whole(
        2, "conversations a day", 0, 10_000, "https://github.com/humhub/mail", "T",
        "New conversations of a new member with people who are not connections.",
    )  # fmt: skip
    new_member_messages: int = whole(
        5, "messages a day", 0, 10_000, "https://github.com/humhub/mail", "T",
        "Messages of a new member to people who are not connections.",
    )  # fmt: skip
