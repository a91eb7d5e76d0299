"""A member's page, and their portrait: the same stub for everybody who may not see them."""

from datetime import datetime

from django.contrib.auth.views import redirect_to_login
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.views.decorators.http import require_safe

from rapport.contacts.queries.lists import may_see_connections
from rapport.kit.clock import now
from rapport.members.photo_files import open_photo
from rapport.members.queries.profile import profile_of
from rapport.messaging.queries.people import (
    Hidden,
    Sight,
    photo_of,
    public_member,
    sight_of,
)
from rapport.posts.queries.feed import latest_posts


@require_safe
def profile(request: HttpRequest, handle: str) -> HttpResponse:
    """The page of a member; without signing in only of those who show it to everybody."""
    at = now()
    viewer_id = request.user.pk
    if viewer_id is None:
        return _for_anybody(request, handle, at)
    sight = sight_of(viewer_id, handle, at)
    if sight is None:
        raise Http404
    if isinstance(sight, Hidden):
        return render(request, "messaging/profile_unavailable.html")
    return render(request, "messaging/profile.html", _shown(viewer_id, sight, at))


def _shown(viewer_id: int, sight: Sight, at: datetime) -> dict[str, object]:
    """What the template needs of a member in sight."""
    return {
        "profile": profile_of(sight.member, sight.audience, at),
        "sight": sight,
        "lately": latest_posts(sight.member.pk, viewer_id),
        "connections_shown": may_see_connections(viewer_id, sight.member),
    }


def _for_anybody(request: HttpRequest, handle: str, at: datetime) -> HttpResponse:
    """A public page, or the sign-in page: absent, closed and for members look alike."""
    member = public_member(handle)
    if member is None:
        return redirect_to_login(request.get_full_path())
    shown = profile_of(member, "everyone", at)
    return render(request, "messaging/profile_public.html", {"profile": shown})


@require_safe
def photo(request: HttpRequest, handle: str) -> HttpResponseBase:
    """A member's portrait, 128 pixels, or 512 with `?size=512`; 404 where it may not be seen."""
    digest = photo_of(request.user.pk, handle)
    file = open_photo(digest, request.GET.get("size", "")) if digest else None
    if file is None:
        raise Http404
    return FileResponse(file, content_type="image/webp")
