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
from rapport.kit.refusing import mark
from rapport.notices.actions import (
    Telling,
    choose_telling,
    mark_all_read,
    mark_read,
    stop_mail_about,
    want_mail,
)
from rapport.notices.forms import TellingForm, initial_of
from rapport.notices.queries import notices_for, unread_count, wishes_of
from rapport.notices.queries.preferences import member_id_of
from rapport.notices.queries.pushes import devices_of
from rapport.notices.topics import TOPICS
from rapport.notices.unsubscribing import read_token
from rapport.notices.vapid import public_key
from rapport.notices.wording import counted


@login_required
@require_safe
def notices(request: HttpRequest) -> HttpResponse:
    """What one was told, newest first; nothing is marked by looking."""
    cursor = request.GET.get("after", "")
    page = notices_for(viewer_of(request), cursor)
    told = {
        "page": page,
        "lines": [(row, counted(row.kind, row.count)) for row in page.rows],
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
    """How one wants to be told, and the devices that are."""
    me = viewer_of(request)
    posted = request.method == "POST"
    form = TellingForm(request.POST if posted else None, initial=initial_of(wishes_of(me)))
    if posted and form.is_valid():
        said = form.cleaned_data
        hours = {name: said[name] for name in ("quiet_from", "quiet_until", "daily_at")}
        wrong = choose_telling(me, Telling(said["mail"], **hours, topics=form.topics))
        if wrong is None:
            messages.success(request, _("Saved."))
            return see_other(reverse("notices:settings"))
        mark(form, wrong)
    told = {"form": form, "devices": devices_of(me), "push_key": public_key()}
    status = 422 if posted else 200
    return render(request, "notices/settings.html", told, status=status)


@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def unsubscribe(request: HttpRequest, token: str) -> HttpResponse:
    """Stop mail about news by the link of a mail, signed out too (RFC 8058: one POST).

    Free of the CSRF token because mail programs post it; the signed token stands in its place.
    """
    read = read_token(token)
    member_id = member_id_of(read[0]) if read else None
    if read is None or member_id is None:
        raise Http404
    topic = "" if request.POST.get("all") else read[1]
    if request.method == "POST":
        if topic:
            stop_mail_about(member_id, topic)
        else:
            want_mail(member_id, False)
    label = TOPICS[topic].label if topic else ""
    told = {"token": token, "stopped": request.method == "POST", "topic": label}
    return render(request, "notices/unsubscribe.html", told)
