"""One's own profile as its owner edits it: the overview, and the form of its top."""

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods, require_safe

from rapport.kit.clock import now
from rapport.members.actions.profile import update_profile
from rapport.members.forms.profile import TopForm
from rapport.members.pages.saving import FormPage, initial_of
from rapport.members.pages.signed_in import SignedInRequest
from rapport.members.queries.profile import profile_of

TOP = FormPage(title="The top of your profile", done="Your profile is saved.")


@login_required
@require_safe
def overview(request: SignedInRequest) -> HttpResponse:
    """Everything of one's profile, each part with its way to change it."""
    profile = profile_of(request.user, "self", now())
    return render(request, "members/edit.html", {"profile": profile})


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def top(request: SignedInRequest) -> HttpResponse:
    """Name, headline, about, place, time zone and handle."""
    if request.method != "POST":
        return TOP.show(request, TopForm(initial=initial_of(request.user, TopForm)))
    form = TopForm(request.POST)
    return TOP.take(request, form, lambda: update_profile(request.user, form.cleaned_data))
