"""Messages of a conversation as programs read them."""

from collections.abc import Sequence
from typing import Any, Literal
from uuid import UUID

from rapport.kit.api import Closed, Time
from rapport.kit.policy import policy
from rapport.members.api.people import Person, person
from rapport.messaging.api.files import FileOut, file_json
from rapport.messaging.api.links import LinkOut, links_json
from rapport.messaging.api.signs import marks_json, readers_json
from rapport.messaging.queries.attachments import files_of
from rapport.messaging.queries.group_signs import readers_in
from rapport.messaging.queries.links import Card, cards_of
from rapport.messaging.queries.messages import reactions_of
from rapport.messaging.queries.sight import Sight, sight_of
from rapport.messaging.queries.signs import marks_of, side_of
from rapport.rules.group_threads import sentence_of


class EmojiOut(Closed):
    """An emoji under a message; `own`: the caller's is among them."""

    emoji: str
    count: int
    own: bool


class MessageOut(Closed):
    """One message; `author` is null for people of an imported archive, `name` always says who.

    `read` and `answered` are of one's own messages, null where it may not be known; `read_at` is
    the moment of the other's last reading, null for what was read before. In a group conversation
    `read_by` has the handles of who read it, as far as it may be known.
    With an `event` it is a line of a group conversation, and `text` tells in English what happened.
    `folded`: its author is somebody whom the caller blocked.
    """

    id: UUID
    seq: int
    author: Person | None
    name: str
    way: str
    subject: str
    text: str
    html: str
    sent_at: Time
    edited_at: Time | None
    deleted_at: Time | None
    automatic: bool
    event: Literal["", "made", "added", "left", "removed", "renamed"]
    folded: bool
    reply_to: UUID | None
    reactions: list[EmojiOut]
    files: list[FileOut]
    links: list[LinkOut]
    read: bool | None
    read_at: Time | None
    answered: bool | None
    read_by: list[str] | None


class Messages(Closed):
    """Messages in the order of their sequence; `next` leads to earlier ones."""

    messages: list[MessageOut]
    next: str


def messages_json(rows: Sequence[Any], part: Any) -> list[dict[str, Any]]:
    """Messages of a conversation for one of its people, with what lies under each."""
    me, sight = part.member_id, sight_of(part)
    marks = marks_of(side_of(part), policy())
    readers = readers_in(part, policy()) if part.thread.is_group else ()
    under = reactions_of([message.pk for message in rows], me, sight.left_at)
    files = files_of([message.pk for message in rows if message.deleted_at is None])
    links = cards_of([message.pk for message in rows if "<a href" in message.html])
    found = []
    for message in rows:
        own = message.author_id == me and not message.event
        if own and part.thread.is_group:
            signs = readers_json(message, readers)
        else:
            signs = marks_json(message, marks if own else None)
        shown = _message(
            message,
            under.get(message.pk, []),
            files.get(message.pk, []),
            links.get(message.pk, []),
            sight,
        )
        found.append(shown | signs)
    return found


def _message(
    message: Any,
    under: list[tuple[str, int, bool]],
    files: Sequence[Any],
    links: Sequence[Card],
    sight: Sight,
) -> dict[str, Any]:
    writer = message.author or message.shadow
    name = writer.name if writer else ""
    replied = message.reply_to if message.reply_to and sight.shows(message.reply_to) else None
    return {
        "id": message.public_id,
        "seq": message.seq,
        "author": person(message.author),
        "name": name,
        "way": message.way,
        "subject": message.subject,
        "text": sentence_of(message.event, name, message.text) if message.event else message.text,
        "html": message.html,
        "sent_at": message.sent_at,
        "edited_at": message.edited_at,
        "deleted_at": message.deleted_at,
        "automatic": message.automatic,
        "event": message.event,
        "folded": sight.folds(message),
        "reply_to": replied and replied.public_id,
        "reactions": [{"emoji": e, "count": count, "own": own} for e, count, own in under],
        "files": [file_json(file) for file in files],
        "links": links_json(links),
    }
