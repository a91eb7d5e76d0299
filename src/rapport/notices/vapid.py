"""The place's keys for push services (VAPID, RFC 8292): made once, kept in the data folder."""

import os
from email.utils import parseaddr
from functools import cache
from pathlib import Path

from cryptography.hazmat.primitives.serialization import (
    Encoding,
    PublicFormat,
    load_pem_private_key,
    load_pem_public_key,
)
from django.conf import settings
from webpush import WebPush
from webpush.vapid import VAPID

KEY_FILE = "vapid_key.pem"
# How long a push service keeps a push for a device that is away.
TTL_SECONDS = 24 * 3600


def public_key() -> str:
    """The key that browsers ask their push service with: base64url of the point."""
    return VAPID.get_application_server_key(load_pem_public_key(_keys(settings.DATA)[1]))


def web_push() -> WebPush:
    """What encrypts and signs a push: its subject is the host's address of contact."""
    private, public = _keys(settings.DATA)
    options = settings.OPTIONS
    contact = options.push_contact or parseaddr(options.mail_from)[1]
    return WebPush(private, public, subscriber=contact, ttl=TTL_SECONDS)


@cache
def _keys(data: Path) -> tuple[bytes, bytes]:
    """The private and the public key as PEM; of two processes that begin at once one makes them."""
    path = data / KEY_FILE
    if not path.exists():
        data.mkdir(parents=True, exist_ok=True)
        whole = path.with_suffix(f".{os.getpid()}")
        descriptor = os.open(whole, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(descriptor, "wb") as file:
            file.write(VAPID.generate_keys()[0])
        try:
            # A link appears whole or not at all, and never over another's.
            os.link(whole, path)
        except FileExistsError:
            pass
        finally:
            whole.unlink()
    private = path.read_bytes()
    key = load_pem_private_key(private, password=None).public_key()
    return private, key.public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)
