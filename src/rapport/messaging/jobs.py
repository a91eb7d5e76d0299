"""Jobs of messaging: each finds its work and may run twice."""

from datetime import datetime

from django.conf import settings

from rapport.kit.policy import policy
from rapport.messaging.actions import previewing, reminding, sweeping


def remind_inmails(at: datetime) -> int:
    """Remind the recipients of InMails that have waited for some days; return how many."""
    return reminding.remind_inmails(at, policy())


def forget_files(at: datetime) -> int:
    """Clear away unsent files, those of deleted messages, contents nobody refers to; how many."""
    return sweeping.sweep_files(at)


def make_link_previews(at: datetime) -> int:
    """Ask for the pages behind links of messages; return how many links were due."""
    if not settings.LINK_PREVIEWS:
        return 0
    return previewing.make_previews(at, f"Rapport (link previews; +{settings.OPTIONS.url})")


def forget_link_previews(at: datetime) -> int:
    """Forget pages that no message shows any more; return how many."""
    return previewing.forget_previews(at - previewing.FRESH)
