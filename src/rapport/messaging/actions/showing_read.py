"""Let the other know that a conversation was read, where both allow it at that moment."""

from uuid import UUID

from django.db.models import F

from rapport.kit.clock import now
from rapport.kit.policy import policy
from rapport.live.actions import sign
from rapport.messaging.models import Participation
from rapport.messaging.queries.signs import side_in
from rapport.rules.signs import Sign


def show_read(member_id: int, public_id: UUID) -> bool:
    """Keep when this member read up to the end, and tell the other's open pages.

    Nothing is kept where the other may not know it now: so what was read while a switch was off
    can't be shown by switching it on. False where nothing new is shown.
    """
    side = side_in(member_id, public_id)
    if side is None or not side.may_show(Sign.READ, policy()):
        return False
    behind = Participation.objects.filter(pk=side.id, shown_seq__lt=F("seq"))
    if not behind.update(shown_from=F("shown_seq"), shown_seq=F("seq"), shown_at=now()):
        return False
    sign(side.other_id, Sign.READ, {"thread": public_id})
    return True
