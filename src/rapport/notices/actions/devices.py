"""Allow a device to be told by Web Push, and forget it."""

from base64 import urlsafe_b64decode
from binascii import Error as NoBase64
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256
from uuid import UUID

from cryptography.hazmat.primitives.asymmetric.ec import SECP256R1, EllipticCurvePublicKey
from django.contrib.auth import get_user_model
from django.db import transaction

from rapport.kit.refusals import NOT_FOUND, Refused
from rapport.kit.text import one_line
from rapport.notices.models import Device, Forgotten
from rapport.notices.models.pushing import ENDPOINT_MAX
from rapport.notices.push_service import may_be_service
from rapport.notices.queries.pushes import device_of, devices_without_session

DEVICES_MAX = 10
AUTH_BYTES = 16
LABEL_MAX = 80
# A browser that was not open for so long asks anew.
KEEP_FORGOTTEN = timedelta(days=400)
FORGOTTEN = Refused(
    "device_forgotten", "This device was forgotten. Allow it again there, under Notices."
)


@dataclass(frozen=True, slots=True)
class Subscription:
    """What a browser gives: the address at its push service, and its keys in base64url."""

    endpoint: str
    p256dh: str
    auth: str


def allow_device(
    member_id: int,
    given: Subscription,
    label: str,
    session_key: str,
    at: datetime,
    *,
    again: bool = False,
) -> Device | Refused:
    """Tell this browser from now on; the same again renews it, and the oldest beyond ten goes.

    `again`: the browser says by itself that it is still there; nobody pressed anything.
    Refusals: `not_an_endpoint` where the address is none of a push service, `not_a_key`,
    `device_forgotten` to a browser that comes again after its member forgot it.
    """
    wrong = _wrong(given)
    if wrong:
        return wrong
    keys = {"p256dh": given.p256dh, "auth": given.auth, "session_key": session_key}
    fields = {**keys, "member_id": member_id, "label": one_line(label)[:LABEL_MAX]}
    with transaction.atomic():
        # Of two at once one waits, so that there are never more than ten.
        _one_at_a_time(member_id)
        forgotten = Forgotten.objects.filter(digest=_digest(given.endpoint))
        if again and forgotten.exists():
            return FORGOTTEN
        forgotten.delete()
        # Whose browser it was before: what waits for them is not for this member's keys.
        Device.objects.filter(endpoint=given.endpoint).exclude(member_id=member_id).delete()
        device, made = Device.objects.update_or_create(
            endpoint=given.endpoint,
            defaults=fields,
            create_defaults={**fields, "created_at": at},
        )
        if made:
            own = Device.objects.filter(member_id=member_id).order_by("-id")
            kept = list(own.values_list("pk", flat=True)[:DEVICES_MAX])
            Device.objects.filter(member_id=member_id).exclude(pk__in=kept).delete()
    return device


def forget_device(member_id: int, public_id: UUID, at: datetime) -> Refused | None:
    """Tell one of one's own devices no more, also when its browser comes again by itself.

    Absent and others' look the same.
    """
    with transaction.atomic():
        _one_at_a_time(member_id)
        device = device_of(member_id, public_id)
        if device is None:
            return NOT_FOUND
        Forgotten.objects.update_or_create(digest=_digest(device.endpoint), defaults={"at": at})
        device.delete()
    return None


def drop_device(device_id: int) -> None:
    """The push service knows it no more, or its session ended."""
    Device.objects.filter(pk=device_id).delete()


def forget_signed_out_devices(at: datetime) -> int:
    """Whoever signed out is told no more there; return how many devices went."""
    Forgotten.objects.filter(at__lt=at - KEEP_FORGOTTEN).delete()
    ended = devices_without_session(at)
    Device.objects.filter(pk__in=ended).delete()
    return len(ended)


def _one_at_a_time(member_id: int) -> None:
    get_user_model().objects.select_for_update(no_key=True).get(pk=member_id)


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


def _digest(endpoint: str) -> str:
    return sha256(endpoint.encode()).hexdigest()


def _bytes(text: str) -> bytes:
    """The bytes of base64url without padding."""
    if len(text) > LABEL_MAX + AUTH_BYTES:
        raise ValueError("too long")
    return urlsafe_b64decode(text.rstrip("=") + "=" * (-len(text.rstrip("=")) % 4))
