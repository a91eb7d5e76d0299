"""What stands between two members: small yes-or-no questions."""

from collections.abc import Iterable

from django.db.models import Q

from rapport.contacts.models import Block, Connection


def are_connected(a: int, b: int) -> bool:
    """Whether two members are connected."""
    return Connection.objects.filter(member_id=a, other_id=b).exists()


def connected_among(pairs: Iterable[tuple[int, int]]) -> set[tuple[int, int]]:
    """Those of these pairs who are connected; one statement."""
    asked = set(pairs)
    found = Connection.objects.filter(
        member_id__in={low for low, _ in asked}, other_id__in={high for _, high in asked}
    )
    return asked & set(found.values_list("member_id", "other_id")) if asked else set()


def is_blocked_between(a: int, b: int) -> bool:
    """Whether either has blocked the other."""
    return Block.objects.filter(
        Q(blocker_id=a, blocked_id=b) | Q(blocker_id=b, blocked_id=a)
    ).exists()


def blocked_ids(member_id: int) -> set[int]:
    """Everybody whom this member blocked or who blocked them."""
    pairs = Block.objects.filter(Q(blocker_id=member_id) | Q(blocked_id=member_id)).values_list(
        "blocker_id", "blocked_id"
    )
    return {other for pair in pairs for other in pair if other != member_id}
