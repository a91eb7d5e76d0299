"""Groups by the API: find, found, change, join and leave."""

from typing import Any, Literal

from ninja import Router
from ninja.responses import Status

from rapport.groups.actions import create_group, edit_group, join_group, leave_group
from rapport.groups.queries import groups as queries
from rapport.kit.api import (
    READING,
    REFUSALS,
    Call,
    Closed,
    Text,
    Time,
    answered,
    found,
    left_alone,
    me,
)
from rapport.kit.clock import now
from rapport.members.api.people import Listed, listed
from rapport.members.api_auth import require_scope

router = Router(tags=["groups"])


class GroupOut(Closed):
    """A group; `people` counts whom the caller can see, `role` is the caller's own, "" for none."""

    slug: str
    name: str
    about: str
    people: int
    role: Literal["", "member", "owner"]
    created_at: Time


class Groups(Closed):
    """A page of groups, by name."""

    groups: list[GroupOut]
    next: str


class MemberOfGroup(Closed):
    """Who belongs to a group, and since when."""

    member: Listed
    role: Literal["member", "owner"]
    since: Time


class MembersOfGroup(Closed):
    """A page of a group's members: owners, then the newest."""

    members: list[MemberOfGroup]
    next: str


class NewGroup(Closed):
    """What a group is called and what it is about."""

    name: Text
    about: Text = ""


class GroupChange(Closed):
    """What to change; keys that are absent stay as they are."""

    name: Text = left_alone()
    about: Text = left_alone()


@router.get("/groups", response={200: Groups, **READING})
@require_scope("contacts:read")
def groups(request: Call, q: Text = "", after: Text = "") -> Any:
    """All groups whose name or description contains `q`, by name."""
    page = queries.groups_found(me(request), text=q, cursor=after)
    return {"groups": [_json(row) for row in page.rows], "next": page.next}


@router.post("/groups", response={201: GroupOut, **REFUSALS})
@require_scope("contacts:write")
def found_group(request: Call, body: NewGroup) -> Any:
    """Found a group; the caller owns it."""
    made = answered(create_group(me(request), body.name, body.about, now()))
    return Status(201, _json(queries.group_for(me(request), made.slug)))


@router.get("/me/groups", response={200: list[GroupOut], **READING})
@require_scope("contacts:read")
def own_groups(request: Call) -> Any:
    """The groups that the caller belongs to, by name."""
    return [_json(row) for row in queries.groups_of(me(request))]


@router.get("/groups/{slug}", response={200: GroupOut, **READING})
@require_scope("contacts:read")
def group(request: Call, slug: Text) -> Any:
    """One group."""
    return _json(found(queries.group_for(me(request), slug)))


@router.patch("/groups/{slug}", response={200: GroupOut, **REFUSALS})
@require_scope("contacts:write")
def change_group(request: Call, slug: Text, body: GroupChange) -> Any:
    """Change a group's words; it is there only for its owner."""
    own = found(queries.owned_group(me(request), slug))
    words = {"name": own.name, "about": own.about, **body.given()}
    answered(edit_group(me(request), own.pk, words["name"], words["about"]))
    return _json(queries.group_for(me(request), slug))


@router.get("/groups/{slug}/members", response={200: MembersOfGroup, **READING})
@require_scope("contacts:read")
def members(request: Call, slug: Text, after: Text = "") -> Any:
    """Who belongs to a group, as far as the caller may know."""
    page = queries.members_of(
        found(queries.group_for(me(request), slug)).pk, me(request), cursor=after
    )
    rows = [
        {"member": listed(row.member), "role": row.role, "since": row.joined_at}
        for row in page.rows
    ]
    return {"members": rows, "next": page.next}


@router.put("/groups/{slug}/membership", response={200: GroupOut, **REFUSALS})
@require_scope("contacts:write")
def join(request: Call, slug: Text) -> Any:
    """Belong to a group from now on; harmless when repeated."""
    row = found(queries.group_for(me(request), slug))
    answered(join_group(me(request), row.pk, now()))
    return _json(queries.group_for(me(request), slug))


@router.delete("/groups/{slug}/membership", response={204: None, **REFUSALS})
@require_scope("contacts:write")
def leave(request: Call, slug: Text) -> Any:
    """Belong to a group no more."""
    found(leave_group(me(request), found(queries.group_for(me(request), slug)).pk))
    return Status(204, None)


def _json(row: Any) -> dict[str, Any]:
    return {
        "slug": row.slug,
        "name": row.name,
        "about": row.about,
        "people": row.people,
        "role": row.viewer_role,
        "created_at": row.created_at,
    }
