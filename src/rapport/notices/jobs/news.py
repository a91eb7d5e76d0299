"""Make notices of what waits in the outbox of news."""

import logging
from datetime import datetime, timedelta

from rapport.live.actions import News, forget_told, put_back, tell_once, untold_ids
from rapport.notices.actions import make_notice

BATCH = 200
KEEP_TOLD = timedelta(days=7)
log = logging.getLogger(__name__)


def make_notices(at: datetime) -> int:
    """Tell what waits, oldest first; return how many notices were made.

    One transaction each: a row that fails is put back and holds up no other.
    """
    made = 0
    for outbox_id in untold_ids(at, BATCH):
        try:
            made += tell_once(outbox_id, at, _make)
        except Exception:
            given_up = put_back(outbox_id, at)
            log.exception("news %d not told%s", outbox_id, ", given up" if given_up else "")
    return made


def forget_news(at: datetime) -> int:
    """Delete outbox rows a week after they were told; the notices stay."""
    return forget_told(at - KEEP_TOLD)


def _make(news: News) -> None:
    make_notice(news.id, news.member_id, news.kind, news.about, news.created_at)
