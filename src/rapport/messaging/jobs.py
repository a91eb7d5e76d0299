"""Jobs of messaging: each finds its work and may run twice."""

from datetime import datetime, timedelta

from django.conf import settings

from rapport.kit.policy import policy
from rapport.messaging.actions import (
    away,
    delivering,
    drafts,
    focusing,
    previewing,
    reminding,
    sorting,
    sweeping,
)

KEEP_PLANNED = timedelta(days=7)


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


def wake_snoozed(at: datetime) -> int:
    """Put snoozed conversations back whose moment has come; return how many."""
    return sorting.wake_snoozed(at)


def weigh_conversations(at: datetime) -> int:
    """File under Focused or Other what came by no send, such as an archive; return how many."""
    return focusing.weigh_unweighed()


def send_planned(at: datetime) -> int:
    """Send the messages whose planned moment has come; return how many were settled."""
    return delivering.send_due(at)


def answer_absent(at: datetime) -> int:
    """Answer for members who are away; return how many messages were written."""
    return away.answer_absent(at)


def forget_planned(at: datetime) -> int:
    """Delete plans a week after they were sent or taken back, and drafts that were sent."""
    return delivering.forget_planned(at - KEEP_PLANNED) + drafts.sweep_drafts()
