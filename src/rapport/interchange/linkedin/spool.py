"""Keeps messages on disk while they are sorted into conversations, so that memory stays small."""

import json
from collections.abc import Iterator
from dataclasses import dataclass, field, fields
from datetime import datetime
from tempfile import TemporaryFile
from typing import IO, Any

from rapport.interchange.linkedin.messages import Message
from rapport.interchange.linkedin.people import Person

FIELDS = [one.name for one in fields(Message)]
SENDER, RECIPIENTS, SENT_AT = map(FIELDS.index, ("sender", "recipients", "sent_at"))


@dataclass(slots=True)
class Conversation:
    """Where the messages of one conversation lie in the spool, and who is named in it."""

    key: str
    title: str = ""
    folder: str = ""
    archived: bool = False
    people: dict[Person, None] = field(default_factory=dict)
    senders: dict[Person, int] = field(default_factory=dict)
    places: list[tuple[float, int, int]] = field(default_factory=list)
    """(seconds since 1970, line of the archive's table, byte of the spool) of each message."""

    def in_order(self) -> list[int]:
        """The bytes of the messages, oldest first.

        Within a second the order of the file decides; most archives list the newest first.
        """
        newest_first = len(self.places) > 1 and self.places[0][0] > self.places[-1][0]
        sign = -1 if newest_first else 1
        return [at for _, _, at in sorted(self.places, key=lambda p: (p[0], sign * p[1]))]


class Spool:
    """All messages of one archive, in a nameless temporary file that vanishes with the process."""

    def __init__(self, folder: str | None = None) -> None:
        self._file: IO[bytes] = TemporaryFile(dir=folder)  # noqa: SIM115  (closed on exit)
        self.conversations: dict[str, Conversation] = {}
        self.count = 0

    def __enter__(self) -> "Spool":
        return self

    def __exit__(self, *_: object) -> None:
        self._file.close()

    def add(self, message: Message) -> None:
        """Put one message by; it is found again by its conversation."""
        known = self.conversations.get(message.conversation)
        if known is None:
            known = self.conversations[message.conversation] = Conversation(message.conversation)
        known.title = known.title or message.title
        known.folder = known.folder or message.folder
        known.archived = known.archived or message.archived
        known.people.update(dict.fromkeys((message.sender, *message.recipients)))
        known.senders[message.sender] = known.senders.get(message.sender, 0) + 1
        known.places.append((message.sent_at.timestamp(), message.line, self._file.tell()))
        self._file.write(json.dumps(_plain(message)).encode() + b"\n")
        self.count += 1

    def messages(self, conversation: Conversation) -> Iterator[Message]:
        """The conversation's messages, oldest first."""
        for at in conversation.in_order():
            self._file.seek(at)
            yield _message(json.loads(self._file.readline()))


def _plain(message: Message) -> list[Any]:
    """The message as plain values, in the order of its fields (faster here than `asdict`)."""
    found = [getattr(message, name) for name in FIELDS]
    found[SENDER] = [message.sender.name, message.sender.url]
    found[RECIPIENTS] = [[one.name, one.url] for one in message.recipients]
    found[SENT_AT] = message.sent_at.isoformat()
    return found


def _message(found: list[Any]) -> Message:
    """The message that `_plain` took apart."""
    found[SENDER] = Person(*found[SENDER])
    found[RECIPIENTS] = tuple(Person(*one) for one in found[RECIPIENTS])
    found[SENT_AT] = datetime.fromisoformat(found[SENT_AT])
    return Message(*found)
