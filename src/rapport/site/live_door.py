"""The live door with what the rooms hand it: who visits, when that ends, who takes what is said."""

import gc
from collections.abc import Collection
from datetime import datetime
from http.cookies import CookieError, SimpleCookie

from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore
from django.contrib.sessions.models import Session
from django.utils.crypto import constant_time_compare

from rapport.kit.clock import now
from rapport.live.door import Door
from rapport.live.guard import Headers
from rapport.live.handlers import Handlers
from rapport.live.open_pages import Visitor
from rapport.members.actions.tokens import PREFIX, digest_of
from rapport.members.api_auth import SECRET_MAX
from rapport.members.queries.presence import living_digests, member_signed_in, passwords_of
from rapport.members.queries.tokens import living_token
from rapport.messaging.actions.announcing import COMMITTER
from rapport.messaging.actions.stops import blank_refusal
from rapport.messaging.live import take_send
from rapport.messaging.live_signs import SIGNS
from rapport.rules.reach import Way

TOKEN, SESSION = "token:", "session:"
# New objects before a look at them, such looks before one at what survived, and of those (gc).
LOOKS = (20_000, 20, 50)


def live_door() -> Door:
    """The live door of this process."""
    said = {"send": take_send, "typing": SIGNS.take_typing, "here": SIGNS.take_here}
    return Door(Handlers(visitor_of, ended, said, _stop), settings.OPTIONS.broker_url)


def _stop() -> None:
    COMMITTER.stop()
    SIGNS.stop()


def warm_up() -> None:
    """Load what a send needs beside the database: the coach's words.

    What is there by then stays for the life of the process: the collector is told to look past
    it, because a full look over a whole Django stops every thread for a tenth of a second; and to
    look less often at what is new, of which a send makes hundreds of objects.
    """
    blank_refusal("Dear [first name],", "", "", Way.MESSAGE)
    gc.collect()
    gc.freeze()
    gc.set_threshold(*LOOKS)


def visitor_of(headers: Headers) -> Visitor | None:
    """Who asks: by a living token, else by the session of a signed-in member."""
    scheme, _, secret = headers.get("authorization", "").partition(" ")
    if scheme.lower() == "bearer":
        return _by_token(secret.strip())
    try:
        cookies = SimpleCookie(headers.get("cookie", ""))
    except CookieError:
        return None
    cookie = cookies.get(settings.SESSION_COOKIE_NAME)
    return _by_session(cookie.value) if cookie else None


def _by_token(secret: str) -> Visitor | None:
    if not secret.startswith(PREFIX) or len(secret) > SECRET_MAX:
        return None
    digest = digest_of(secret)
    found = living_token(digest, now())
    if found is None or "messages:read" not in found.scopes:
        return None
    may_write = "messages:write" in found.scopes
    return Visitor(found.member_id, f"{TOKEN}{digest}", may_write=may_write)


def _by_session(key: str) -> Visitor | None:
    """The member of a session, as Django's own middleware would find them."""
    session = SessionStore(key).load()
    member = member_signed_in(session.get(SESSION_KEY))
    known = session.get(BACKEND_SESSION_KEY) in settings.AUTHENTICATION_BACKENDS
    if member is None or not known:
        return None
    if not constant_time_compare(session.get(HASH_SESSION_KEY, ""), member.get_session_auth_hash()):
        return None
    return Visitor(member.pk, f"{SESSION}{key}", member.password)


def ended(visitors: Collection[Visitor]) -> set[Visitor]:
    """Those whose session or token is over, whose account is closed or whose password changed."""
    if not visitors:
        return set()
    moment = now()
    living = _living_sessions({v.key.removeprefix(SESSION) for v in visitors}, moment)
    tokens = living_digests({v.key.removeprefix(TOKEN) for v in visitors}, moment)
    passwords = passwords_of({v.member_id for v in visitors})
    return {
        v
        for v in visitors
        if v.key not in living | tokens
        or v.member_id not in passwords
        or (v.proof and v.proof != passwords[v.member_id])
    }


def _living_sessions(keys: Collection[str], moment: datetime) -> set[str]:
    found = Session.objects.filter(session_key__in=keys, expire_date__gt=moment)
    return {f"{SESSION}{key}" for key in found.values_list("session_key", flat=True)}
