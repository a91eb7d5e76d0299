"""Send what waits to push services, by Web Push (RFC 8030, encrypted after RFC 8291)."""

import hashlib
import json
import logging
from datetime import datetime, timedelta

from django.conf import settings
from pydantic import ValidationError
from webpush import WebPush, WebPushSubscription

from rapport.kit.clock import now
from rapport.notices.actions.devices import drop_device, forget_signed_out_devices
from rapport.notices.actions.pushes import Due, claim_push, finish_push, put_push_back
from rapport.notices.push_service import Answer, NotAllowed, NotReached, post
from rapport.notices.queries.pushes import due_push_ids, session_lives
from rapport.notices.vapid import web_push
from rapport.notices.wording import counted

BATCH = 20
GONE = (404, 410)
TOPIC_LENGTH = 32
log = logging.getLogger(__name__)


def send_pushes(at: datetime) -> int:
    """Send what is due; return how many pushes were handled. Each is claimed by a lease."""
    due = due_push_ids(at, BATCH)
    return sum(_send(push_id, at) for push_id in due)


def forget_devices(at: datetime) -> int:
    """Forget the devices whose session ended."""
    return forget_signed_out_devices(at)


def _send(push_id: int, at: datetime) -> int:
    """Claim one push, send it and act on the answer."""
    push = claim_push(push_id, at)
    if push is None:
        return 0
    if not session_lives(push.device.session_key, at):
        drop_device(push.device.pk)
    elif push.notice.read_at is not None:
        finish_push(push, at, taken=False)
    else:
        try:
            _settle(push, _ask(push, web_push()))
        except NotReached as error:
            _later(push, str(error))
        except (NotAllowed, ValidationError, ValueError) as error:
            log.warning("push %d dropped with its device: %s", push.id, type(error).__name__)
            drop_device(push.device.pk)
        except Exception:
            log.exception("push %d put back after an accident of ours", push.id)
            _later(push, "accident")
    return 1


def _ask(push: Due, sealing: WebPush) -> Answer:
    """Seal the words for the device's keys and hand them to its push service."""
    device = push.device
    given = {
        "endpoint": device.endpoint,
        "keys": {"p256dh": device.p256dh, "auth": device.auth},
    }
    sealed = sealing.get(_words(push), WebPushSubscription.model_validate(given))
    headers = {**sealed.headers, "content-type": "application/octet-stream", "urgency": "normal"}
    # A push of the same line takes the place of one that was not delivered yet.
    topic = hashlib.sha256(push.notice.public_id.bytes).hexdigest()[:TOPIC_LENGTH]
    named = {name: str(value) for name, value in headers.items()}
    return post(device.endpoint, sealed.encrypted, {**named, "topic": topic})


def _words(push: Due) -> bytes:
    """Who and where, never the text of a message."""
    notice = push.notice
    told = {
        "title": settings.SITE_NAME,
        "body": " ".join(filter(None, [notice.sentence, counted(notice.kind, notice.count)])),
        "path": notice.path,
        "tag": str(notice.public_id),
    }
    return json.dumps(told, ensure_ascii=False).encode()


def _settle(push: Due, answer: Answer) -> None:
    """RFC 8030, sections 5 and 8: taken, gone, not now, or never."""
    if answer.status in (200, 201, 202, 204):
        finish_push(push, now(), taken=True)
    elif answer.status in GONE:
        drop_device(push.device.pk)
    elif answer.status == 429 or answer.status >= 500:
        asked = answer.headers.get("retry-after", "")
        pause = timedelta(seconds=int(asked)) if asked.isdecimal() and len(asked) < 7 else None
        _later(push, f"status {answer.status}", pause)
    else:
        log.warning("push %d refused with status %d", push.id, answer.status)
        finish_push(push, now(), taken=False)


def _later(push: Due, why: str, pause: timedelta | None = None) -> None:
    given_up = put_push_back(push, now(), pause)
    log.warning("push %d %s: %s", push.id, "given up" if given_up else "put back", why)
