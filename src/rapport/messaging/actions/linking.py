"""Note the links that a message shows; a job asks for their pages later. Take previews away."""

from collections.abc import Iterable, Mapping
from uuid import UUID

from django.conf import settings
from django.db import transaction

from rapport.kit.refusals import NOT_FOUND, Refused
from rapport.live.actions import hint
from rapport.messaging.actions.outcomes import Done
from rapport.messaging.models import Message, MessageLink, Thread
from rapport.messaging.previews.links import key_of, links_in
from rapport.messaging.queries.messages import own_message, readers_of


def note_links(message: Message, *, wanted: bool) -> None:
    """Note the links of a message that was just written; `wanted`: its author lets previews be."""
    rows = _rows(message.pk, message.html, removed=not wanted)
    for row in rows:
        row.held = message.thread.state == "held"
    if rows:
        MessageLink.objects.bulk_create(rows)


def note_links_of(html_by_id: Mapping[UUID, str], unwanted: Iterable[UUID]) -> None:
    """The same for many messages of open conversations, by their public ids."""
    linked = {pk: html for pk, html in html_by_id.items() if "<a href" in html}
    if not linked:
        return
    without = set(unwanted)
    stored = Message.objects.filter(public_id__in=linked).values_list("pk", "public_id")
    MessageLink.objects.bulk_create(
        row for pk, public_id in stored
        for row in _rows(pk, linked[public_id], removed=public_id in without)
    )  # fmt: skip


def release_links(thread: Thread) -> None:
    """A conversation is open from now on: what its messages show may be asked for."""
    MessageLink.objects.filter(message__thread=thread, held=True).update(held=False)


def note_links_again(message: Message) -> None:
    """The words changed: previews of links that stayed stay, as do the author's removals."""
    before = {link.key: link for link in MessageLink.objects.filter(message=message)}
    none_wanted = bool(before) and all(link.removed for link in before.values())
    rows = _rows(message.pk, message.html, removed=none_wanted)
    for row in rows:
        row.held = message.thread.state == "held"
        known = before.get(row.key)
        if known is not None:
            row.removed, row.preview_id = known.removed, known.preview_id
    forget_links(message)
    MessageLink.objects.bulk_create(rows)


def forget_links(message: Message) -> None:
    """The message is deleted: nothing is shown of its links."""
    MessageLink.objects.filter(message=message).delete()


def remove_preview(member_id: int, message_id: UUID, place: int) -> Done | Refused:
    """Show no preview of a link of one's own message any more, for both sides."""
    with transaction.atomic():
        message = own_message(member_id, message_id)
        links = MessageLink.objects.filter(message=message, place=place)
        if message is None or not links.exists():
            return NOT_FOUND
        changed = links.filter(removed=False).update(removed=True)
        if changed:
            for reader in readers_of(message.thread):
                about = {"thread": message.thread.public_id, "seq": message.seq}
                hint(reader, "changed", about)
    return Done("removed", message.public_id, repeated=not changed)


def _rows(message_id: int, html: str, *, removed: bool) -> list[MessageLink]:
    if "<a href" not in html or not settings.LINK_PREVIEWS:
        return []
    return [
        MessageLink(message_id=message_id, place=place, key=key_of(url), url=url, removed=removed)
        for place, url in enumerate(links_in(html, settings.OPTIONS.url))
    ]
