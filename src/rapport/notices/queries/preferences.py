"""How a member wants to be told, and where mail about news may go."""

from uuid import UUID

from allauth.account.models import EmailAddress
from django.contrib.auth import get_user_model

from rapport.notices.models import Preferences


def wants_mail(member_id: int) -> bool:
    """Whether a member wants news by mail too; the default is yes."""
    wish = Preferences.objects.filter(member_id=member_id).values_list("mail", flat=True).first()
    return True if wish is None else wish


def mail_address_of(member_id: int) -> str | None:
    """The confirmed main address of an active member, else None: nobody else gets their news."""
    confirmed = EmailAddress.objects.filter(
        user_id=member_id, user__is_active=True, verified=True, primary=True
    )
    address: str | None = confirmed.values_list("email", flat=True).first()
    return address


def public_id_of(member_id: int) -> UUID:
    """A member's id for the outside."""
    found: UUID = get_user_model().objects.values_list("public_id", flat=True).get(pk=member_id)
    return found


def member_id_of(public_id: UUID) -> int | None:
    """The member with that id for the outside, or None."""
    members = get_user_model().objects.filter(public_id=public_id)
    found: int | None = members.values_list("pk", flat=True).first()
    return found
