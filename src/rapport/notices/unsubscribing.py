"""A link that stops mail about news without signing in: signed, for one member, without an end.

It stops one topic or all mail about news, and can do nothing else.
"""

from uuid import UUID

from django.conf import settings
from django.core import signing
from django.urls import reverse

from rapport.notices.topics import TOPICS

SALT = "rapport.notices.unsubscribe"
TOKEN_MAX = 200


def unsubscribe_url(public_id: UUID, topic: str = "") -> str:
    """The whole address for the header and the foot of a mail; without a topic it stops all."""
    said = f"{public_id.hex}:{topic}" if topic else public_id.hex
    path = reverse("notices:unsubscribe", args=[signing.dumps(said, salt=SALT)])
    return f"{settings.OPTIONS.url}{path}"


def read_token(token: str) -> tuple[UUID, str] | None:
    """The member's id for the outside and the topic ("" for all); None for one that is not ours."""
    if len(token) > TOKEN_MAX:
        return None
    try:
        who, _, topic = signing.loads(token, salt=SALT).partition(":")
        found = UUID(who)
    except (signing.BadSignature, ValueError, TypeError, AttributeError):
        return None
    return (found, topic) if not topic or topic in TOPICS else None
