"""What the stories of contacts begin with: invitations, follows and imported people."""

from datetime import datetime, timedelta
from uuid import uuid4

from rapport.contacts.actions import record_invitation
from rapport.contacts.models import Invitation, ShadowContact
from rapport.kit.clock import now
from rapport.members.models import Member


def invite(sender: Member, recipient: Member, note: str = "", *, days_ago: float = 1) -> Invitation:
    """An invitation that was sent some days ago and waits."""
    at = now() - timedelta(days=days_ago)
    return record_invitation(sender.pk, recipient.pk, note, uuid4(), at)


def state_of(invitation: Invitation) -> str:
    """The state as the database has it."""
    return Invitation.objects.get(pk=invitation.pk).state


def import_person(owner: Member, name: str, **more: object) -> ShadowContact:
    """A person of somebody's archive."""
    return ShadowContact.objects.create(owner=owner, key=f"{name}/{uuid4()}", name=name, **more)


def in_days(days: float) -> datetime:
    """The moment so many days from now."""
    return now() + timedelta(days=days)
