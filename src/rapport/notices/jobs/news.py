"""Make notices of what waits in the outbox of news, and mail of the notices that are due."""

import logging
from collections.abc import Sequence
from datetime import datetime, timedelta

from rapport.live.actions import (
    News,
    forget_told,
    put_back,
    tell_many,
    tell_once,
    untold_ids,
)
from rapport.notices.actions.mailing import mail_notices_of, put_off_mail_of
from rapport.notices.actions.telling import Telling, make_notices_of
from rapport.notices.queries.notices import members_to_mail

BATCH = 200
MEMBERS = 50
KEEP_TOLD = timedelta(days=7)
log = logging.getLogger(__name__)


def make_notices(at: datetime) -> int:
    """Tell what waits, oldest first; return how many pieces of news were told.

    Two hundred in one transaction; where one of them fails, each in its own, and the one that
    fails is put back: it holds up no other.
    """
    ids = untold_ids(at, BATCH)
    if not ids:
        return 0
    try:
        return tell_many(ids, at, _make_all)
    except Exception as error:  # noqa: BLE001  (told with its number below)
        log.info("%d news are told one by one after %s", len(ids), type(error).__name__)
    return sum(_make_one(outbox_id, at) for outbox_id in ids)


def mail_notices(at: datetime) -> int:
    """Write the mail whose time has come, a mail for each member; return how many notices."""
    return sum(_mail(member_id, at) for member_id in members_to_mail(at, MEMBERS))


def forget_news(at: datetime) -> int:
    """Delete outbox rows a week after they were told; the notices stay."""
    return forget_told(at - KEEP_TOLD)


def _make_all(news: Sequence[News]) -> None:
    make_notices_of([Telling(n.id, n.member_id, n.kind, n.about, n.created_at) for n in news])


def _make_one(outbox_id: int, at: datetime) -> bool:
    try:
        return tell_once(outbox_id, at, lambda news: _make_all([news]))
    except Exception:
        given_up = put_back(outbox_id, at)
        log.exception("news %d not told%s", outbox_id, ", given up" if given_up else "")
        return False


def _mail(member_id: int, at: datetime) -> int:
    try:
        return mail_notices_of(member_id, at)
    except Exception:
        put_off_mail_of(member_id, at)
        log.exception("the mail about notices of member %d was put off", member_id)
        return 0
