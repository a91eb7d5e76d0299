"""The panel beside a composer: the review while one types, what would be better, the preview."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_POST

from rapport.coach.actions.reviewing import Reviewed
from rapport.coach.pages.reading import composer_at, reviewed_for
from rapport.coach.pages.showing import Instead, instead_of, panel_of, pieces_of
from rapport.coach.queries.bonds import bonds_of
from rapport.coach.queries.choices import dismissed_by, is_panel_on
from rapport.coach.rephraser import rephraser
from rapport.kit.answers import viewer_of
from rapport.kit.refusals import Refused


@login_required
@require_POST
def review(request: HttpRequest) -> HttpResponse:
    """The fragment with the findings of what is typed."""
    me = viewer_of(request)
    if not is_panel_on(me):
        return render(request, "coach/_off.html")
    result = reviewed_for(request)
    if isinstance(result, Refused):
        return render(request, "coach/_refused.html", {"refused": result}, status=422)
    shown = panel_of(result, dismissed_by(me))
    return render(request, "coach/_panel.html", {**shown, "rephrases": rephraser()})


@login_required
@require_POST
def instead(request: HttpRequest) -> HttpResponse:
    """The fragment with what would be better than a message, for this pair."""
    me = viewer_of(request)
    if not is_panel_on(me):
        return HttpResponse()
    result = reviewed_for(request)
    if isinstance(result, Refused):
        return HttpResponse()
    return render(request, "coach/_instead.html", {"instead": _instead_of(me, result)})


def _instead_of(me: int, reviewed: Reviewed) -> list[Instead]:
    """What would be better than a message to this member; to a group nothing is proposed."""
    target = reviewed.written.target
    return instead_of(reviewed, target.handle, *bonds_of(me, target.pk)) if target else []


@login_required
@require_POST
def preview(request: HttpRequest) -> HttpResponse:
    """The review as a page, with what was typed kept in its composer: for those without script."""
    me = viewer_of(request)
    action = composer_at(request.GET.get("action", ""))
    result = reviewed_for(request)
    if isinstance(result, Refused):
        return render(request, "coach/_refused.html", {"refused": result}, status=422)
    draft, written = result.draft, result.written
    context = {
        **panel_of(result, dismissed_by(me)),
        "member": written.target,
        "thread": request.GET.get("thread", "") if written.title else "",
        "whom": written.target.name if written.target else written.title,
        "instead": _instead_of(me, result),
        "pieces": list(pieces_of(result.review, draft.text)),
        "subject": draft.subject,
        "text": draft.text,
        "limit": draft.limit,
        "way": draft.way.value,
        "name": "note" if draft.way == "connect" else "text",
        "action": action,
        "client_id": request.POST.get("client_id", ""),
        "kept": {
            key: request.POST[key] for key in ("subject", "via", "reply_to") if key in request.POST
        },
        "rephrases": None,
    }
    return render(request, "coach/preview.html", context)
