"""Found a group, and say what it is about."""

from datetime import datetime

from django.db import transaction

from rapport.groups.actions.naming import refused_words, write_with_slug
from rapport.groups.limits import ABOUT_MAX, GROUPS_MAX, GROUPS_OWNED_MAX, NAME_MAX
from rapport.groups.models import Group, Membership
from rapport.groups.queries.counts import groups_belonged_to, groups_owned
from rapport.groups.queries.groups import membership_of
from rapport.kit.refusals import NOT_FOUND, Refused
from rapport.kit.text import normal, one_line
from rapport.members.queries.locks import lock_members


def create_group(member_id: int, name: str, about: str, at: datetime) -> Group | Refused:
    """Found a group; its founder owns it. Refused by its words or by the member's numbers."""
    name, about = one_line(name), normal(about).strip()
    wrong = refused_words(name, about, NAME_MAX, ABOUT_MAX)
    if wrong:
        return wrong
    with transaction.atomic():
        lock_members(member_id)
        full = refused_by_number(member_id) or _refused_as_owner(member_id)
        if full:
            return full
        group = write_with_slug(
            name,
            "group",
            is_taken=lambda slug: Group.objects.filter(slug=slug).exists(),
            write=lambda slug: Group.objects.create(
                slug=slug, name=name, about=about, created_by_id=member_id, created_at=at
            ),
        )
        Membership.objects.create(group=group, member_id=member_id, role="owner", joined_at=at)
    return group


def edit_group(member_id: int, group_id: int, name: str, about: str) -> Group | Refused:
    """Change a group's words; only its owner may, for others it is not there. The address stays."""
    name, about = one_line(name), normal(about).strip()
    wrong = refused_words(name, about, NAME_MAX, ABOUT_MAX)
    if wrong:
        return wrong
    with transaction.atomic():
        own = membership_of(member_id, group_id)
        if own is None or own.role != "owner":
            return NOT_FOUND
        Group.objects.filter(pk=group_id).update(name=name, about=about)
        return Group.objects.get(pk=group_id)


def refused_by_number(member_id: int) -> Refused | None:
    """The refusal of a member who belongs to as many groups as one may; ask under their lock."""
    used = groups_belonged_to(member_id)
    if used < GROUPS_MAX:
        return None
    return Refused(
        "groups_limit",
        f"You belong to {used} groups, the limit here is {GROUPS_MAX}. Leave one first.",
        numbers={"used": used, "limit": GROUPS_MAX},
    )


def _refused_as_owner(member_id: int) -> Refused | None:
    """The refusal of a member who owns as many groups as one may; ask under their lock."""
    used = groups_owned(member_id)
    if used < GROUPS_OWNED_MAX:
        return None
    return Refused(
        "groups_owned_limit",
        f"You own {used} groups, the limit here is {GROUPS_OWNED_MAX}. Leave one to somebody else.",
        numbers={"used": used, "limit": GROUPS_OWNED_MAX},
    )
