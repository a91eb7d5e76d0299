"""The composer of each way: shape is checked here, everything else by one action."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from rapport.kit.answers import see_other, viewer_of
from rapport.kit.clock import now
from rapport.kit.policy import policy
from rapport.kit.refusals import Refused
from rapport.kit.refusing import absent_or
from rapport.members.queries.handles import member_by_handle
from rapport.members.queries.profile import card_of
from rapport.members.zones import local_time
from rapport.messaging.actions import bonds, connect, introduction
from rapport.messaging.actions.drafts import drop_draft
from rapport.messaging.actions.outcomes import Sent
from rapport.messaging.actions.planning import Planned
from rapport.messaging.actions.undoing import send_undoably
from rapport.messaging.pages.answering import client_id_of
from rapport.messaging.pages.attached import attaching, brought
from rapport.messaging.pages.keeping import Composing, opening
from rapport.messaging.pages.later import draft_of
from rapport.messaging.pages.showing import shown
from rapport.messaging.queries.introducers import introducers_for
from rapport.messaging.queries.reach_facts import facts_for
from rapport.messaging.receiving import takes_files
from rapport.rules.reach import Facts, PrimaryWay, Reason, Way, menu
from rapport.rules.reach.content import Part, limit_for
from rapport.rules.reach.ways import LABELS

SAID = {
    Way.MESSAGE: "Your message is sent.",
    Way.CONNECT: "Your invitation is on its way.",
    Way.ACCEPT: "You are connected.",
    Way.REQUEST: "Your request is sent; it waits until it is accepted.",
    Way.INMAIL: "Your InMail is sent; it waits until it is accepted.",
    Way.INTRODUCTION: "You have asked for an introduction.",
    Way.FOLLOW: "You are following.",
}


@dataclass(frozen=True, slots=True)
class Going:
    """A viewer on their way to a member: who, by which way, with what facts."""

    member: Any
    way: Way
    facts: Facts


@login_required
@takes_files
@require_http_methods(["GET", "HEAD", "POST"])
def way(request: HttpRequest, handle: str, way: str) -> HttpResponse:
    """Write to a member by one way, or read why that way is closed."""
    going = _going(viewer_of(request), handle, way)
    if request.method != "POST":
        return _composer(request, going)
    came = brought(request)
    result = came.refusal or _take(request, going, came.files)
    if isinstance(result, Refused):
        return _composer(request, going, absent_or(result), came.files)
    if isinstance(result, Planned):
        return see_other(reverse("messaging:planned", args=[result.id]))
    drop_draft(viewer_of(request), going.member.pk, going.way.value)
    messages.success(request, SAID[going.way])
    if isinstance(result, Sent):
        return see_other(reverse("messaging:thread", args=[result.thread]))
    return see_other(reverse("members:profile", args=[going.member.handle]))


def _going(viewer_id: int, handle: str, name: str) -> Going:
    """404 for an unknown way, an unknown member, oneself, and whoever is not available."""
    member = member_by_handle(handle)
    if member is None or member.pk == viewer_id or name not in set(Way):
        raise Http404
    facts = facts_for(viewer_id, [member.pk], now(), policy()).get(member.pk)
    if facts is None or menu(facts, policy()).primary.reason is Reason.UNAVAILABLE:
        raise Http404
    return Going(member, Way(name), facts)


def _take(request: HttpRequest, going: Going, files: Sequence[UUID]) -> Any:
    """Call the one action of this way."""
    me, to, post = viewer_of(request), going.member.pk, request.POST
    text, client_id = post.get("text", ""), client_id_of(request)
    if going.way is Way.FOLLOW:
        return bonds.follow(me, to)
    if going.way is Way.ACCEPT:
        return connect.accept_from(me, to)
    if going.way is Way.CONNECT:
        return connect.invite(connect.Inviting(me, to, post.get("note", ""), client_id))
    if going.way is Way.INTRODUCTION:
        via = member_by_handle(post.get("via", ""))
        asked = introduction.Asked(me, via.pk if via else 0, to, text, client_id)
        return introduction.ask(asked)
    return send_undoably(draft_of(request, to, going.way, files))


def _composer(
    request: HttpRequest,
    going: Going,
    refused: Refused | None = None,
    files: Sequence[UUID] = (),
) -> HttpResponse:
    """The page of the composer, with what was typed if the send was refused."""
    found = menu(going.facts, policy())
    verdict = found.verdict(going.way)
    member = going.member
    is_usable = verdict.is_usable or (refused is not None and refused.on is not None)
    context = {
        "member": member,
        "way": going.way.value,
        "label": LABELS[PrimaryWay(going.way.value)],
        "verdict": verdict,
        "usable": is_usable,
        "rows": shown(member.handle, found).rows,
        "refused": refused,
        "errors": [refused.sentence] if refused else [],
        "overrule": refused is not None and refused.on == "overrule",
        **opening(request, _composing(going)),
        "attach": attaching(viewer_of(request), member.pk, going.way, going.facts, files),
        "action": reverse("messaging:way", args=[member.handle, going.way.value]),
        "limit": limit_for(
            going.way, Part.NOTE if going.way is Way.CONNECT else Part.TEXT, going.facts, policy()
        ),
        "subject_limit": limit_for(going.way, Part.SUBJECT, going.facts, policy()),
        "via": _via(viewer_of(request), going),
        "card": card_of(member),
        "local_time": _clock_of(member.time_zone, going.facts.now),
    }
    status = refused.status if refused else 200
    return render(request, "messaging/compose.html", context, status=status)


def _clock_of(zone: str, at: datetime) -> datetime | None:
    """What their clock shows; naive, or the template would translate it into the viewer's zone."""
    here = local_time(zone, at)
    return here.replace(tzinfo=None) if here else None


def _composing(going: Going) -> Composing | None:
    """Ways on which something is written have a draft."""
    if going.way in (Way.ACCEPT, Way.FOLLOW):
        return None
    field = "note" if going.way is Way.CONNECT else "text"
    return Composing(going.member, going.way.value, field)


def _via(viewer_id: int, going: Going) -> list[Any]:
    """The shared connections who could introduce, the warmest first."""
    if going.way is not Way.INTRODUCTION:
        return []
    return introducers_for(viewer_id, going.member.pk, going.facts.now)
