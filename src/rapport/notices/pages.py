"""Pages of notices: the list, marking as read, how to be told, and stopping the mail."""

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from rapport.kit.answers import list_links, see_other, viewer_of
from rapport.kit.clock import now
from rapport.kit.refusals import Refused
from rapport.notices.actions import mark_all_read, mark_read, want_mail
from rapport.notices.forms import TellingForm
from rapport.notices.queries import notices_for, unread_count, wants_mail
from rapport.notices.queries.preferences import member_id_of
from rapport.notices.unsubscribing import read_token


@login_required
@require_safe
def notices(request: HttpRequest) -> HttpResponse:
    """What one was told, newest first; nothing is marked by looking."""
    cursor = request.GET.get("after", "")
    page = notices_for(viewer_of(request), cursor)
    told = {
        "page": page,
        "unread": unread_count(viewer_of(request)),
        "links": list_links({}, page, cursor),
    }
    return render(request, "notices/list.html", told)


@login_required
@require_POST
def read_all(request: HttpRequest) -> HttpResponse:
    """Mark all as read."""
    mark_all_read(viewer_of(request), now())
    messages.success(request, _("All are marked as read."))
    return see_other(reverse("notices:list"))


@login_required
@require_POST
def read(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Mark one as read and go where it leads."""
    notice = mark_read(viewer_of(request), public_id, now())
    if isinstance(notice, Refused):
        raise Http404
    return see_other(notice.path)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def telling(request: HttpRequest) -> HttpResponse:
    """How one wants to be told."""
    form = TellingForm(request.POST or None, initial={"mail": wants_mail(viewer_of(request))})
    if request.method == "POST":
        # An unticked box sends nothing but the token: that is an answer too.
        want_mail(viewer_of(request), "mail" in request.POST)
        messages.success(request, _("Saved."))
        return see_other(reverse("notices:settings"))
    return render(request, "notices/settings.html", {"form": form})


@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def unsubscribe(request: HttpRequest, token: str) -> HttpResponse:
    """Stop mail about news by the link of a mail, signed out too (RFC 8058: one POST).

    Free of the CSRF token because mail programs post it; the signed token stands in its place.
    """
    public_id = read_token(token)
    member_id = member_id_of(public_id) if public_id else None
    if member_id is None:
        raise Http404
    if request.method == "POST":
        want_mail(member_id, False)
    told = {"token": token, "stopped": request.method == "POST"}
    return render(request, "notices/unsubscribe.html", told)
