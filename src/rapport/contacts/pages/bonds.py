"""End a bond: a connection, a follow, a block. Nobody is told of any of them."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from rapport.contacts import actions
from rapport.contacts.queries.lists import block_of, connection_with, followed_by_handle
from rapport.kit.answers import see_other, viewer_of


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def disconnect(request: HttpRequest, handle: str) -> HttpResponse:
    """End a connection, after the page has said what that means."""
    connection = connection_with(viewer_of(request), handle)
    if connection is None:
        raise Http404
    if request.method != "POST":
        return render(request, "contacts/disconnect.html", {"connection": connection})
    actions.disconnect(viewer_of(request), connection.other_id)
    said = _("You and %(name)s are not connected any more. They will not be told.")
    messages.success(request, said % {"name": connection.other.name})
    return see_other(reverse("contacts:network") + "?tab=connections")


@login_required
@require_POST
def unfollow(request: HttpRequest, handle: str) -> HttpResponse:
    """Follow a member no more; a connection stays."""
    follow = followed_by_handle(viewer_of(request), handle)
    if follow is None:
        raise Http404
    actions.unfollow(viewer_of(request), follow.followed_id)
    said = _("You follow %(name)s no more. They will not be told.")
    messages.success(request, said % {"name": follow.followed.name})
    return see_other(reverse("contacts:network") + "?tab=following")


@login_required
@require_POST
def unblock(request: HttpRequest, handle: str) -> HttpResponse:
    """Lift one's own block; what it ended does not come back."""
    block = block_of(viewer_of(request), handle)
    if block is None:
        raise Http404
    actions.unblock(viewer_of(request), block.blocked_id)
    said = _("%(name)s is not blocked any more. What the block ended does not come back.")
    messages.success(request, said % {"name": block.blocked.name})
    return see_other(reverse("contacts:network") + "?tab=blocked")
