"""Allow a device to be told by Web Push, and forget it."""

from base64 import urlsafe_b64decode
from binascii import Error as NoBase64
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from cryptography.hazmat.primitives.asymmetric.ec import SECP256R1, EllipticCurvePublicKey
from django.contrib.auth import get_user_model
from django.db import transaction

from rapport.kit.refusals import NOT_FOUND, Refused
from rapport.notices.models import Device
from rapport.notices.models.pushing import ENDPOINT_MAX
from rapport.notices.push_service import may_be_service
from rapport.notices.queries.pushes import devices_without_session

DEVICES_MAX = 10
AUTH_BYTES = 16
LABEL_MAX = 80


@dataclass(frozen=True, slots=True)
class Subscription:
    """What a browser gives: the address at its push service, and its keys in base64url."""

    endpoint: str
    p256dh: str
    auth: str


def allow_device(
    member_id: int, given: Subscription, label: str, session_key: str, at: datetime
) -> Device | Refused:
    """Tell this browser from now on; the same again renews it, and the oldest beyond ten goes.

    Refusals: `not_an_endpoint` where the address is none of a push service, `not_a_key`.
    """
    wrong = _wrong(given)
    if wrong:
        return wrong
    keys = {"p256dh": given.p256dh, "auth": given.auth, "session_key": session_key}
    with transaction.atomic():
        # Of two at once one waits, so that there are never more than ten.
        get_user_model().objects.select_for_update(no_key=True).get(pk=member_id)
        # Whose browser it was before: what waits for them is not for this member's keys.
        Device.objects.filter(endpoint=given.endpoint).exclude(member_id=member_id).delete()
        device, made = Device.objects.update_or_create(
            endpoint=given.endpoint,
            defaults={**keys, "member_id": member_id, "label": _line(label)},
            create_defaults={
                **keys,
                "member_id": member_id,
                "label": _line(label),
                "created_at": at,
            },
        )
        if made:
            own = Device.objects.filter(member_id=member_id).order_by("-id")
            kept = list(own.values_list("pk", flat=True)[:DEVICES_MAX])
            Device.objects.filter(member_id=member_id).exclude(pk__in=kept).delete()
    return device


def forget_device(member_id: int, public_id: UUID) -> Refused | None:
    """Tell one of one's own devices no more; absent and others' look the same."""
    gone, _ = Device.objects.filter(member_id=member_id, public_id=public_id).delete()
    return None if gone else NOT_FOUND


def forget_endpoint(member_id: int, endpoint: str) -> None:
    """The browser at this address wants no more. Harmless when repeated."""
    Device.objects.filter(member_id=member_id, endpoint=endpoint[:ENDPOINT_MAX]).delete()


def drop_device(device_id: int) -> None:
    """The push service knows it no more, or its session ended."""
    Device.objects.filter(pk=device_id).delete()


def forget_signed_out_devices(at: datetime) -> int:
    """Whoever signed out is told no more there; return how many devices went."""
    ended = devices_without_session(at)
    Device.objects.filter(pk__in=ended).delete()
    return len(ended)


def _wrong(given: Subscription) -> Refused | None:
    """The address could be a push service's, and the keys are keys."""
    sentence = "This is not the address of a push service: https, a public name, no other port."
    if len(given.endpoint) > ENDPOINT_MAX or not may_be_service(given.endpoint):
        return Refused("not_an_endpoint", sentence, on="endpoint")
    try:
        EllipticCurvePublicKey.from_encoded_point(SECP256R1(), _bytes(given.p256dh))
        sound = len(_bytes(given.auth)) == AUTH_BYTES
    except (ValueError, NoBase64):
        sound = False
    if not sound:
        return Refused("not_a_key", "The keys are not those of a push subscription.", on="keys")
    return None


def _bytes(text: str) -> bytes:
    """The bytes of base64url without padding."""
    if len(text) > LABEL_MAX + AUTH_BYTES:
        raise ValueError("too long")
    return urlsafe_b64decode(text.rstrip("=") + "=" * (-len(text.rstrip("=")) % 4))


def _line(text: str) -> str:
    return " ".join(text.split())[:LABEL_MAX]
