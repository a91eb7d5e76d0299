"""Buttons about a person that need the judge or touch messaging: accept, reply, block."""

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from rapport.contacts.queries.invitations import received_by
from rapport.contacts.queries.visible import visible_member
from rapport.kit.answers import see_other, viewer_of
from rapport.kit.policy import policy
from rapport.kit.refusals import Refused
from rapport.kit.refusing import absent_or
from rapport.messaging.actions import bonds, connect
from rapport.messaging.pages.answering import client_id_of, said_and_gone


@login_required
@require_POST
def accept(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Accept an invitation from the list of invitations."""
    result = connect.accept(viewer_of(request), public_id)
    return said_and_gone(request, result, "You are connected.", reverse("contacts:network"))


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def reply(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Reply to an invitation without accepting it."""
    invitation = received_by(viewer_of(request), public_id)
    if invitation is None or invitation.state not in ("pending", "ignored"):
        raise Http404
    if visible_member(viewer_of(request), invitation.sender.handle) is None:
        raise Http404
    refused = None
    if request.method == "POST":
        result = connect.reply(
            viewer_of(request), public_id, request.POST.get("text", ""), client_id_of(request)
        )
        if not isinstance(result, Refused):
            messages.success(request, "Your answer is sent; the invitation goes on waiting.")
            return see_other(reverse("messaging:thread", args=[result.thread]))
        refused = absent_or(result)
    context = {
        "invitation": invitation,
        "member": invitation.sender,
        "limit": policy().message.max,
        "errors": [refused.sentence] if refused else [],
        "typed": request.POST.get("text", ""),
        "action": reverse("messaging:invitation_reply", args=[public_id]),
        "client_id": client_id_of(request) if request.method == "POST" else "",
    }
    status = refused.status if refused else 200
    return render(request, "messaging/invitation_reply.html", context, status=status)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def block(request: HttpRequest, handle: str) -> HttpResponse:
    """Ask once, then block."""
    # Whoever may not see a member learns no name here; the other's block holds both ways anyway.
    member = visible_member(viewer_of(request), handle.lower())
    if member is None or member.pk == viewer_of(request):
        raise Http404
    if request.method != "POST":
        return render(request, "messaging/block.html", {"member": member})
    result = bonds.block(viewer_of(request), member.pk)
    to = f"{reverse('contacts:network')}?tab=blocked"
    return said_and_gone(request, result, f"{member.name} is blocked and is not told.", to)
