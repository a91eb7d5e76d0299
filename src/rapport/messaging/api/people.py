"""People by the API: search, a member's profile as the caller may see it, their portrait."""

from typing import Any, Literal

from django.http import FileResponse
from ninja import Router

from rapport.kit.api import READING, Call, Closed, Text, Time, answered_as, found, me
from rapport.kit.clock import now
from rapport.members.api.people import (
    Listed,
    Person,
    ProfileOut,
    listed,
    person,
    profile_json,
)
from rapport.members.api_auth import require_scope
from rapport.members.photo_files import open_photo
from rapport.members.queries.profile import profile_of
from rapport.messaging.queries.people import Hidden, Sight, photo_of, sight_of
from rapport.messaging.queries.people_search import find_people, find_shadows

router = Router(tags=["people"])
QUERY_MAX = 200


class Hit(Listed):
    """A member that was found; `degree` is 1, 2 or 3, null beyond.

    `shared` counts the shared connections, `named` are at most 3 of them; `is_near` where a word
    of the query is only nearly spelt so.
    """

    degree: int | None
    shared: int
    named: list[Person]
    is_self: bool
    is_near: bool


class ImportedHit(Closed):
    """Somebody of the caller's own archive."""

    name: str
    company: str
    position: str


class Found(Closed):
    """A page of 20, best first; `more` says that there are over a thousand."""

    members: list[Hit]
    imported: list[ImportedHit]
    page: int
    pages: int
    total: int
    more: bool


class SharedEvent(Closed):
    """An event that both attend."""

    name: str
    starts_at: Time


class Ground(Closed):
    """What the caller and the member share, by name."""

    groups: list[str]
    events: list[SharedEvent]
    employers: list[str]
    schools: list[str]


class MemberOut(ProfileOut):
    """A member in sight; `degree` is 1, 2, 3, or null beyond and for oneself."""

    available: Literal[True]
    is_self: bool
    degree: int | None
    shared_connections: list[Person]
    ground: Ground


class Unavailable(Closed):
    """The same for everybody who may not see a profile, whatever the cause."""

    available: Literal[False]
    sentence: str


STUB = {"available": False, "sentence": "This profile is not available."}


@router.get("/members", response={200: Found, **READING})
@require_scope("profile:read")
def search(request: Call, q: Text = "", page: int = 1) -> Any:
    """Members that every word of `q` fits: name, handle, headline, employer, school, skill."""
    query = " ".join(q.split())[:QUERY_MAX]
    result = find_people(me(request), query, str(page))
    shadows = find_shadows(me(request), query) if result.number == 1 else []
    return {
        "members": [_hit(hit) for hit in result.hits],
        "imported": [
            {"name": row.name, "company": row.company, "position": row.position} for row in shadows
        ],
        "page": result.number,
        "pages": result.pages,
        "total": result.total,
        "more": result.more,
    }


@router.get("/members/{handle}", response={200: MemberOut | Unavailable, **READING})
@require_scope("profile:read")
def member(request: Call, handle: Text) -> Any:
    """A member's profile, or the stub where the caller may not see it."""
    at = now()
    sight = found(sight_of(me(request), handle, at))
    if isinstance(sight, Hidden):
        return STUB
    return _member(sight, profile_json(profile_of(sight.member, sight.audience, at)))


@router.get("/members/{handle}/photo", response=READING, openapi_extra=answered_as("image/webp"))
@require_scope("profile:read")
def photo(request: Call, handle: Text, size: Literal["128", "512"] = "128") -> Any:
    """A member's portrait as WebP, 128 or 512 pixels square."""
    digest = found(photo_of(me(request), handle))
    return FileResponse(found(open_photo(digest, size)), content_type="image/webp")


def _hit(hit: Any) -> dict[str, Any]:
    return {
        **listed(hit.member),
        "degree": hit.degree,
        "shared": hit.shared,
        "named": [person(one) for one in hit.named],
        "is_self": hit.is_self,
        "is_near": hit.is_near,
    }


def _member(sight: Sight, profile: dict[str, Any]) -> dict[str, Any]:
    ground = sight.ground
    return {
        **profile,
        "available": True,
        "is_self": sight.is_self,
        "degree": sight.degree,
        "shared_connections": [person(one) for one in sight.shared],
        "ground": {
            "groups": ground.groups,
            "events": [{"name": one.name, "starts_at": one.starts_at} for one in ground.events],
            "employers": ground.employers,
            "schools": ground.schools,
        },
    }
