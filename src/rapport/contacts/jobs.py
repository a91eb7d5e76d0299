"""What the place does for invitations by itself: end those that are over, bring others to mind."""

from datetime import datetime

from rapport.contacts.actions import upkeep
from rapport.contacts.actions.forgetting import forget_changes
from rapport.kit.policy import policy


def expire_invitations(at: datetime) -> int:
    """End invitations without an answer after the policy's time; return how many."""
    return upkeep.expire_invitations(at, policy())


def remind_invitations(at: datetime) -> int:
    """Remind people of invitations on the policy's days; return how many were told."""
    return upkeep.remind_invitations(at, policy())


def forget_connection_changes(at: datetime) -> int:
    """Delete what is old of the log of connections; return how many rows."""
    return forget_changes(at)
