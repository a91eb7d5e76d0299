"""Personal API tokens: made once, shown once, kept as a digest, ended by the member or by time."""

import hashlib
import secrets
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from rapport.kit.clock import now
from rapport.kit.refusals import NOT_FOUND, Refused
from rapport.members.models import ApiToken
from rapport.members.scopes import SCOPES

PREFIX = "rpt_"
NAME_MAX = 60
DAYS_MAX = 365
TOKENS_MAX = 50
SEEN_EVERY = timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class FreshToken:
    """A token just made: `secret` is what its member copies, and is kept nowhere."""

    token: ApiToken
    secret: str


def make_token(
    member_id: int, name: str, scopes: Iterable[str], days: int, at: datetime
) -> FreshToken | Refused:
    """Make a token of 256 random bits for `days` (1 to 365); refused for a wrong name or scope."""
    wanted = [scope for scope in SCOPES if scope in set(scopes)]
    unknown = sorted(set(scopes) - set(SCOPES))
    name = " ".join(name.split())
    if not name or len(name) > NAME_MAX:
        return Refused("token_name", f"Name the token, in 1 to {NAME_MAX} characters.", on="name")
    if unknown or not wanted:
        said = f"There is no scope {unknown[0]}." if unknown else "Choose at least one scope."
        return Refused("token_scopes", f"{said} Known are: {', '.join(SCOPES)}.", on="scopes")
    if not 1 <= days <= DAYS_MAX:
        return Refused("token_days", f"A token lives 1 to {DAYS_MAX} days.", on="days")
    living = ApiToken.objects.filter(member_id=member_id, revoked_at=None, expires_at__gt=at)
    if living.count() >= TOKENS_MAX:
        return Refused("token_count", f"You have {TOKENS_MAX} tokens; end one of them first.")
    secret = PREFIX + secrets.token_urlsafe(32)
    token = ApiToken.objects.create(
        member_id=member_id,
        name=name,
        digest=digest_of(secret),
        hint=secret[:8],
        scopes=wanted,
        created_at=at,
        expires_at=at + timedelta(days=days),
    )
    return FreshToken(token, secret)


def revoke_token(member_id: int, public_id: UUID, at: datetime) -> Refused | None:
    """End one's own token now; absent and somebody else's look the same."""
    own = ApiToken.objects.filter(member_id=member_id, public_id=public_id)
    if own.filter(revoked_at=None).update(revoked_at=at) or own.exists():
        return None
    return NOT_FOUND


def revoke_all_tokens(member_id: int) -> int:
    """End every living token of a member; return how many."""
    living = ApiToken.objects.filter(member_id=member_id, revoked_at=None)
    return living.update(revoked_at=now())


def note_use(token: ApiToken, at: datetime) -> None:
    """Remember when a token was last used, to the minute, so that reading does not mean writing."""
    if token.last_used_at is None or at - token.last_used_at >= SEEN_EVERY:
        ApiToken.objects.filter(pk=token.pk).update(last_used_at=at)


def digest_of(secret: str) -> str:
    """What is kept of a token; a plain SHA-256 is enough, because the token is 256 random bits."""
    return hashlib.sha256(secret.encode()).hexdigest()
