"""Ask for the pages behind links, once for each address, and show what they say of themselves."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import F, Q

from rapport.kit.outside import Fetched, Limits, NotFetched, fetch
from rapport.live.actions import hint
from rapport.messaging.models import LinkPreview, MessageLink
from rapport.messaging.previews.links import host_of
from rapport.messaging.previews.reading import HEAD_ENDS, Said, read_page
from rapport.messaging.queries.links import links_due
from rapport.messaging.queries.messages import readers_of

AT_ONCE = 8
FRESH = timedelta(days=7)
LEASE = timedelta(seconds=60)
PAUSE = timedelta(minutes=1)
TRIES_MAX = 3
KINDS = ("text/html", "application/xhtml+xml")
LIMITS = Limits(enough=HEAD_ENDS)
Ask = Callable[[str, str], Fetched | NotFetched]


def ask_page(url: str, agent: str) -> Fetched | NotFetched:
    """The page at an address of the open web, by the guard."""
    return fetch(url, KINDS, agent, LIMITS)


def make_previews(at: datetime, agent: str, ask: Ask = ask_page) -> int:
    """Ask for the pages that are due, several at once; return how many links were looked at."""
    due = links_due(at, AT_ONCE)
    claimed = [found for key, url in due if (found := _claim(key, url, at))]
    if claimed:
        with ThreadPoolExecutor(len(claimed)) as pool:
            answers = list(pool.map(lambda preview: _asked(preview.url, agent, ask), claimed))
        for preview, (answer, said) in zip(claimed, answers, strict=True):
            _settle(preview, answer, said, at)
    return len(due)


def _asked(url: str, agent: str, ask: Ask) -> tuple[Fetched | NotFetched, Said | None]:
    """One page and what it says of itself; no database here."""
    answer = ask(url, agent)
    if isinstance(answer, NotFetched):
        return answer, None
    return answer, read_page(answer.body, answer.content_type)


def _claim(key: str, url: str, at: datetime) -> LinkPreview | None:
    """The preview to be asked for by this worker; None where it is known, or another's by now."""
    preview, _ = LinkPreview.objects.get_or_create(key=key, defaults={"url": url})
    if preview.outcome and preview.asked_at and preview.asked_at > at - FRESH:
        with transaction.atomic():
            _show(preview)
        return None
    mine = LinkPreview.objects.filter(
        Q(leased_until=None) | Q(leased_until__lte=at), pk=preview.pk, asked_at=preview.asked_at
    )
    if not mine.update(leased_until=at + LEASE, tries=F("tries") + 1):
        return None
    preview.refresh_from_db()
    return preview


def _settle(
    preview: LinkPreview, answer: Fetched | NotFetched, said: Said | None, at: datetime
) -> None:
    """Keep what the page said, or ask again later where that may help."""
    if isinstance(answer, NotFetched) and answer.may_pass and preview.tries < TRIES_MAX:
        LinkPreview.objects.filter(pk=preview.pk).update(leased_until=at + PAUSE * preview.tries)
        return
    if said is not None and isinstance(answer, Fetched):
        lands_on = host_of(answer.url)
        preview.title, preview.description = said.title, said.description
        preview.site, preview.outcome = said.site, "shown"
        preview.lands_on = "" if lands_on == host_of(preview.url) else lands_on[:255]
    elif not preview.title:
        preview.outcome = "nothing"
    preview.asked_at, preview.leased_until, preview.tries = at, None, 0
    with transaction.atomic():
        preview.save()
        _show(preview)


def _show(preview: LinkPreview) -> None:
    """Put the preview under every message that waits for it, and tell open pages."""
    waiting = MessageLink.objects.filter(
        key=preview.key, preview__isnull=True, held=False, removed=False
    )
    links = list(waiting.select_related("message__thread"))
    waiting.filter(pk__in=[link.pk for link in links]).update(preview=preview)
    if preview.outcome != "shown":
        return
    for link in links:
        thread = link.message.thread
        for reader in readers_of(thread):
            hint(reader, "changed", {"thread": thread.public_id, "seq": link.message.seq})


def forget_previews(before: datetime) -> int:
    """Forget what was asked before that moment and stands under no message; return how many."""
    old = LinkPreview.objects.filter(links__isnull=True).filter(
        Q(asked_at__lt=before) | Q(asked_at=None, leased_until__lt=before)
    )
    return LinkPreview.objects.filter(pk__in=list(old.values_list("pk", flat=True)[:500])).delete()[
        0
    ]
