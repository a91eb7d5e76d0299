"""Joining: a member comes into being with everything that belongs to one."""

import re
import secrets
from datetime import datetime
from typing import Any

from allauth.account.models import EmailAddress
from django.db import transaction
from django.utils.text import slugify

from rapport.kit.clock import now
from rapport.kit.policy import policy
from rapport.members.actions.credits import grant_credits
from rapport.members.actions.search_entries import refresh_search
from rapport.members.models import EtiquetteCard, Member, ReachSettings

# Handles that would read as a page of the place or as somebody speaking for it.
RESERVED = frozenset(
    [
        "admin",
        "api",
        "accounts",
        "events",
        "groups",
        "imports",
        "introductions",
        "invitations",
        "me",
        "members",
        "messages",
        "moderation",
        "moderator",
        "network",
        "notices",
        "policy",
        "rapport",
        "root",
        "search",
        "settings",
        "static",
        "support",
        "system",
        "theme",
        "ways",
        "www",
    ]
)


def join(
    email: str,
    name: str,
    *,
    password: str | None = None,
    handle: str | None = None,
    joined_at: datetime | None = None,
    verified: bool = False,
    **fields: Any,
) -> Member:
    """Make a member with settings, card and joining credits; `fields` are columns of Member.

    `verified` also records the address as confirmed. Raises IntegrityError when the address
    or the handle is taken: doors check both first.
    """
    with transaction.atomic():
        member = Member.objects.create_user(
            email,
            password,
            name=name,
            handle=handle or free_handle(name),
            joined_at=joined_at or now(),
            **fields,
        )
        settle(member)
        if verified:
            EmailAddress.objects.create(
                user=member, email=member.email, verified=True, primary=True
            )
    return member


def settle(member: Member) -> None:
    """The rows every member has: settings, card, search entry, credits. Harmless if repeated."""
    ReachSettings.objects.get_or_create(member=member)
    EtiquetteCard.objects.get_or_create(member=member)
    refresh_search(member.pk)
    on_joining = policy().inmail.earned_on_joining
    if on_joining:
        grant_credits(member.pk, on_joining, "joining", "joining", member.joined_at)


def free_handle(name: str) -> str:
    """A handle from a name that nobody has: `ana-silva`, `ana-silva-2`, else `member-3f9c21`."""
    base = re.sub(r"-{2,}", "-", slugify(name))[:32].strip("-_").replace("_", "-")
    if len(base) < 2 or base in RESERVED:
        return f"member-{secrets.token_hex(4)}"
    taken = set(
        Member.objects.filter(handle__startswith=base).values_list("handle", flat=True)[:1000]
    )
    if base not in taken:
        return base
    for number in range(2, 200):
        if f"{base}-{number}" not in taken:
            return f"{base}-{number}"
    return f"{base}-{secrets.token_hex(3)}"


def restrict(member_id: int, kind: str, until: datetime, why: str) -> None:
    """Lay a restriction on a member: `sending` closes the ways, `fan_out` mass openers."""
    member = Member.objects.get(pk=member_id)
    member.restrictions.create(kind=kind, until=until, why=why, laid_at=now())
