"""Templates: the starting points and one's own, for somebody or in general."""

from typing import Any
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from rapport.kit.answers import viewer_of
from rapport.members.pages.saving import FormPage
from rapport.messaging.actions.templates import Wording, keep_template, remove_template
from rapport.messaging.forms.habits import TemplateForm
from rapport.messaging.pages.answering import said_and_gone
from rapport.messaging.queries.habits import template_for, templates_of
from rapport.rules.templates import FILLED_BY_PROFILES, STARTERS

BLANKS = ", ".join(f"{{{name}}} ({words})" for name, words in FILLED_BY_PROFILES.items())
TEMPLATE = FormPage(
    title="A template of yours",
    intro=f"These blanks fill themselves: {BLANKS}. Any other name in braces is left to you, and a "
    "message with a blank in it can't be sent.",
    done="Your template is saved.",
    then="messaging:templates",
)
WAYS = ("message", "request", "inmail")


@login_required
@require_safe
def templates(request: HttpRequest) -> HttpResponse:
    """All templates; with `to` and `way` each leads to the composer that it fills."""
    handle, way = request.GET.get("to", ""), request.GET.get("way", "message")
    composer = ""
    if handle.replace("-", "").isalnum() and handle.isascii() and way in WAYS:
        composer = reverse("messaging:way", args=[handle, way])
    own = [
        {"key": str(row.public_id), "name": row.name, "text": row.text, "id": row.public_id}
        for row in templates_of(viewer_of(request))
    ]
    context = {"starters": STARTERS, "own": own, "composer": composer}
    return render(request, "messaging/templates.html", context)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    """Write a template of one's own; `from` begins with a starting point."""
    if request.method != "POST":
        asked = request.GET.get("from")
        begun = next((one for one in STARTERS if one.key == asked), None)
        initial = (
            {"name": begun.name, "subject": begun.subject, "text": begun.text} if begun else {}
        )
        return TEMPLATE.show(request, TemplateForm(initial=initial))
    form = TemplateForm(request.POST)
    return TEMPLATE.take(request, form, lambda: keep_template(viewer_of(request), _wording(form)))


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def template(request: HttpRequest, template_id: UUID) -> HttpResponse:
    """Change a template of one's own."""
    me = viewer_of(request)
    row = template_for(me, template_id)
    if row is None:
        raise Http404
    if request.method != "POST":
        initial = {"name": row.name, "subject": row.subject, "text": row.text}
        return TEMPLATE.show(request, TemplateForm(initial=initial))
    form = TemplateForm(request.POST)
    return TEMPLATE.take(request, form, lambda: keep_template(me, _wording(form), template_id))


@login_required
@require_POST
def remove(request: HttpRequest, template_id: UUID) -> HttpResponse:
    """Remove a template of one's own."""
    result = remove_template(viewer_of(request), template_id)
    return said_and_gone(
        request, result, "The template is removed.", reverse("messaging:templates")
    )


def _wording(form: Any) -> Wording:
    return Wording(**form.cleaned_data)
