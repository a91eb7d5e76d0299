"""Events: what is ahead and what was, one event with who attends, making and changing one."""

from typing import Any
from zoneinfo import ZoneInfo

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from rapport.groups.actions import create_event, edit_event
from rapport.groups.actions.attending import closes_at
from rapport.groups.forms.words import EventForm
from rapport.groups.queries.events import attendees_of, coming_events, event_for, past_events
from rapport.kit.answers import list_links, see_other, viewer_of
from rapport.kit.clock import now
from rapport.kit.refusals import Refused
from rapport.kit.refusing import refuse
from rapport.kit.text import render as rendered
from rapport.members.zones import known_zones


def zone_of(request: HttpRequest) -> ZoneInfo:
    """The member's zone, or UTC where they name none."""
    named = getattr(request.user, "time_zone", "")
    return ZoneInfo(named if named in known_zones() else "UTC")


@login_required
@require_safe
def events(request: HttpRequest) -> HttpResponse:
    """Events ahead, those the viewer attends, or those that are over."""
    viewer_id = viewer_of(request)
    when = request.GET.get("when", "")
    text, cursor = request.GET.get("q", "").strip(), request.GET.get("after", "")
    find = past_events if when == "past" else coming_events
    page = find(viewer_id, now(), mine=when == "mine", text=text, cursor=cursor)
    shown = {
        "when": when if when in ("mine", "past") else "",
        "chips": _chips(when),
        "events": page.rows,
        "text": text,
        **list_links({"when": when, "q": text}, page, cursor),
    }
    with timezone.override(zone_of(request)):
        return render(request, "groups/events.html", shown)


@login_required
@require_safe
def event(request: HttpRequest, slug: str) -> HttpResponse:
    """An event in the viewer's time, and who attends as far as the viewer may know."""
    viewer_id = viewer_of(request)
    found = event_for(viewer_id, slug)
    if found is None:
        raise Http404
    cursor = request.GET.get("after", "")
    page = attendees_of(found.pk, viewer_id, cursor=cursor)
    shown = {
        "event": found,
        "about": SafeString(rendered(found.about)),
        "may_attend": now() < closes_at(found),
        "is_own": found.created_by_id == viewer_id,
        "attendances": page.rows,
        "people": [row.member for row in page.rows if row.member_id != viewer_id],
        **list_links({}, page, cursor),
    }
    with timezone.override(zone_of(request)):
        return render(request, "groups/event.html", shown)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def new_event(request: HttpRequest) -> HttpResponse:
    """Make an event; times are typed in the member's own zone."""
    zone = zone_of(request)
    form = EventForm(request.POST, zone=zone) if request.method == "POST" else EventForm(zone=zone)
    if not form.is_bound:
        return render(request, "groups/event_form.html", {"form": form})
    if not form.is_valid():
        return render(request, "groups/event_form.html", {"form": form}, status=422)
    made = create_event(viewer_of(request), form.words(), now())
    if isinstance(made, Refused):
        return refuse(request, made, form, "groups/event_form.html", {})
    return see_other(reverse("groups:event", args=[made.slug]))


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def change_event(request: HttpRequest, slug: str) -> HttpResponse:
    """Change an event; there is no such page but for who made it."""
    zone = zone_of(request)
    found = event_for(viewer_of(request), slug)
    if found is None or found.created_by_id != viewer_of(request):
        raise Http404
    posted = request.method == "POST"
    form = EventForm(request.POST, zone=zone) if posted else EventForm.of(found, zone)
    shown = {"form": form, "event": found}
    if not form.is_bound:
        return render(request, "groups/event_form.html", shown)
    if not form.is_valid():
        return render(request, "groups/event_form.html", shown, status=422)
    changed = edit_event(viewer_of(request), found.pk, form.words(), now())
    if isinstance(changed, Refused):
        return refuse(request, changed, form, "groups/event_form.html", shown)
    return see_other(reverse("groups:event", args=[changed.slug]))


def _chips(when: str) -> list[dict[str, Any]]:
    """Ahead, one's own, and what is over."""
    kinds = (("", _("Ahead")), ("mine", _("You attend")), ("past", _("Over")))
    return [
        {"label": label, "href": f"?when={kind}", "current": kind == when} for kind, label in kinds
    ]
