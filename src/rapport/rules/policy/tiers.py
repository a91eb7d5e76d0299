"""The tiers of membership, from the lowest to the highest."""

from enum import StrEnum


class Tier(StrEnum):
    """A member's plan; only `linkedin` and `seed` give anything for one above basic."""

    BASIC = "basic"
    CAREER = "career"
    BUSINESS = "business"
    SALES = "sales"
    RECRUITER = "recruiter"
