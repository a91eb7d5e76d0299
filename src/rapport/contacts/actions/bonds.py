"""Connect, disconnect, follow and block: each idempotent, each under both members' locks."""

from collections.abc import Iterable
from datetime import datetime
from itertools import islice

from django.db import transaction
from django.db.models import Q

from rapport.contacts.index import note_connected, note_parted
from rapport.contacts.models import Block, Follow, Invitation
from rapport.contacts.models.edges import delete_edge, insert_edges
from rapport.contacts.models.invitation import LIVE
from rapport.members.queries.locks import lock_members


def connect(a: int, b: int, at: datetime) -> bool:
    """Connect two members and let each follow the other; False when they already were."""
    with transaction.atomic():
        new = insert_edges([(a, b, at)])
        if new:
            _follow_each_other([(a, b, at)])
            note_connected(new)
    return bool(new)


def connect_members(pairs: Iterable[tuple[int, int, datetime]], *, size: int = 5000) -> int:
    """Connect many pairs (a, b, since) at once, for imports and demos; return how many were new.

    All or none. The log is written at the end, so that nobody waits for it meanwhile.
    """
    new: list[tuple[int, int]] = []
    rest = iter(pairs)
    with transaction.atomic():
        while some := list(islice(rest, size)):
            new += insert_edges(some)
            _follow_each_other(some)
        note_connected(new)
    return len(new)


def disconnect(member_id: int, other_id: int) -> bool:
    """End a connection without telling; both stop following. False when there was none."""
    with transaction.atomic():
        lock_members(member_id, other_id)
        gone = delete_edge(member_id, other_id)
        _between(Follow.objects.all(), "follower", "followed", member_id, other_id)
        if gone:
            note_parted([(member_id, other_id)])
    return gone


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
        gone = delete_edge(blocker_id, blocked_id)
        _between(Follow.objects.all(), "follower", "followed", blocker_id, blocked_id)
        live = Invitation.objects.filter(state__in=LIVE)
        live.filter(sender_id=blocker_id, recipient_id=blocked_id).update(
            state="withdrawn", state_at=at
        )
        live.filter(sender_id=blocked_id, recipient_id=blocker_id).update(
            state="expired", state_at=at
        )
        if gone:
            note_parted([(blocker_id, blocked_id)])
    return made


def unblock(blocker_id: int, blocked_id: int) -> bool:
    """Lift a block; nothing that it ended comes back. False when there was none."""
    gone, _ = Block.objects.filter(blocker_id=blocker_id, blocked_id=blocked_id).delete()
    return gone > 0


def _follow_each_other(pairs: Iterable[tuple[int, int, datetime]]) -> None:
    """Both of each pair (a, b, since) follow the other; harmless where they do already."""
    Follow.objects.bulk_create(
        [
            Follow(follower_id=one, followed_id=other, since=since)
            for a, b, since in pairs
            for one, other in ((a, b), (b, a))
        ],
        ignore_conflicts=True,
    )


def _between(rows, one: str, other: str, a: int, b: int) -> tuple[int, dict[str, int]]:  # type: ignore[no-untyped-def]
    """Delete the rows of a table that stand between two members, in either direction."""
    there = Q(**{f"{one}_id": a, f"{other}_id": b}) | Q(**{f"{one}_id": b, f"{other}_id": a})
    deleted: tuple[int, dict[str, int]] = rows.filter(there).delete()
    return deleted
