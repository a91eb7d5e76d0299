"""A Menu as a page shows it: the primary button with its sentence, and a row for every way."""

from dataclasses import dataclass
from typing import Any

from django.urls import reverse

from rapport.rules.reach import Menu, Outcome, PrimaryWay, Reason, Way
from rapport.rules.reach.ways import LABELS
from rapport.rules.reach.wording import FOR_ALL, OF_THE_PRIMARY

BY_ITSELF = (PrimaryWay.ACCEPT, PrimaryWay.FOLLOW)


@dataclass(frozen=True, slots=True)
class Shown:
    """What the fragment of ways needs: the button, its reason, all rows."""

    handle: str
    way: str
    label: str
    sentence: str
    href: str
    post: bool
    rows: list[dict[str, Any]]
    is_unavailable: bool


def shown(handle: str, menu: Menu) -> Shown:
    """The Menu of a pair for the page of `handle`."""
    primary = menu.primary
    return Shown(
        handle=handle,
        way=primary.way.value,
        label=primary.label,
        sentence=sentence_of(menu),
        href=_href(handle, primary.way),
        post=primary.way in BY_ITSELF,
        rows=[_row(handle, entry) for entry in menu.to_json()["ways"]],
        is_unavailable=primary.reason is Reason.UNAVAILABLE,
    )


def sentence_of(menu: Menu) -> str:
    """Why the primary way is the primary one, in one sentence."""
    primary = menu.primary
    if primary.reason in OF_THE_PRIMARY:
        return OF_THE_PRIMARY[primary.reason]
    if primary.way is PrimaryWay.EDIT:
        return "This is how others find you."
    if primary.reason is Reason.UNAVAILABLE:
        return FOR_ALL["unavailable"]
    for verdict in menu.ways:
        waits = verdict.outcome is Outcome.PENDING and primary.way in (
            PrimaryWay.PENDING,
            PrimaryWay.WAITING,
        )
        if waits or verdict.way.value == primary.way.value:
            return verdict.sentence
    # No way: the gate that closes plain messages tells why.
    return menu.verdict(Way.MESSAGE).sentence


def _row(handle: str, entry: dict[str, Any]) -> dict[str, Any]:
    usable = entry["outcome"] in ("open", "held")
    way = PrimaryWay(entry["way"])
    return {**entry, "label": LABELS[way], "href": _href(handle, way) if usable else ""}


def _href(handle: str, way: PrimaryWay) -> str:
    if way is PrimaryWay.EDIT:
        return reverse("me:edit")
    if way in (PrimaryWay.PENDING, PrimaryWay.WAITING, PrimaryWay.NONE):
        return ""
    return reverse("messaging:way", args=[handle, way.value])
