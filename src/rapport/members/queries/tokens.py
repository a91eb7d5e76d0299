"""A member's API tokens, and the token behind a secret."""

from datetime import datetime

from rapport.members.models import ApiToken


def tokens_of(member_id: int) -> list[ApiToken]:
    """All tokens a member ever made, the newest first, ended ones too."""
    return list(ApiToken.objects.filter(member_id=member_id))


def living_token(digest: str, at: datetime) -> ApiToken | None:
    """The token with that digest, with its member; None when it ended or its member is closed."""
    living = ApiToken.objects.filter(
        digest=digest, revoked_at=None, expires_at__gt=at, member__is_active=True
    )
    return living.select_related("member").first()
