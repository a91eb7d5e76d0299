"""Sessions as Django keeps them in the database, read by a statement that is not composed anew.

Every page of a member begins with it. What a session is and when it ends stays Django's.
"""

from typing import Any

from django.contrib.sessions.backends import db
from django.utils import timezone

from rapport.kit.statement import ask

# The clock is the one by which Django wrote when it ends.
LIVING = """SELECT session_data FROM django_session
WHERE session_key = %(key)s AND expire_date > %(now)s"""


class SessionStore(db.SessionStore):
    """The session of one sign-in; one that has ended or never was is empty and has no key."""

    def load(self) -> dict[str, Any]:
        """What the session holds."""
        found = ask(LIVING, key=str(self.session_key), now=timezone.now())
        if not found:
            self._session_key = None
            return {}
        held: dict[str, Any] = self.decode(found[0][0])
        return held
