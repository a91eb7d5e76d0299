"""What stands under a composer: the draft that is kept, and sending later; for whoever writes."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django.http import HttpRequest
from django.urls import reverse

from rapport.kit.answers import viewer_of
from rapport.kit.clock import now
from rapport.kit.refusals import NOT_FOUND, Refused
from rapport.members.zones import city_of, known_zones
from rapport.messaging.actions.templates import template_filled
from rapport.messaging.pages.answering import client_id_of
from rapport.messaging.queries.composing import Behind, behind_composer
from rapport.rules.coach.context.hours import next_morning
from rapport.rules.coach.draft import Card, Draft, Recipient

FIELD = "%Y-%m-%dT%H:%M"
SOONEST = timedelta(minutes=5)


@dataclass(frozen=True, slots=True)
class Composing:
    """Whom a viewer writes to, by which way; `can_wait`: the way can be sent later."""

    member: Any
    way: str
    field: str = "text"

    @property
    def can_wait(self) -> bool:
        """Whether a message by this way may be planned."""
        return self.way in ("message", "request", "inmail")


def keeping_of(request: HttpRequest, composing: Composing) -> dict[str, Any]:
    """What the composer opens with and what stands under it; what was just typed wins."""
    member, way = composing.member, composing.way
    behind = behind_composer(viewer_of(request), member.pk, way)
    place = [member.handle, way]
    shown = behind_keeping(request, behind, member) | {
        "field": composing.field,
        "way": way,
        "draft_url": reverse("messaging:draft", args=place),
        "later_url": reverse("messaging:later_new", args=place) if composing.can_wait else "",
    }
    return shown if composing.can_wait else shown | {"undo": 0}


def behind_keeping(request: HttpRequest, behind: Behind, member: Any) -> dict[str, Any]:
    """What stands behind a composer, as its page shows it; no member: that of a group."""
    kept = behind.draft
    return {
        "draft": kept,
        "text": kept.text if kept else "",
        "subject": kept.subject if kept else "",
        "client_id": str(kept.client_id) if kept else "",
        "template": kept.template if kept else "",
        "revision": kept.revision if kept else 0,
        "to": member,
        "suggests": behind.suggest_replies,
        "waiting": behind.waiting,
        "undo": behind.undo_seconds,
        **moments_for(request.user, member),
    }


def opening(request: HttpRequest, composing: Composing | None) -> dict[str, Any]:
    """The context of a composer: what was just typed, else the draft, and what stands under it."""
    typed = request.POST
    if composing is None or composing.member is None:
        return {"typed": typed, "text": typed.get("text", ""), "client_id": "", "keeping": None}
    return opening_with(request, keeping_of(request, composing))


def opening_with(request: HttpRequest, keeping: dict[str, Any]) -> dict[str, Any]:
    """The same with what stands under it."""
    typed = request.POST
    if request.method == "POST":
        keeping["template"] = typed.get("template", "")[:60]
        kept = {"typed": typed, "text": typed.get("text", "")}
        return {**kept, "client_id": client_id_of(request), "keeping": keeping}
    if keeping["to"] is not None:
        _begin(request, keeping)
    words = {keeping["field"]: keeping["text"], "subject": keeping["subject"]}
    return {
        "typed": words,
        "text": keeping["text"],
        "client_id": keeping["client_id"],
        "keeping": keeping,
    }


def _begin(request: HttpRequest, keeping: dict[str, Any]) -> None:
    """Begin with the template that the address names; a draft that stood here is not lost.

    To the page's next saving such a draft is another page's: it is kept beside the new words.
    """
    key = request.GET.get("template", "")
    filled = template_filled(viewer_of(request), keeping["to"].handle, key) if key else NOT_FOUND
    if isinstance(filled, Refused) or not keeping["later_url"]:
        return
    keeping["text"], keeping["subject"] = filled.text.text, filled.subject.text
    keeping["template"], keeping["client_id"] = filled.key, ""
    keeping["revision"], keeping["left"] = 0, filled.text.left


def moments_for(me: Any, member: Any) -> dict[str, Any]:
    """The recipient's next morning, and the zone in which one's own moment is read.

    Many have no one morning: of a group conversation no member is named.
    """
    at = now()
    morning = morning_of(member, at) if member else None
    zone = zone_for(me, member)
    return {
        "morning": morning,
        "morning_city": city_of(member.time_zone) if morning else "",
        "zone_city": city_of(str(zone)) if str(zone) != "UTC" else "UTC",
        "soonest": (at + SOONEST).astimezone(zone).strftime(FIELD),
    }


def morning_of(member: Any, at: datetime) -> datetime | None:
    """The next morning of a working day of theirs, outside their quiet hours; None without zone.

    `member` comes with their etiquette card.
    """
    if member.time_zone not in known_zones():
        return None
    card = member.etiquette
    quiet = None
    if card.quiet_from is not None and card.quiet_until is not None:
        quiet = (card.quiet_from.strftime("%H:%M"), card.quiet_until.strftime("%H:%M"))
    recipient = Recipient(time_zone=member.time_zone, card=Card(quiet_hours=quiet))
    return next_morning(Draft("", recipient=recipient), at)


def zone_for(me: Any, member: Any) -> ZoneInfo:
    """The zone of a moment that is typed: one's own, else the recipient's if any, else UTC."""
    for zone in (me.time_zone, member.time_zone if member else ""):
        if zone in known_zones():
            return ZoneInfo(zone)
    return ZoneInfo("UTC")


def moment_of(request: HttpRequest, member: Any) -> datetime | None:
    """The moment that a form chose: `when` is morning, or typed in `at`; None where unreadable."""
    if request.POST.get("when") == "morning":
        return morning_of(member, now()) if member else None
    try:
        typed = datetime.fromisoformat(request.POST.get("at", ""))
    except ValueError:
        return None
    if typed.tzinfo is not None:
        return typed
    return typed.replace(tzinfo=zone_for(request.user, member))


def revision_of(request: HttpRequest) -> int | None:
    """The draft's revision as the page last saw it, or None where it doesn't say."""
    said = request.POST.get("revision") or request.GET.get("revision", "")
    return int(said) if said.isdecimal() and len(said) < 10 else None
