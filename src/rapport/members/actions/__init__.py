"""What may be done to members; each use case in a file of its own."""

from rapport.members.actions.credits import (
    credit_balance,
    expire_credits,
    grant_credits,
    grant_monthly_credits,
    refund_credit,
    spend_credit,
)
from rapport.members.actions.joining import free_handle, join, restrict, settle
from rapport.members.actions.names import name_key

__all__ = [
    "credit_balance",
    "expire_credits",
    "free_handle",
    "grant_credits",
    "grant_monthly_credits",
    "join",
    "name_key",
    "refund_credit",
    "restrict",
    "settle",
    "spend_credit",
]
