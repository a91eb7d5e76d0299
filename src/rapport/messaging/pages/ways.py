"""The ways to a member: the fragment that profiles, cards and search results place."""

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from rapport.kit.answers import viewer_of
from rapport.kit.clock import now
from rapport.kit.policy import policy
from rapport.members.queries.handles import member_by_handle, members_by_handle
from rapport.messaging.pages.showing import shown
from rapport.messaging.queries.reach_facts import facts_for
from rapport.rules.reach import menu

MANY = 50


@login_required
@require_safe
def ways(request: HttpRequest, handle: str) -> HttpResponse:
    """Every way to one member: a fragment for htmx, a whole page without script."""
    member = member_by_handle(handle)
    if member is None:
        raise Http404
    facts = facts_for(viewer_of(request), [member.pk], now(), policy())
    if member.pk not in facts:
        raise Http404
    found = shown(member.handle, menu(facts[member.pk], policy()))
    template = "_ways" if request.headers.get("HX-Request") else "ways"
    # A stub must not name whom it hides.
    named = None if found.is_unavailable else member
    return render(request, f"messaging/{template}.html", {"ways": found, "member": named})


@login_required
@require_safe
def ways_many(request: HttpRequest) -> HttpResponse:
    """The primary buttons of a list of cards in one answer, each swapped into its place."""
    handles = [handle for handle in request.GET.get("handles", "").split(",") if handle]
    members = members_by_handle(handles[:MANY])
    facts = facts_for(viewer_of(request), [member.pk for member in members], now(), policy())
    found = [
        shown(member.handle, menu(facts[member.pk], policy()))
        for member in members
        if member.pk in facts
    ]
    return render(request, "messaging/_ways_many.html", {"all": found})
