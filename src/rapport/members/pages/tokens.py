"""API tokens under the settings: make one, see it once, end it."""

from uuid import UUID

from allauth.account.adapter import get_adapter
from allauth.account.decorators import reauthentication_required
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_variables
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from rapport.kit.answers import see_other, viewer_of
from rapport.kit.clock import now
from rapport.kit.refusals import Refused
from rapport.members.actions.tokens import make_token, revoke_token
from rapport.members.forms.tokens import TokenForm
from rapport.members.queries.tokens import tokens_of
from rapport.members.scopes import SCOPES


@login_required
@require_safe
def tokens(request: HttpRequest) -> HttpResponse:
    """One's tokens: what each may do, when it was used last, when it ends."""
    told = {"tokens": tokens_of(viewer_of(request)), "scopes": SCOPES, "now": now()}
    return render(request, "members/tokens.html", told)


@login_required
@reauthentication_required(app="allauth.account")
@require_http_methods(["GET", "HEAD", "POST"])
@sensitive_variables("made")
def new(request: HttpRequest) -> HttpResponse:
    """Make a token; the answer shows it this one time, so it is no redirect."""
    form = TokenForm(request.POST or None)
    if request.method != "POST":
        return render(request, "members/token_new.html", {"form": form})
    if not form.is_valid():
        return render(request, "members/token_new.html", {"form": form}, status=422)
    made = make_token(viewer_of(request), at=now(), **form.cleaned_data)
    if isinstance(made, Refused):
        form.add_error(made.on, made.sentence)
        return render(request, "members/token_new.html", {"form": form}, status=made.status)
    get_adapter().send_notification_mail(
        "account/email/api_token_made", request.user, {"token_name": made.token.name}
    )
    return render(request, "members/token_made.html", {"made": made, "scopes": SCOPES})


@login_required
@require_POST
def end(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """End one's own token now."""
    if revoke_token(viewer_of(request), public_id, now()):
        raise Http404
    messages.success(request, _("The token has ended."))
    return see_other(reverse("me:tokens"))
