"""Make Ana, Bo and Cy with sessions in a place of its own; print what the clients need as JSON."""

import json

import django

django.setup()

from django.conf import settings  # noqa: E402
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY  # noqa: E402
from django.contrib.sessions.backends.db import SessionStore  # noqa: E402

from tests.cast import make_cast, write  # noqa: E402


def signed_in(member) -> str:
    """The key of a session in which this member is signed in."""
    session = SessionStore()
    session[SESSION_KEY] = str(member.pk)
    session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
    session[HASH_SESSION_KEY] = member.get_session_auth_hash()
    session.create()
    return session.session_key


if __name__ == "__main__":
    cast = make_cast()
    first = write(cast.ana, cast.bo, "start")
    second = write(cast.bo, cast.cy, "start")
    talks = [
        {"name": name, "session": signed_in(member), "thread": str(sent.thread)}
        for name, member, sent in (
            ("ana", cast.ana, first),
            ("bo", cast.bo, first),
            ("bob", cast.bo, second),
            ("cy", cast.cy, second),
        )
    ]
    print(json.dumps(talks))
