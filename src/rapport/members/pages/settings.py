"""Settings: the list of them, reach, visibility and the etiquette card."""

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods, require_safe

from rapport.kit.clock import now
from rapport.members.actions.settings import update_etiquette, update_reach
from rapport.members.forms.settings import EtiquetteForm, ReachForm, VisibilityForm
from rapport.members.pages.saving import FormPage, initial_of
from rapport.members.pages.signed_in import SignedInRequest
from rapport.members.queries.settings import etiquette_of, known_codes, reach_of
from rapport.members.zones import day_back

REACH = FormPage(
    title="Who may reach you",
    intro="These settings close and open the ways to you. Your connections can always write.",
    done="Your reach settings are saved.",
    then="me:settings",
    settings=True,
)
VISIBILITY = FormPage(
    title="Who sees what",
    done="Your visibility settings are saved.",
    then="me:settings",
    settings=True,
)
ETIQUETTE = FormPage(
    title="How you like to be written to",
    intro="People see this card before they begin to type.",
    done="Your etiquette card is saved.",
    then="me:settings",
    settings=True,
)


@login_required
@require_safe
def overview(request: SignedInRequest) -> HttpResponse:
    """Every page of settings, with a line on each."""
    return render(request, "members/settings.html")


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def reach(request: SignedInRequest) -> HttpResponse:
    """Who may invite, request, write, introduce and follow; and being away."""
    member = request.user
    if request.method != "POST":
        own = reach_of(member)
        back_on = day_back(own.away_until, member.time_zone, now())
        return REACH.show(
            request, ReachForm(initial={**initial_of(own, ReachForm), "back_on": back_on})
        )
    form = ReachForm(request.POST)
    return REACH.take(request, form, lambda: update_reach(member, form.changes(member.time_zone)))


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def visibility(request: SignedInRequest) -> HttpResponse:
    """Who sees the profile, the connections, the address; and closing the profile."""
    if request.method != "POST":
        initial = initial_of(reach_of(request.user), VisibilityForm)
        return VISIBILITY.show(request, VisibilityForm(initial=initial))
    form = VisibilityForm(request.POST)
    return VISIBILITY.take(request, form, lambda: update_reach(request.user, form.cleaned_data))


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def etiquette(request: SignedInRequest) -> HttpResponse:
    """The etiquette card."""
    codes = known_codes(request.user)
    if request.method != "POST":
        card = etiquette_of(request.user)
        initial = initial_of(card, EtiquetteForm)
        for topics in ("welcome", "unwelcome"):
            initial[topics] = "\n".join(initial[topics])
        return ETIQUETTE.show(request, EtiquetteForm(initial=initial, codes=codes))
    form = EtiquetteForm(request.POST, codes=codes)
    return ETIQUETTE.take(request, form, lambda: update_etiquette(request.user, form.cleaned_data))
