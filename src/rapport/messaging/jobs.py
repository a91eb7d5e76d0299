"""Jobs of messaging: each finds its work and may run twice."""

from datetime import datetime

from rapport.kit.policy import policy
from rapport.messaging.actions import reminding, sweeping


def remind_inmails(at: datetime) -> int:
    """Remind the recipients of InMails that have waited for some days; return how many."""
    return reminding.remind_inmails(at, policy())


def forget_files(at: datetime) -> int:
    """Clear away unsent files, those of deleted messages, contents nobody refers to; how many."""
    return sweeping.sweep_files(at)
