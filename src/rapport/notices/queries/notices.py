"""A member's notices and how many are new."""

from collections.abc import Collection

from rapport.kit import paging
from rapport.kit.statement import ask
from rapport.notices.models import Notice

PAGE_SIZE = 30


def unread_count(member_id: int) -> int:
    """How many notices a member has not read; for the number in the navigation."""
    return Notice.objects.filter(member_id=member_id, read_at=None).count()


def notices_for(member_id: int, cursor: str | None, size: int = PAGE_SIZE) -> paging.Page[Notice]:
    """A page of a member's notices, newest first, from the cursor of the page before."""
    rows = Notice.objects.filter(member_id=member_id).order_by("-id")
    after = paging.decode(cursor, [int])
    if after:
        rows = rows.filter(id__lt=after[0])
    return paging.page_of(list(rows[: size + 1]), size, lambda notice: (notice.pk,))


def has_unread_at(member_id: int, path: str) -> bool:
    """Whether the member was told of that page and has not looked since."""
    return Notice.objects.filter(member_id=member_id, path=path, read_at=None).exists()


UNREAD = """
SELECT id, member_id, path FROM notices_notice
WHERE member_id IN (%(ids)s) AND read_at IS NULL
"""


def unread_at_each(looked: Collection[tuple[int, str]]) -> list[int]:
    """The ids of unread notices about these pages, each of them as (member id, path)."""
    rows = ask(UNREAD, {member_id for member_id, _ in looked})
    return [pk for pk, *one in rows if tuple(one) in looked]
