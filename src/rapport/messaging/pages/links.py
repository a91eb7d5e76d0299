"""Cards of links under a message, and taking one away."""

from collections.abc import Sequence
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe
from django.views.decorators.http import require_POST

from rapport.kit.answers import viewer_of
from rapport.messaging.actions.linking import remove_preview
from rapport.messaging.pages.answering import said_and_gone
from rapport.messaging.queries.links import Card
from rapport.messaging.queries.messages import own_message


def with_cards(body: SafeString, cards: Sequence[Card]) -> SafeString:
    """The body of a bubble with the cards of its links under it."""
    if not cards:
        return body
    return mark_safe(body + render_to_string("messaging/_link_cards.html", {"cards": cards}))


@login_required
@require_POST
def remove(request: HttpRequest, message_id: UUID, place: int) -> HttpResponse:
    """Show no preview of this link of one's own message any more."""
    found = own_message(viewer_of(request), message_id)
    if found is None:
        raise Http404
    thread = reverse("messaging:thread", args=[found.thread.public_id])
    result = remove_preview(viewer_of(request), message_id, place)
    return said_and_gone(
        request, result, "The preview is removed.", f"{thread}#message-{message_id}"
    )
