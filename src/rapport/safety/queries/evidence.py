"""The words that a report keeps: only such as the reporter could read themselves."""

from datetime import datetime
from typing import Any
from uuid import UUID

from rapport.contacts.models import Invitation
from rapport.messaging.models import Message, Participation

MESSAGES_KEPT = 20  # our choice: enough to understand a quarrel, no more of it than that


def evidence_for(
    reporter_id: int, about_id: int, thread: UUID | None, invitation: UUID | None
) -> list[dict[str, Any]] | None:
    """What a report keeps of the places named; None where one is not there for the reporter."""
    kept: list[dict[str, Any]] = []
    if thread is not None:
        messages = thread_evidence(reporter_id, about_id, thread)
        if messages is None:
            return None
        kept += messages
    if invitation is not None:
        note = invitation_evidence(reporter_id, about_id, invitation)
        if note is None:
            return None
        kept += note
    return kept


def thread_evidence(reporter_id: int, about_id: int, thread: UUID) -> list[dict[str, Any]] | None:
    """The last 20 messages of a thread in which both take part, as they stand; the oldest first.

    None when the thread is absent or one of the two takes no part in it: then there is nothing
    to show, and nothing that would tell which of these it is.
    """
    there = Participation.objects.filter(thread__public_id=thread)
    if not there.filter(member_id=reporter_id).exists():
        return None
    if not there.filter(member_id=about_id).exists():
        return None
    last = (
        Message.objects.filter(thread__public_id=thread)
        .select_related("author", "shadow")
        .order_by("-seq")[:MESSAGES_KEPT]
    )
    return [_message_piece(message) for message in reversed(list(last))]


def invitation_evidence(
    reporter_id: int, about_id: int, invitation: UUID
) -> list[dict[str, Any]] | None:
    """The note of an invitation that the reporter got from the other; None when there is none."""
    found = Invitation.objects.filter(
        public_id=invitation, sender_id=about_id, recipient_id=reporter_id
    ).select_related("sender")
    asked = found.first()
    if asked is None:
        return None
    return [
        {
            "id": str(asked.public_id),
            "way": "connect",
            "by": asked.sender.handle,
            "name": asked.sender.name,
            "at": asked.sent_at.isoformat(),
            "subject": "",
            "text": asked.note,
        }
    ]


def pieces_of(evidence: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Kept evidence as a page shows it: the moments are moments again."""
    return [{**piece, "at": datetime.fromisoformat(piece["at"])} for piece in evidence]


def _message_piece(message: Message) -> dict[str, Any]:
    """One message as the report keeps it, whatever becomes of the message."""
    writer = message.author or message.shadow
    return {
        "id": str(message.public_id),
        "way": message.way,
        "by": message.author.handle if message.author else "",
        "name": writer.name if writer else "",
        "at": message.sent_at.isoformat(),
        "subject": message.subject,
        "text": message.text,
    }
