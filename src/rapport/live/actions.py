"""Write what is to be told into the outbox, and take it out again exactly once."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import F, Q, QuerySet

from rapport.kit.clock import now
from rapport.live.hub import HUB, news, sign_line
from rapport.live.models import Outbox

TRIES_MAX = 5
PAUSE = timedelta(seconds=10)


@dataclass(frozen=True, slots=True)
class News:
    """One thing to tell one member."""

    id: int
    member_id: int
    kind: str
    about: Mapping[str, Any]
    created_at: datetime


def tell(member_id: int, kind: str, about: Mapping[str, Any], at: datetime | None = None) -> None:
    """Put one thing to tell into the outbox; call it in the transaction of what happened.

    `kind` is one of the kinds of `notices.wording`; `about` holds what its wording needs, as
    JSON: names as text, ids and moments as strings. `at` is when it happened, else now.
    """
    row = Outbox.objects.create(
        member_id=member_id, kind=kind, about=_as_json(about), created_at=at or now()
    )
    line = (member_id, news(kind, row.about, row.pk), row.pk)
    transaction.on_commit(lambda: HUB.publish([line]))


def tell_each(member_ids: Sequence[int], kind: str, about: Mapping[str, Any]) -> None:
    """The same thing to tell to each of these, in one statement."""
    at, known = now(), _as_json(about)
    rows = Outbox.objects.bulk_create(
        Outbox(member_id=pk, kind=kind, about=known, created_at=at) for pk in member_ids
    )
    lines = [(row.member_id, news(kind, row.about, row.pk), row.pk) for row in rows]
    transaction.on_commit(lambda: HUB.publish(lines))


def hint(member_id: int, kind: str, about: Mapping[str, Any]) -> None:
    """After the commit, tell a member's open pages of something that makes no notice.

    It is in no outbox: a page that misses it sees the same when it looks next.
    """
    hint_each([member_id], kind, about)


def hint_each(member_ids: Iterable[int], kind: str, about: Mapping[str, Any]) -> None:
    """The same hint to each of these, published together."""
    line = news(kind, _as_json(about))
    lines = [(member_id, line, None) for member_id in member_ids]
    transaction.on_commit(lambda: HUB.publish(lines))


def sign_each(member_ids: Iterable[int], kind: str, about: Mapping[str, Any]) -> None:
    """After the commit, show these members' open pages a sign of another; it is stored nowhere."""
    line = sign_line(kind, _as_json(about))
    lines = [(member_id, line, None) for member_id in member_ids]
    transaction.on_commit(lambda: HUB.publish(lines))


def untold_ids(at: datetime, limit: int) -> list[int]:
    """The oldest things that wait to be told at that moment."""
    return list(_waiting(at).order_by("id").values_list("id", flat=True)[:limit])


def tell_many(ids: Sequence[int], at: datetime, telling: Callable[[Sequence[News]], None]) -> int:
    """Mark these told and tell them together, in one transaction; return how many were left.

    What another worker has told is left out; where one is at it this waits, so that workers come
    one after another. An exception of `telling` undoes all of it and goes to the caller:
    `tell_once` finds out which one it was.
    """
    with transaction.atomic():
        left = Outbox.objects.select_for_update().filter(pk__in=ids, told_at=None)
        rows = list(left.order_by("id"))
        if rows:
            Outbox.objects.filter(pk__in=[row.pk for row in rows]).update(told_at=at)
            telling([_news(row) for row in rows])
    return len(rows)


def tell_once(outbox_id: int, at: datetime, telling: Callable[[News], None]) -> bool:
    """Mark one thing told and tell it, in one transaction; False when another worker did it.

    The mark is a conditional update: of two workers one changes the row, and a crash before
    the commit leaves it untold. An exception of `telling` undoes both and goes to the caller.
    """
    with transaction.atomic():
        if not Outbox.objects.filter(pk=outbox_id, told_at=None).update(told_at=at):
            return False
        telling(_news(Outbox.objects.get(pk=outbox_id)))
    return True


def put_back(outbox_id: int, at: datetime) -> bool:
    """After a failure: try again after a growing pause; after 5 tries give up. True if given up."""
    waiting = Outbox.objects.filter(pk=outbox_id, told_at=None)
    if not waiting.update(tries=F("tries") + 1):
        return False
    tries = waiting.values_list("tries", flat=True).get()
    if tries >= TRIES_MAX:
        return bool(waiting.update(told_at=at))
    waiting.update(leased_until=at + PAUSE * 2**tries)
    return False


def forget_told(before: datetime) -> int:
    """Delete what was told before that moment; return how many rows."""
    return Outbox.objects.filter(told_at__lt=before).delete()[0]


def _waiting(at: datetime) -> QuerySet[Outbox]:
    free = Q(leased_until=None) | Q(leased_until__lte=at)
    return Outbox.objects.filter(free, told_at=None)


def _news(row: Outbox) -> News:
    return News(row.pk, row.member_id, row.kind, row.about, row.created_at)


def _as_json(about: Mapping[str, Any]) -> dict[str, Any]:
    """Ids and lazy texts as strings, so that callers need not think of it."""
    plain = (str, int, float, bool, list, dict, type(None))
    return {key: value if isinstance(value, plain) else str(value) for key, value in about.items()}
