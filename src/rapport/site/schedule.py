"""Every job of the place and how often it looks for work, on one page.

A job is a function of the present moment that finds what is due, claims it and says how much
it did; it may run twice, in several processes at once, and be killed at any moment.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from rapport.contacts.jobs import (
    expire_invitations,
    forget_connection_changes,
    remind_invitations,
)
from rapport.interchange.jobs import forget_archives, run_imports
from rapport.members.actions import expire_credits, grant_monthly_credits
from rapport.members.jobs import (
    clear_unused_photos,
    fill_search_entries,
    forget_unused_spellings,
)
from rapport.messaging.jobs import (
    answer_absent,
    forget_files,
    forget_link_previews,
    forget_planned,
    make_link_previews,
    remind_inmails,
    send_planned,
    wake_snoozed,
    weigh_conversations,
)
from rapport.notices.jobs.mail import forget_sent_mail, send_mail
from rapport.notices.jobs.news import forget_news, mail_notices, make_notices
from rapport.notices.jobs.push import forget_devices, send_pushes
from rapport.site.sessions import forget_ended_sessions


@dataclass(frozen=True, slots=True)
class Job:
    """A function and its period; after a run that found work it looks again at once.

    Jobs of one lane run one after another; one that waits for others' servers has its own.
    """

    run: Callable[[datetime], int]
    every: timedelta
    lane: str = "ours"

    @property
    def name(self) -> str:
        """The name in logs."""
        return self.run.__name__


SCHEDULE: tuple[Job, ...] = (
    Job(make_notices, every=timedelta(seconds=1), lane="notices"),
    Job(mail_notices, every=timedelta(seconds=2), lane="notices"),
    Job(send_pushes, every=timedelta(seconds=2), lane="push"),
    Job(answer_absent, every=timedelta(seconds=5)),
    Job(send_planned, every=timedelta(seconds=1)),
    Job(send_mail, every=timedelta(seconds=2), lane="mail"),
    Job(run_imports, every=timedelta(seconds=1), lane="imports"),
    Job(expire_invitations, every=timedelta(minutes=10)),
    Job(remind_invitations, every=timedelta(minutes=10)),
    Job(remind_inmails, every=timedelta(minutes=10)),
    Job(wake_snoozed, every=timedelta(seconds=20)),
    Job(weigh_conversations, every=timedelta(seconds=30)),
    Job(grant_monthly_credits, every=timedelta(hours=1)),
    Job(expire_credits, every=timedelta(hours=1)),
    Job(fill_search_entries, every=timedelta(minutes=10)),
    Job(forget_unused_spellings, every=timedelta(hours=24)),
    Job(clear_unused_photos, every=timedelta(hours=6)),
    Job(forget_archives, every=timedelta(hours=6)),
    Job(forget_connection_changes, every=timedelta(hours=6)),
    Job(forget_files, every=timedelta(hours=1)),
    Job(make_link_previews, every=timedelta(seconds=1), lane="links"),
    Job(forget_link_previews, every=timedelta(hours=6)),
    Job(forget_devices, every=timedelta(minutes=10)),
    Job(forget_planned, every=timedelta(minutes=10)),
    Job(forget_news, every=timedelta(hours=6)),
    Job(forget_sent_mail, every=timedelta(hours=6)),
    Job(forget_ended_sessions, every=timedelta(hours=6)),
)
