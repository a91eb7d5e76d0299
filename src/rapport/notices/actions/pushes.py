"""The life of a push: planned with its notice, claimed by one worker, taken, put back, dropped."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import F, Q

from rapport.notices.models import Device, Notice, Push
from rapport.notices.queries.preferences import Wishes
from rapport.rules.telling import after_quiet

LEASE = timedelta(minutes=2)
FIRST_PAUSE = timedelta(seconds=30)
LONGEST_PAUSE = timedelta(hours=1)
# Later nobody is helped by it: the notice itself waits in the place.
GIVE_UP_AFTER = timedelta(hours=24)


@dataclass(frozen=True, slots=True)
class Due:
    """A claimed push: the notice in it, the device it goes to, and how often it was tried."""

    id: int
    tries: int
    created_at: datetime
    notice: Notice
    device: Device


def plan_pushes(notices: Sequence[Notice], wishes: Mapping[int, Wishes]) -> None:
    """A push to each device of whoever wants one; one that waits already stands for more.

    Call it in the transaction that wrote the notices. In quiet hours it waits for their end.
    """
    wanting = [n for n in notices if n.read_at is None and wishes[n.member_id].wants_push(n.kind)]
    devices: dict[int, list[Device]] = defaultdict(list)
    for device in Device.objects.filter(member_id__in={n.member_id for n in wanting}):
        devices[device.member_id].append(device)
    planned = [
        Push(
            notice=notice,
            device=device,
            created_at=notice.created_at,
            next_try_at=after_quiet(wishes[notice.member_id].hours, notice.created_at),
        )
        for notice in wanting
        for device in devices[notice.member_id]
    ]
    Push.objects.bulk_create(planned, ignore_conflicts=True)


def claim_push(push_id: int, at: datetime) -> Due | None:
    """Take one waiting push for two minutes; None when another worker has it or it is done."""
    free = Q(leased_until=None) | Q(leased_until__lte=at)
    mine = Push.objects.filter(free, pk=push_id, next_try_at__lte=at).update(
        leased_until=at + LEASE, tries=F("tries") + 1
    )
    if not mine:
        return None
    row = Push.objects.select_related("notice", "device").filter(pk=push_id).first()
    return Due(row.pk, row.tries, row.created_at, row.notice, row.device) if row else None


def finish_push(push: Due, at: datetime, *, taken: bool) -> None:
    """Taken, or no more to be sent: the row goes."""
    if taken:
        Device.objects.filter(pk=push.device.pk).update(pushed_at=at)
    Push.objects.filter(pk=push.id).delete()


def put_push_back(push: Due, at: datetime, pause: timedelta | None = None) -> bool:
    """Not now: later, after the asked or a growing pause; True where it is given up instead."""
    if at - push.created_at >= GIVE_UP_AFTER:
        finish_push(push, at, taken=False)
        return True
    grown = FIRST_PAUSE * 2 ** min(push.tries - 1, 20)
    wait = max(FIRST_PAUSE, min(pause or grown, LONGEST_PAUSE))
    Push.objects.filter(pk=push.id).update(next_try_at=at + wait, leased_until=None)
    return False
