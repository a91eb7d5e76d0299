"""What another process of the same place does: write, end a session, or allow signs."""

from django.contrib.sessions.models import Session

from rapport.members.actions.settings import update_reach
from rapport.members.models import Member
from tests.cast import write


def go() -> None:
    """Ana writes to Bo."""
    ana, bo = (Member.objects.get(handle=handle) for handle in ("ana", "bo"))
    write(ana, bo, "From another process")


def end(key: str) -> None:
    """This session is over."""
    Session.objects.filter(session_key=key).delete()


def allow(**switches: bool) -> None:
    """Ana and Bo put these switches of theirs so."""
    for handle in ("ana", "bo"):
        update_reach(Member.objects.get(handle=handle), switches)
