"""The words that a report keeps: only such as the reporter could read themselves."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from rapport.contacts.models import Invitation
from rapport.messaging.models import Message, Participation
from rapport.messaging.queries.sight import seen_by
from rapport.posts.queries.removed import standing_of
from rapport.posts.queries.visible import comment_for, post_for

MESSAGES_KEPT = 20  # our choice: enough to understand a quarrel, no more of it than that


@dataclass(frozen=True, slots=True)
class Places:
    """Where it happened, by public ids: any of a conversation, an invitation, a post, a comment."""

    thread: UUID | None = None
    invitation: UUID | None = None
    post: UUID | None = None
    comment: UUID | None = None


def evidence_for(reporter_id: int, about_id: int, places: Places) -> list[dict[str, Any]] | None:
    """What a report keeps of the places named; None where one is not there for the reporter."""
    asked = (
        (places.thread, thread_evidence),
        (places.invitation, invitation_evidence),
        (places.post, post_evidence),
        (places.comment, comment_evidence),
    )
    kept: list[dict[str, Any]] = []
    for public_id, ask in asked:
        if public_id is None:
            continue
        found = ask(reporter_id, about_id, public_id)
        if found is None:
            return None
        kept += found
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
        Message.objects.filter(seen_by(reporter_id), thread__public_id=thread, event="")
        .select_related("author", "shadow")
        .prefetch_related("versions", "attachments")
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


def post_evidence(reporter_id: int, about_id: int, post: UUID) -> list[dict[str, Any]] | None:
    """A post of the other's that the reporter can read, as it stands; None when there is none."""
    found = post_for(reporter_id, post)
    if found is None or found.author_id != about_id:
        return None
    return [_piece("post", found, found.title)]


def comment_evidence(reporter_id: int, about_id: int, comment: UUID) -> list[dict[str, Any]] | None:
    """A comment of the other's that the reporter can read, as it stands, or None."""
    found = comment_for(reporter_id, comment)
    if found is None or found.author_id != about_id:
        return None
    return [_piece("comment", found, "")]


def pieces_of(evidence: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Kept evidence as a page shows it: the moments are moments again."""
    return [{**piece, "at": datetime.fromisoformat(piece["at"])} for piece in evidence]


def standing_pieces(evidence: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The same for moderators: `standing` says how a post or a comment stands now.

    It is None for one that its author has deleted. Of words that were kept twice, since they
    changed in between, the last piece alone `acts`: what is done is done there. Two statements.
    """
    of_kind = {way: [p["id"] for p in evidence if p["way"] == way] for way in ("post", "comment")}
    stands = {way: standing_of(way, ids) for way, ids in of_kind.items()}
    last = {piece["id"]: number for number, piece in enumerate(evidence)}
    return [
        {
            **piece,
            "acts": piece["way"] in stands and last[piece["id"]] == number,
            "standing": stands.get(piece["way"], {}).get(piece["id"]),
        }
        for number, piece in enumerate(pieces_of(evidence))
    ]


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
        "earlier": [version.text for version in message.versions.all()],
        "files": [file.name for file in message.attachments.all()],
    }


def _piece(kind: str, written: Any, title: str) -> dict[str, Any]:
    """A post or a comment as the report keeps it, whatever becomes of it."""
    return {
        "id": str(written.public_id),
        "way": kind,
        "by": written.author.handle,
        "name": written.author.name,
        "at": written.created_at.isoformat(),
        "subject": title,
        "text": written.text,
    }
