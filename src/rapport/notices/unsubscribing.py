"""A link that stops mail about news without signing in: signed, for one member, without an end."""

from uuid import UUID

from django.conf import settings
from django.core import signing
from django.urls import reverse

SALT = "rapport.notices.unsubscribe"
TOKEN_MAX = 200


def unsubscribe_url(public_id: UUID) -> str:
    """The whole address for the header and the foot of a mail."""
    path = reverse("notices:unsubscribe", args=[signing.dumps(public_id.hex, salt=SALT)])
    return f"{settings.OPTIONS.url}{path}"


def read_token(token: str) -> UUID | None:
    """The member's id for the outside that a token names; None for one that is not ours."""
    if len(token) > TOKEN_MAX:
        return None
    try:
        return UUID(signing.loads(token, salt=SALT))
    except (signing.BadSignature, ValueError, TypeError, AttributeError):
        return None
