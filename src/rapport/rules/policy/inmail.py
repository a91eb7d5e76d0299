"""The numbers of InMail: what a credit is, where it comes from, and when it goes."""

# ruff: noqa: RUF009 -- `span` is a field maker, like `field`: it runs once, on purpose

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta

from rapport.rules.policy.kinds import span, whole
from rapport.rules.policy.tiers import Tier

HELP = "https://www.linkedin.com/help/linkedin/answer/"
RECRUITER_HELP = "https://www.linkedin.com/help/recruiter/answer/"
OWN = "our choice"


@dataclass(frozen=True, slots=True)
class InMail:
    """Messages to strangers: granted by tier, or earned by answering others."""

    grant_basic: int = whole(
        0, "credits a month", 0, 10_000, HELP + "75", "L", "Monthly credits of a basic member."
    )  # fmt: skip
    grant_career: int = whole(
        5, "credits a month", 0, 10_000, HELP + "75", "L", "Monthly credits of tier career."
    )  # fmt: skip
    grant_business: int = whole(
        15, "credits a month", 0, 10_000, HELP + "75", "L", "Monthly credits of tier business."
    )  # fmt: skip
    grant_sales: int = whole(
        50, "credits a month", 0, 10_000, HELP + "75", "L", "Monthly credits of tier sales."
    )  # fmt: skip
    grant_recruiter: int = whole(
        30, "credits a month", 0, 10_000, HELP + "75", "L", "Monthly credits of tier recruiter."
    )  # fmt: skip
    cap_factor: int = whole(
        3, "times the monthly grant", 1, 100, HELP + "75", "L",
        "Unspent credits gather up to this multiple.",
    )  # fmt: skip
    cap_factor_recruiter: int = whole(
        4, "times the monthly grant", 1, 100, RECRUITER_HELP + "a412114", "L",
        "The same for tier recruiter.",
    )  # fmt: skip
    earned_on_joining: int = whole(
        0, "credits", 0, 10_000, OWN, "own", "Credits a member has on joining."
    )  # fmt: skip
    earned_per_answer: int = whole(
        0, "credits", 0, 1_000, OWN, "own",
        "Credits for answering or declining an opener of somebody who is not a connection.",
    )  # fmt: skip
    earned_answer_within: timedelta = span(
        14, "days", 1, 365, OWN, "own", "Such an answer earns when it comes within this time."
    )  # fmt: skip
    earned_per_acceptance: int = whole(
        0, "credits", 0, 1_000, OWN, "own",
        "Credits for each of a member's invitations that is accepted.",
    )  # fmt: skip
    earned_cap: int = whole(
        15, "credits", 0, 10_000, OWN, "own", "Earned credits gather up to this number."
    )  # fmt: skip
    expires: timedelta = span(
        90, "days", 1, 3_650, HELP + "a554514", "L", "A credit that is not spent ends after this."
    )  # fmt: skip
    refund_window: timedelta = span(
        90, "days", 1, 3_650, HELP + "75", "L",
        "A reply, an acceptance or a decline within this time gives the credit back.",
    )  # fmt: skip
    subject_max: int = whole(
        200, "characters", 1, 8_000, HELP + "a554514", "L", "Longest subject of an InMail."
    )  # fmt: skip
    body_max: int = whole(
        2_000, "characters", 1, 100_000, HELP + "a554514", "L", "Longest text of an InMail."
    )  # fmt: skip
    body_warn: int = whole(
        1_900, "characters", 1, 100_000,
        "https://www.leadspark-ai.com/resources/linkedin-message-length-guide", "M",
        "From here the page warns that the text grows long.",
    )  # fmt: skip
    open_per_recipient: int = whole(
        1, "InMails", 1, 1, HELP + "75", "L",
        "InMails that may wait for the answer of the same person.",
    )  # fmt: skip
    recipient_reminder: timedelta = span(
        3, "days", 1, 365, HELP + "75", "L", "When the recipient is reminded, once."
    )  # fmt: skip

    @property
    def grants(self) -> Mapping[Tier, int]:
        """Credits a month by tier."""
        return {tier: getattr(self, f"grant_{tier.value}") for tier in Tier}

    def cap_for(self, tier: Tier) -> int:
        """Credits that a granted balance gathers up to."""
        recruiter = tier == Tier.RECRUITER
        factor = self.cap_factor_recruiter if recruiter else self.cap_factor
        return factor * self.grants[tier]
