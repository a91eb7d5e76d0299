"""Links of messages: the cards under them, and those whose page nobody has asked for yet."""

from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Exists, OuterRef

from rapport.messaging.models import LinkPreview, MessageLink
from rapport.messaging.previews.links import host_of

LOOKED_THROUGH = 200
OF_ONE_AUTHOR = 2


@dataclass(frozen=True, slots=True)
class Card:
    """The preview of one link, as a page shows it; `lands_on` where redirects lead elsewhere."""

    place: int
    url: str
    host: str
    title: str
    description: str
    site: str
    lands_on: str


def cards_of(message_ids: Collection[int]) -> dict[int, list[Card]]:
    """The cards under each message, in the order of its links."""
    if not message_ids:
        return {}
    found: dict[int, list[Card]] = {}
    rows = MessageLink.objects.filter(
        message_id__in=message_ids, removed=False, held=False, preview__outcome="shown"
    )
    for link in rows.select_related("preview").order_by("message_id", "place"):
        page = link.preview
        assert page is not None  # asked for above
        found.setdefault(link.message_id, []).append(
            Card(
                link.place,
                link.url,
                host_of(link.url),
                page.title,
                page.description,
                page.site,
                page.lands_on,
            )
        )
    return found


def links_due(at: datetime, count: int) -> list[tuple[str, str]]:
    """(key, address) of links whose page is to be asked for: the oldest, few of one author.

    Whoever sends many links must not keep the previews of others waiting.
    """
    busy = LinkPreview.objects.filter(key=OuterRef("key"), leased_until__gt=at)
    rows = (
        MessageLink.objects.filter(~Exists(busy), preview__isnull=True, held=False, removed=False)
        .order_by("id")
        .values_list("key", "url", "message__author_id")[:LOOKED_THROUGH]
    )
    due: dict[str, str] = {}
    taken: Counter[int | None] = Counter()
    for key, url, author in rows:
        if len(due) == count:
            break
        if key not in due and taken[author] < OF_ONE_AUTHOR:
            taken[author] += 1
            due[key] = url
    return list(due.items())
