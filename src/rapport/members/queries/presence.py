"""Who is signed in, asked for pages that stay open."""

from collections.abc import Collection
from datetime import datetime

from rapport.members.models import ApiToken, Member

AT_ONCE = 500


def member_signed_in(key: object) -> Member | None:
    """The active member whom a session names, or None."""
    if not isinstance(key, str) or not key.isascii() or not key.isdigit():
        return None
    found: Member | None = Member.objects.filter(pk=int(key), is_active=True).first()
    return found


def passwords_of(member_ids: Collection[int]) -> dict[int, str]:
    """The stored hashes of active members' passwords: when one changes, sessions end."""
    ids = list(member_ids)
    found: dict[int, str] = {}
    for start in range(0, len(ids), AT_ONCE):
        some = Member.objects.filter(pk__in=ids[start : start + AT_ONCE], is_active=True)
        found.update(some.values_list("pk", "password"))
    return found


def living_digests(digests: Collection[str], at: datetime) -> set[str]:
    """Which of these tokens live, as `token:` and the digest."""
    living = ApiToken.objects.filter(
        digest__in=digests, revoked_at=None, expires_at__gt=at, member__is_active=True
    )
    return {f"token:{digest}" for digest in living.values_list("digest", flat=True)}
