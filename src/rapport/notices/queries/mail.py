"""Mail that waits to be sent."""

from datetime import datetime

from django.db.models import Q

from rapport.notices.models import Mail


def due_mail_ids(at: datetime, limit: int) -> list[int]:
    """The mails whose time has come and that no worker holds, the longest waiting first."""
    waiting = Mail.objects.filter(sent_at=None, given_up_at=None, next_try_at__lte=at)
    free = waiting.filter(Q(leased_until=None) | Q(leased_until__lte=at))
    return list(free.order_by("next_try_at", "id").values_list("id", flat=True)[:limit])
