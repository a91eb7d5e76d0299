"""What a group conversation's composer keeps: its draft, and sending later."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_POST

from rapport.kit.answers import viewer_of
from rapport.kit.refusals import Refused
from rapport.kit.refusing import absent_or
from rapport.messaging.actions import planning
from rapport.messaging.actions.drafts import Words, drop_draft, keep_draft
from rapport.messaging.actions.group_sending import GroupDraft
from rapport.messaging.actions.outcomes import Sent
from rapport.messaging.actions.planning import Planned
from rapport.messaging.pages.answering import client_id_of, reply_of
from rapport.messaging.pages.attached import brought
from rapport.messaging.pages.drafts import answered_with, discarded
from rapport.messaging.pages.keeping import behind_keeping, moment_of, revision_of
from rapport.messaging.pages.later import NO_MOMENT, ask_for_moment, planned_so
from rapport.messaging.queries.composing import behind_group_composer
from rapport.messaging.queries.group_threads import GroupView, group_view
from rapport.messaging.receiving import takes_files


def group_keeping(request: HttpRequest, thread: Any) -> dict[str, Any]:
    """What the composer of a group conversation opens with, and what stands under it."""
    behind = behind_group_composer(viewer_of(request), thread.pk)
    place = [thread.public_id]
    return behind_keeping(request, behind, None) | {
        "way": "message",
        "field": "text",
        "draft_url": reverse("messaging:group_draft", args=place),
        "later_url": reverse("messaging:group_later", args=place),
    }


def _living(request: HttpRequest, public_id: UUID) -> GroupView:
    """A group conversation in which the viewer takes part still, else 404."""
    view = group_view(viewer_of(request), public_id)
    if view is None or not view.takes_part:
        raise Http404
    return view


@login_required
@require_POST
def draft(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Save what stands in the composer: on every pause by script, or by its button."""
    view = _living(request, public_id)
    words = Words(
        viewer_of(request),
        None,
        "message",
        request.POST.get("text", ""),
        client_id_of(request),
        revision=revision_of(request),
        thread_id=view.thread.pk,
    )
    return answered_with(request, keep_draft(words))


@login_required
@require_POST
def discard(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Throw the draft away."""
    view = group_view(viewer_of(request), public_id)
    key = view.thread.pk if view else None
    return discarded(request, bool(key) and drop_draft(viewer_of(request), None, thread_id=key))


@login_required
@takes_files
@require_POST
def later(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Plan what stands in the composer; without a moment, or refused, ask for one."""
    view = _living(request, public_id)
    came, send_at = brought(request), moment_of(request, None)
    result: Planned | Sent | Refused = came.refusal or NO_MOMENT
    if came.refusal is None and send_at is not None:
        result = planning.plan(to_all(request, public_id, came.files), send_at)
    if isinstance(result, Refused):
        keeping = group_keeping(request, view.thread)
        action = reverse("messaging:group_later", args=[public_id])
        shown = {"group": view, "name": view.title, "keeping": keeping, "action": action}
        return ask_for_moment(request, absent_or(result), came.files, shown)
    return planned_so(request, result)


def to_all(request: HttpRequest, public_id: UUID, files: Sequence[UUID]) -> GroupDraft:
    """The message that the composer of a group conversation posts."""
    post = request.POST
    return GroupDraft(
        viewer_of(request),
        public_id,
        post.get("text", ""),
        client_id_of(request),
        reply_to=reply_of(post),
        files=files,
        previews=not post.get("no_previews"),
    )
