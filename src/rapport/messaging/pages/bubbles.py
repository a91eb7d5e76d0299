"""Messages as a conversation shows them, and those that came since the page was drawn."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from rapport.kit.answers import viewer_of
from rapport.kit.clock import now
from rapport.kit.policy import policy
from rapport.messaging.pages.attached import body_of
from rapport.messaging.pages.links import with_cards
from rapport.messaging.pages.signs import Seen, marked, seen_in
from rapport.messaging.queries.attachments import files_of
from rapport.messaging.queries.links import Card, cards_of
from rapport.messaging.queries.messages import reactions_of
from rapport.messaging.queries.sight import ALL, Sight, sight_of
from rapport.messaging.queries.threads import PAGE, messages_after, participation_in
from rapport.rules.group_threads import sentence_of
from rapport.rules.messages import SentMessage, change_closed

QUOTED = 120
Reaction = tuple[str, int, bool]


def bubbles_of(rows: Sequence[Any], part: Any, me: int, seen: Seen = None) -> list[dict[str, Any]]:
    """Messages of a thread as bubbles for this participant; `seen` is of pages.signs."""
    sight = sight_of(part)
    under = reactions_of([message.pk for message in rows], me, sight.left_at) if rows else {}
    files = files_of([message.pk for message in rows if message.deleted_at is None])
    cards = cards_of([message.pk for message in rows if "<a href" in message.html])
    return [
        bubble_of(
            message,
            part.thread,
            me,
            under.get(message.pk, []),
            files.get(message.pk, ()),
            cards.get(message.pk, ()),
            sight,
        )
        | (marked(message, seen) if message.author_id == me and not message.event else {})
        for message in rows
    ]


def is_changeable(message: Any) -> bool:
    """Whether its author may still change it."""
    sent = SentMessage(message.sent_at, message.deleted_at)
    return change_closed(sent, policy().message.edit_delete, now()) is None


def bubble_of(
    message: Any,
    found: Any,
    me: int,
    under: Sequence[Reaction],
    files: Sequence[Any] = (),
    cards: Sequence[Card] = (),
    sight: Sight = ALL,
) -> dict[str, Any]:
    """A message as the component `bubble` takes it. The html was rendered safe when written."""
    if message.event:
        return line_of(message, me)
    own = message.author_id == me
    folded = sight.folds(message)
    replied = message.reply_to
    held = own and found.state == "held" and message.seq == found.last_seq
    sender = message.author or message.shadow
    return {
        "id": message.public_id,
        "seq": message.seq,
        "client_id": message.client_id if own else "",
        "sender": sender or {"name": "Unknown"},
        "named": found.is_group and not own,
        "folded": folded,
        "body": with_cards(body_of(message.html, files), cards),
        "at": message.sent_at,
        "subject": message.subject,
        "automatic": message.automatic,
        "edited": message.edited_at is not None,
        "deleted": message.deleted_at is not None,
        "reactions": [{"emoji": e, "count": count, "own": mine} for e, count, mine in under],
        "reply_to": replied and quoted(replied, me, sight),
        "has_tools": sight.left_seq is None
        and found.state == "open"
        and not found.owner_id
        and message.deleted_at is None,
        "own": own,
        "state": "held" if held else "sent" if own else "",
    }


def line_of(message: Any, me: int) -> dict[str, Any]:
    """What happened to a group conversation, as a line among its messages."""
    own = message.author_id == me
    by = message.author.name if message.author else "Somebody"
    return {
        "id": message.public_id,
        "seq": message.seq,
        "line": sentence_of(message.event, by, message.text, own=own),
        "at": message.sent_at,
    }


def quoted(message: Any, me: int, sight: Sight = ALL) -> dict[str, Any]:
    """The line that a reply repeats of what it answers; without words where they aren't theirs."""
    if sight.folds(message) or not sight.shows(message):
        return {"id": message.public_id, "name": "", "own": False, "text": ""}
    return {
        "id": message.public_id,
        "name": "" if message.author_id == me or not message.author else message.author.name,
        "own": message.author_id == me,
        "text": " ".join(message.text.split())[:QUOTED],
    }


@login_required
@require_safe
def after(request: HttpRequest, public_id: UUID, seq: int) -> HttpResponse:
    """The bubbles after this place in the sequence: what an open page is missing.

    The header says whether one takes part still, so that the page of a group stays true to it.
    """
    me = viewer_of(request)
    part = participation_in(me, public_id)
    if part is None:
        raise Http404
    rows = messages_after(part, seq, 1 if request.GET.get("one") else PAGE)
    own = any(message.author_id == me for message in rows)
    context = {"bubbles": bubbles_of(rows, part, me, seen_in(part) if own else None)}
    answer = render(request, "messaging/_bubbles.html", context)
    answer["X-Takes-Part"] = "yes" if part.left_seq is None else "no"
    return answer
