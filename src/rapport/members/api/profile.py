"""One's own profile by the API: read it, change its top, set and remove the portrait."""

import io
from typing import Any

from django.conf import settings
from ninja import Router
from ninja.responses import Status

from rapport.kit.api import (
    READING,
    REFUSALS,
    Call,
    Closed,
    Text,
    answered,
    left_alone,
    sent_as,
)
from rapport.kit.clock import now
from rapport.members.actions.photo import remove_photo, set_photo
from rapport.members.actions.profile import update_profile
from rapport.members.api.people import ProfileOut, profile_json
from rapport.members.api_auth import require_scope
from rapport.members.queries.profile import profile_of

router = Router(tags=["me"])
PICTURES = ("image/jpeg", "image/png", "image/webp", "image/gif")


class Step(Closed):
    """The one thing that would make the profile more complete."""

    key: str
    points: int
    sentence: str


class Strength(Closed):
    """How complete the profile is, of 100."""

    score: int
    level: str
    next_step: Step | None


class MeOut(ProfileOut):
    """One's own profile."""

    tier: str
    strength: Strength


class Top(Closed):
    """What the top of a profile says; keys that are absent stay as they are."""

    name: Text = left_alone()
    handle: Text = left_alone()
    headline: Text = left_alone()
    about: Text = left_alone()
    location: Text = left_alone()
    time_zone: Text = left_alone()


@router.get("/me", response={200: MeOut, **READING})
@require_scope("profile:read")
def read_me(request: Call) -> Any:
    """One's own profile with everything on it."""
    return _me(request.user)


@router.patch("/me", response={200: MeOut, **REFUSALS})
@require_scope("profile:write")
def change_me(request: Call, body: Top) -> Any:
    """Change name, handle, headline, about, location or time zone: all that is given, or none."""
    return _me(answered(update_profile(request.user, body.given())))


@router.put("/me/photo", response={204: None, **REFUSALS}, openapi_extra=sent_as(*PICTURES))
@require_scope("profile:write")
def put_photo(request: Call) -> Any:
    """Set the portrait: the body is the picture (JPEG, PNG, WebP or GIF, at most 10 MB)."""
    # One byte more than fits is enough to refuse the rest unread.
    content = request.read(settings.PHOTO_MAX_BYTES + 1)
    answered(set_photo(request.user, io.BytesIO(content)))
    return Status(204, None)


@router.delete("/me/photo", response={204: None, **REFUSALS})
@require_scope("profile:write")
def delete_photo(request: Call) -> Any:
    """Back to the initials."""
    remove_photo(request.user)
    return Status(204, None)


def _me(member: Any) -> dict[str, Any]:
    profile = profile_of(member, "self", now())
    strength = profile.strength
    assert strength is not None  # it is there for the member alone
    step = strength.next_step
    return {
        **profile_json(profile),
        "tier": member.tier,
        "strength": {
            "score": strength.score,
            "level": strength.level,
            "next_step": step
            and {"key": step.key, "points": step.points, "sentence": step.sentence},
        },
    }
