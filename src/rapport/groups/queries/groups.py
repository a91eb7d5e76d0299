"""Groups as a viewer sees them: lists, one group, who belongs to it."""

from collections.abc import Sequence

from django.db.models import (
    Case,
    CharField,
    Count,
    IntegerField,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Value,
    When,
)
from django.db.models.functions import Coalesce

from rapport.contacts.queries.lists import named
from rapport.contacts.queries.visible import seen_by
from rapport.groups.models import Group, Membership
from rapport.kit.paging import LAST_KEY, Page, decode, decode_moment, moment_key, page_of

PAGE = 20


def groups_for(viewer_id: int) -> QuerySet[Group]:
    """Every group, with how many members are there for the viewer and the viewer's own role.

    Who is blocked or closed is not counted, or the number would tell that somebody is hidden.
    `viewer_role` is "owner", "member" or "".
    """
    there = (
        Membership.objects.filter(seen_by(viewer_id, "member"), group=OuterRef("pk"))
        .order_by()
        .values("group")
        .annotate(n=Count("pk"))
        .values("n")
    )
    own = Membership.objects.filter(group=OuterRef("pk"), member_id=viewer_id).values("role")
    return Group.objects.annotate(
        people=Coalesce(Subquery(there, output_field=IntegerField()), 0),
        viewer_role=Coalesce(Subquery(own, output_field=CharField()), Value("")),
    )


def groups_of(viewer_id: int) -> Sequence[Group]:
    """The viewer's own groups by name; there are never more than `limits.GROUPS_MAX`."""
    mine = groups_for(viewer_id).filter(memberships__member_id=viewer_id)
    return list(mine.order_by("name", "pk"))


def other_groups(viewer_id: int, *, text: str = "", cursor: str = "") -> Page[Group]:
    """Groups that the viewer could join, by name; with `text` those whose words contain it."""
    rows = groups_for(viewer_id).exclude(memberships__member_id=viewer_id)
    return _by_name(rows.filter(named("name", text) | named("about", text)), cursor)


def groups_found(viewer_id: int, text: str, *, cursor: str = "") -> Page[Group]:
    """Groups whose name or description contains the text, the viewer's own among them."""
    rows = groups_for(viewer_id).filter(named("name", text) | named("about", text))
    return _by_name(rows, cursor)


def group_for(viewer_id: int, slug: str) -> Group | None:
    """One group as the viewer sees it."""
    return groups_for(viewer_id).filter(slug=slug).first()


def owned_group(viewer_id: int, slug: str) -> Group | None:
    """One group that the viewer owns."""
    return (
        groups_for(viewer_id)
        .filter(slug=slug, memberships__member_id=viewer_id, memberships__role="owner")
        .first()
    )


def members_of(group_id: int, viewer_id: int, *, cursor: str = "") -> Page[Membership]:
    """Who belongs to a group, as far as they are there for the viewer; owners, then the newest."""
    rows = (
        Membership.objects.filter(seen_by(viewer_id, "member"), group_id=group_id)
        .select_related("member")
        .annotate(place=Case(When(role="owner", then=0), default=1, output_field=IntegerField()))
    )
    after = decode_moment(cursor)
    if after is not None:
        at, key = after
        # Owners stand on the first page only: there are few, and later pages need one key less.
        rows = rows.filter(role="member")
        rows = rows.filter(Q(joined_at__lt=at) | Q(joined_at=at, pk__lt=key))
    found = list(rows.order_by("place", "-joined_at", "-pk")[: PAGE + 1])
    return page_of(found, PAGE, lambda row: moment_key(row.joined_at, row.pk))


def membership_of(member_id: int, group_id: int) -> Membership | None:
    """A member's own membership of a group."""
    return Membership.objects.filter(member_id=member_id, group_id=group_id).first()


def _by_name(rows: QuerySet[Group], cursor: str) -> Page[Group]:
    """One page of groups by name, after the group whose number the cursor holds."""
    key = decode(cursor, (int,))
    if key is not None and 0 <= key[0] <= LAST_KEY:
        last = Group.objects.filter(pk=key[0]).values_list("name", flat=True).first()
        if last is not None:
            rows = rows.filter(Q(name__gt=last) | Q(name=last, pk__gt=key[0]))
    found = list(rows.order_by("name", "pk")[: PAGE + 1])
    return page_of(found, PAGE, lambda row: (row.pk,))
