"""A host adds a member by hand: every field checked first, each fault with its own sentence."""

from collections.abc import Iterable
from datetime import datetime

from allauth.account.models import EmailAddress
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from rapport.kit.refusals import NOT_FOUND, Refused
from rapport.members.actions.joining import free_handle, join
from rapport.members.actions.profile import READERS, TAKEN
from rapport.members.actions.reading import read_changes
from rapport.members.actions.tokens import FreshToken, make_token
from rapport.members.models import Member
from rapport.members.queries.handles import member_by_handle


def add_member(
    email: str, name: str, *, password: str, handle: str | None = None, staff: bool = False
) -> Member | Refused:
    """Make a member whose address counts as confirmed; refused with what is wrong and where."""
    email = email.strip().lower()
    told = {"name": name, "handle": handle or free_handle(name)}
    read = _wrong_address(email) or read_changes(told, READERS)
    if isinstance(read, Refused):
        return read
    if Member.objects.filter(handle=read["handle"]).exists():
        return TAKEN
    try:
        validate_password(password, Member(email=email, **read))
    except ValidationError as error:
        return Refused("password", " ".join(error.messages), on="password")
    return join(email, password=password, verified=True, is_staff=staff, **read)


def token_for(
    handle: str, name: str, scopes: Iterable[str], days: int, at: datetime
) -> FreshToken | Refused:
    """Make a token for an active member by handle, for a host who sets up a program."""
    member = member_by_handle(handle)
    if member is None:
        return NOT_FOUND
    return make_token(member.pk, name, scopes, days, at)


def _wrong_address(email: str) -> Refused | None:
    """An address must look like one and be nobody's."""
    try:
        validate_email(email)
    except ValidationError:
        return Refused("email", f"{email} is not an e-mail address.", on="email")
    known = Member.objects.filter(email=email).exists()
    if known or EmailAddress.objects.filter(email=email).exists():
        return Refused("conflict", f"{email} has an account already.", on="email")
    return None
