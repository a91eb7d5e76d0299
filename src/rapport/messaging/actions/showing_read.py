"""Let the others know that a conversation was read, where both allow it at that moment."""

from collections.abc import Sequence
from uuid import UUID

from django.db.models import F

from rapport.kit.clock import now
from rapport.kit.policy import policy
from rapport.live.actions import sign_each
from rapport.messaging.models import Participation
from rapport.messaging.queries.group_signs import pairings_of
from rapport.messaging.queries.group_threads import group_part
from rapport.messaging.queries.signs import side_in
from rapport.rules.signs import Sign


def show_read(member_id: int, public_id: UUID) -> bool:
    """Keep when this member read up to the end, and tell the others' open pages.

    Nothing is kept where nobody may know it now: so what was read while a switch was off can't be
    shown by switching it on. False where nothing new is shown.
    """
    side = side_in(member_id, public_id)
    if side is None:
        return _show_group(member_id, public_id)
    if not side.may_show(Sign.READ, policy()):
        return False
    return _shown(side.id, public_id, [side.other_id])


def _show_group(member_id: int, public_id: UUID) -> bool:
    part = group_part(member_id, public_id)
    if part is None:
        return False
    pairings = pairings_of(part)
    lookers = [one.other_id for one in pairings if one.may_show(Sign.READ, policy())]
    return bool(lookers) and _shown(part.pk, public_id, lookers)


def keep_read_by_writing(member_id: int, public_id: UUID) -> None:
    """Whoever writes into a group conversation has read it; its pages look by themselves then."""
    part = group_part(member_id, public_id)
    if part is None:
        return
    if any(one.may_show(Sign.READ, policy()) for one in pairings_of(part)):
        _keep(part.pk)


def _shown(part_id: int, public_id: UUID, lookers: Sequence[int]) -> bool:
    if not _keep(part_id):
        return False
    sign_each(lookers, Sign.READ, {"thread": public_id})
    return True


def _keep(part_id: int) -> bool:
    """Move the mark to the end; False where it stood there."""
    behind = Participation.objects.filter(pk=part_id, shown_seq__lt=F("seq"))
    moved = behind.update(shown_from=F("shown_seq"), shown_seq=F("seq"), shown_at=now())
    return bool(moved)
