"""A member's ledger of InMail credits."""

from rapport.kit.paging import Page, decode, page_of
from rapport.members.models import CreditEntry

PAGE = 50


def ledger_of(member_id: int, cursor: str = "") -> Page[CreditEntry]:
    """A member's movements of credits, the newest first."""
    rows = CreditEntry.objects.filter(member_id=member_id).order_by("-pk")
    key = decode(cursor, (int,))
    if key is not None:
        rows = rows.filter(pk__lt=key[0])
    return page_of(list(rows[: PAGE + 1]), PAGE, lambda row: (row.pk,))
