"""One invitation: ignore it, say that one does not know the person, withdraw one's own."""

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from rapport.contacts.actions import move_invitation
from rapport.contacts.queries.lists import invitation_from, invitation_to
from rapport.kit.answers import see_other, viewer_of
from rapport.kit.clock import now
from rapport.kit.policy import policy


@login_required
@require_POST
def ignore(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Put an invitation aside; its sender goes on seeing it as pending."""
    found = invitation_to(viewer_of(request), public_id)
    if found is None or not move_invitation(found, "ignored", now()):
        raise Http404
    messages.success(request, _("Ignored. They will not be told."))
    return see_other(reverse("contacts:network") + "?tab=received")


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def unknown(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Say that one does not know this person: asked once, then it stands."""
    found = invitation_to(viewer_of(request), public_id)
    if found is None:
        raise Http404
    if request.method != "POST":
        return render(request, "contacts/invitation_unknown.html", {"invitation": found})
    if not move_invitation(found, "unknown", now()):
        raise Http404
    messages.success(request, _("Noted. They can't invite you again, and will not be told."))
    return see_other(reverse("contacts:network") + "?tab=received")


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def withdraw(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Take one's own invitation back, after the page has said for how long it locks."""
    found = invitation_from(viewer_of(request), public_id)
    if found is None:
        raise Http404
    days = policy().invite.withdraw_lock.days
    if request.method != "POST":
        shown = {"invitation": found, "lock_days": days}
        return render(request, "contacts/invitation_withdraw.html", shown)
    if not move_invitation(found, "withdrawn", now()):
        raise Http404
    said = _("Withdrawn. You may invite %(name)s again in %(days)d days.")
    messages.success(request, said % {"name": found.recipient.name, "days": days})
    return see_other(reverse("contacts:network") + "?tab=sent")
