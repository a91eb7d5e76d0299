"""The invitations of one member's imported archive, newest first."""

from django.db.models import Q

from rapport.contacts.models import ImportedInvitation
from rapport.kit.paging import Page, decode_moment, moment_key, page_of

SIZE = 50


def imported_invitations(owner_id: int, *, cursor: str = "") -> Page[ImportedInvitation]:
    """A page of the owner's imported invitations with their shadows; a bad cursor is the first."""
    rows = ImportedInvitation.objects.filter(owner_id=owner_id).select_related("shadow")
    key = decode_moment(cursor)
    if key is not None:
        rows = rows.filter(Q(sent_at__lt=key[0]) | Q(sent_at=key[0], pk__lt=key[1]))
    found = list(rows.order_by("-sent_at", "-pk")[: SIZE + 1])
    return page_of(found, SIZE, lambda row: moment_key(row.sent_at, row.pk))
