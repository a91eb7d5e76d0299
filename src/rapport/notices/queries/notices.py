"""A member's notices and how many are new."""

from collections.abc import Collection
from datetime import datetime

from django.db.models import Min

from rapport.kit import paging
from rapport.kit.statement import ask
from rapport.notices.models import Notice

PAGE_SIZE = 30
# Every page asks for it (the navigation), so it is not composed anew each time.
UNREAD_COUNT = (
    "SELECT COUNT(*) FROM notices_notice WHERE member_id = %(member)s AND read_at IS NULL"
)


def unread_count(member_id: int) -> int:
    """How many notices a member has not read; for the number in the navigation."""
    return int(ask(UNREAD_COUNT, member=member_id)[0][0])


def notices_for(member_id: int, cursor: str | None, size: int = PAGE_SIZE) -> paging.Page[Notice]:
    """A page of a member's notices, newest first, from the cursor of the page before."""
    rows = Notice.objects.filter(member_id=member_id).order_by("-outbox_id")
    after = paging.decode(cursor, [int])
    if after:
        rows = rows.filter(outbox_id__lt=after[0])
    return paging.page_of(list(rows[: size + 1]), size, lambda notice: (notice.outbox_id,))


UNREAD = """
SELECT id, member_id, path FROM notices_notice
WHERE member_id IN (%(ids)s) AND read_at IS NULL
"""


def unread_at_each(looked: Collection[tuple[int, str]]) -> list[int]:
    """The ids of unread notices about these pages, each of them as (member id, path)."""
    rows = ask(UNREAD, {member_id for member_id, _ in looked})
    return [pk for pk, *one in rows if tuple(one) in looked]


def members_to_mail(at: datetime, limit: int) -> list[int]:
    """The members for whom notices wait to be mailed, those who wait longest first."""
    due = Notice.objects.filter(mail_at__lte=at).values("member_id")
    oldest = due.annotate(first=Min("mail_at")).order_by("first", "member_id")
    return list(oldest.values_list("member_id", flat=True)[:limit])
