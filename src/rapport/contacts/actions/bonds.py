"""Connect, disconnect, follow and block: each idempotent, each under both members' locks."""

from collections.abc import Iterable
from datetime import datetime
from itertools import islice

from django.db import transaction
from django.db.models import Q

from rapport.contacts.models import Block, Connection, Follow, Invitation
from rapport.contacts.models.invitation import LIVE
from rapport.members.queries.locks import lock_members


def connect(a: int, b: int, at: datetime) -> bool:
    """Connect two members and let each follow the other; False when they already were."""
    rows = [
        Connection(member_id=a, other_id=b, since=at),
        Connection(member_id=b, other_id=a, since=at),
    ]
    if Connection.objects.filter(member_id=a, other_id=b).exists():
        return False
    Connection.objects.bulk_create(rows)
    Follow.objects.bulk_create(
        [
            Follow(follower_id=a, followed_id=b, since=at),
            Follow(follower_id=b, followed_id=a, since=at),
        ],
        ignore_conflicts=True,
    )
    return True


def connect_members(pairs: Iterable[tuple[int, int, datetime]], *, size: int = 5000) -> int:
    """Connect many pairs (a, b, since) at once, for imports and demos; return rows written."""
    written = 0
    rest = iter(pairs)
    while some := list(islice(rest, size)):
        rows = [Connection(member_id=a, other_id=b, since=at) for a, b, at in some]
        rows += [Connection(member_id=b, other_id=a, since=at) for a, b, at in some]
        Connection.objects.bulk_create(rows, ignore_conflicts=True)
        follows = [Follow(follower_id=a, followed_id=b, since=at) for a, b, at in some]
        follows += [Follow(follower_id=b, followed_id=a, since=at) for a, b, at in some]
        Follow.objects.bulk_create(follows, ignore_conflicts=True)
        written += len(rows)
    return written


def disconnect(member_id: int, other_id: int) -> bool:
    """End a connection without telling; both stop following. False when there was none."""
    with transaction.atomic():
        lock_members(member_id, other_id)
        gone, _ = _between(Connection.objects.all(), "member", "other", member_id, other_id)
        _between(Follow.objects.all(), "follower", "followed", member_id, other_id)
    return gone > 0


def follow(follower_id: int, followed_id: int, at: datetime) -> bool:
    """Follow; False when already following."""
    _, made = Follow.objects.get_or_create(
        follower_id=follower_id, followed_id=followed_id, defaults={"since": at}
    )
    return made


def unfollow(follower_id: int, followed_id: int) -> bool:
    """Stop following without disconnecting; False when there was nothing to stop."""
    gone, _ = Follow.objects.filter(follower_id=follower_id, followed_id=followed_id).delete()
    return gone > 0


def block(blocker_id: int, blocked_id: int, at: datetime) -> bool:
    """Block: ends connection, follows and live invitations silently. False when it stood already.

    Invitations end in a state that gives nothing away: the blocker's own as withdrawn, the
    other's as expired.
    """
    with transaction.atomic():
        lock_members(blocker_id, blocked_id)
        _, made = Block.objects.get_or_create(
            blocker_id=blocker_id, blocked_id=blocked_id, defaults={"since": at}
        )
        _between(Connection.objects.all(), "member", "other", blocker_id, blocked_id)
        _between(Follow.objects.all(), "follower", "followed", blocker_id, blocked_id)
        live = Invitation.objects.filter(state__in=LIVE)
        live.filter(sender_id=blocker_id, recipient_id=blocked_id).update(
            state="withdrawn", state_at=at
        )
        live.filter(sender_id=blocked_id, recipient_id=blocker_id).update(
            state="expired", state_at=at
        )
    return made


def unblock(blocker_id: int, blocked_id: int) -> bool:
    """Lift a block; nothing that it ended comes back. False when there was none."""
    gone, _ = Block.objects.filter(blocker_id=blocker_id, blocked_id=blocked_id).delete()
    return gone > 0


def _between(rows, one: str, other: str, a: int, b: int) -> tuple[int, dict[str, int]]:  # type: ignore[no-untyped-def]
    """Delete the rows of a table that stand between two members, in either direction."""
    there = Q(**{f"{one}_id": a, f"{other}_id": b}) | Q(**{f"{one}_id": b, f"{other}_id": a})
    deleted: tuple[int, dict[str, int]] = rows.filter(there).delete()
    return deleted
