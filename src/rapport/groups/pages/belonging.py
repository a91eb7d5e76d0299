"""Join and leave groups, attend events and take it back: one button each."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from rapport.groups.actions import attend_event, join_group, leave_group, unattend_event
from rapport.groups.queries.events import event_for
from rapport.groups.queries.groups import group_for
from rapport.kit.answers import see_other, viewer_of
from rapport.kit.clock import now
from rapport.kit.refusals import Refused
from rapport.kit.refusing import absent_or


@login_required
@require_POST
def join(request: HttpRequest, slug: str) -> HttpResponse:
    """Belong to a group from now on."""
    group = group_for(viewer_of(request), slug)
    if group is None:
        raise Http404
    joined = join_group(viewer_of(request), group.pk, now())
    said = _("You belong to %(name)s now.") % {"name": group.name}
    return _answer(request, joined, said, reverse("groups:group", args=[group.slug]))


@login_required
@require_POST
def leave(request: HttpRequest, slug: str) -> HttpResponse:
    """Belong to a group no more."""
    group = group_for(viewer_of(request), slug)
    if group is None or not leave_group(viewer_of(request), group.pk):
        raise Http404
    messages.success(request, _("You left %(name)s.") % {"name": group.name})
    return see_other(reverse("groups:group", args=[group.slug]))


@login_required
@require_POST
def attend(request: HttpRequest, slug: str) -> HttpResponse:
    """Attend an event."""
    event = event_for(viewer_of(request), slug)
    if event is None:
        raise Http404
    attending = attend_event(viewer_of(request), event.pk, now())
    said = _("You attend %(name)s.") % {"name": event.name}
    return _answer(request, attending, said, reverse("groups:event", args=[event.slug]))


@login_required
@require_POST
def unattend(request: HttpRequest, slug: str) -> HttpResponse:
    """Attend an event no more."""
    event = event_for(viewer_of(request), slug)
    if event is None or not unattend_event(viewer_of(request), event.pk):
        raise Http404
    messages.success(request, _("You do not attend %(name)s any more.") % {"name": event.name})
    return see_other(reverse("groups:event", args=[event.slug]))


def _answer(request: HttpRequest, result: object, said: str, page: str) -> HttpResponse:
    """Back to the page, with what was done or why it was not."""
    if isinstance(result, Refused):
        messages.error(request, absent_or(result).sentence)
    else:
        messages.success(request, said)
    return see_other(page)
