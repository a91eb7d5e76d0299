"""A Menu as a page shows it: the primary button with its sentence, and a row for every way."""

from dataclasses import dataclass
from typing import Any

from django.urls import reverse

from rapport.messaging.reading import sentence_of
from rapport.rules.reach import Menu, PrimaryWay, Reason
from rapport.rules.reach.ways import LABELS

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
