"""A review as the panel shows it: three findings with quotation, source, mending; what instead."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from rapport.coach.actions.choices import ALWAYS
from rapport.coach.actions.reviewing import Reviewed
from rapport.coach.guide import anchor_of
from rapport.members.zones import local_time
from rapport.rules.coach.context.ground import grounds, question
from rapport.rules.coach.draft import DraftWay
from rapport.rules.coach.findings import (
    Act,
    Alternative,
    Check,
    Finding,
    Level,
    Review,
    ReviewVerdict,
)
from rapport.rules.coach.foremost import foremost, praised

VERDICTS = {
    ReviewVerdict.READY: (_("Ready to send"), "good", "check-circle"),
    ReviewVerdict.IMPROVE: (_("Better when mended"), "care", "pencil-square"),
    ReviewVerdict.HOLD: (_("Better later"), "care", "clock"),
    ReviewVerdict.STOP: (_("Not like this yet"), "stop", "exclamation-circle"),
}
LEVELS = {
    Level.TIP: _("Tip"),
    Level.WARN: _("Mend"),
    Level.STOP: _("Stop"),
}
MOST_PRAISE = 2


@dataclass(frozen=True, slots=True)
class Line:
    """One finding of the panel; `start` and `end` count code points of the text or subject."""

    finding: Finding
    level: Any
    quote: str
    source_href: str
    may_be_dismissed: bool
    start: int | None
    end: int | None
    mends: bool
    inserts: bool


@dataclass(frozen=True, slots=True)
class Instead:
    """Something better than a message: why, and the page or button that does it."""

    why: str
    label: Any = ""
    href: str = ""
    action: str = ""


def lines_of(review: Review, dismissed: Collection[str]) -> list[Line]:
    """At most three findings, the weightiest first."""
    return [_line(one) for one in foremost(review.findings, dismissed)]


def _line(one: Finding) -> Line:
    start, end = one.span if one.span else (None, None)
    return Line(
        one,
        LEVELS[one.level],
        " ".join(one.evidence.split())[:120],
        anchor_of(one.source),
        one.check not in ALWAYS,
        start,
        end,
        one.fix is not None and one.span is not None,
        one.span is not None and start == end,
    )


def panel_of(reviewed: Reviewed, dismissed: Collection[str]) -> dict[str, Any]:
    """What the panel's template needs."""
    review, draft = reviewed.review, reviewed.draft
    word, tone, icon = VERDICTS[review.verdict]
    begins = reviewed.written.target is not None and not (draft.history or draft.text.strip())
    found = grounds(draft) if begins else ()
    here = local_time(draft.recipient.time_zone or "", draft.now) if draft.now else None
    reader = reviewed.written.reader
    lines = lines_of(review, dismissed)
    # The line on their hours names the same moment.
    said = review.send_at is None or any(one.finding.check is Check.TIMING for one in lines)
    return {
        "review": review,
        "is_empty": not draft.text.strip(),
        "verdict": word,
        "tone": tone,
        "icon": icon,
        "lines": lines,
        "praise": [one.message for one in praised(review.findings)][:MOST_PRAISE],
        "send_at": "" if said or review.send_at is None else spoken(review.send_at),
        "ground": [one.fragment for one in found[:3]],
        "question": question(draft) if begins else "",
        "here": spoken(here) if here else "",
        "reader": reader.get_short_name() if reader else "",
        "chars": len(draft.text),
    }


def spoken(moment: datetime) -> str:
    """A moment in its own offset: `Tuesday 24 November, 09:30`."""
    return str(date_format(moment.replace(tzinfo=None), "l j F, H:i"))


def instead_of(reviewed: Reviewed, handle: str, follows: bool, connected: bool) -> list[Instead]:
    """What is better than a message to the member of this handle, each with what does it.

    An introduction is better than a message already: of whom it asks nothing else is proposed.
    """
    if reviewed.draft.way is DraftWay.INTRODUCTION:
        return []
    told: list[Instead] = []
    for one in reviewed.review.alternatives:
        if one.act is Act.FOLLOW and (follows or connected):
            continue
        if one.act is Act.CONNECT_WITHOUT_NOTE and connected:
            continue
        # Nobody is endorsed here.
        if one.act is not Act.ENDORSE:
            told.append(_instead(one, handle))
    return told


def _instead(one: Alternative, handle: str) -> Instead:
    if one.on and one.act in (Act.COMMENT, Act.REACT):
        post = reverse("posts:post", args=[one.on])
        anchor = "#comments" if one.act is Act.COMMENT else ""
        label = _("Comment on it") if one.act is Act.COMMENT else _("React to it")
        return Instead(one.why, label, href=f"{post}{anchor}")
    if one.on and one.act is Act.SHARE:
        return Instead(one.why, _("Share it"), href=reverse("posts:share", args=[one.on]))
    if one.act is Act.FOLLOW:
        way = reverse("messaging:way", args=[handle, "follow"])
        return Instead(one.why, _("Follow"), action=way)
    if one.act is Act.CONNECT_WITHOUT_NOTE:
        way = reverse("messaging:way", args=[handle, "connect"])
        return Instead(one.why, _("Invite without a note"), action=way)
    if one.act is Act.INTRODUCTION:
        way = reverse("messaging:way", args=[handle, "introduction"])
        return Instead(one.why, _("Ask for an introduction"), href=way)
    return Instead(one.why)


def pieces_of(review: Review, text: str) -> Iterator[tuple[str, str]]:
    """The text in pieces, each with the level of the finding it belongs to ("" for none)."""
    at = 0
    placed = [one for one in foremost(review.findings) if one.span and one.where == "text"]
    for one in sorted(placed, key=lambda one: one.span or (0, 0)):
        start, end = one.span or (0, 0)
        if start < at or start == end:
            continue
        yield text[at:start], ""
        yield text[start:end], one.level.value
        at = end
    yield text[at:], ""
