"""Keep what a member has begun to write, on every pause, so that nothing is ever lost."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from rapport.kit.clock import now
from rapport.kit.policy import policy
from rapport.kit.refusals import NOT_FOUND, Refused
from rapport.kit.text import normal
from rapport.members.queries.locks import lock_members
from rapport.messaging.models import KeptDraft, Message
from rapport.messaging.models.kept import WRITTEN_WAYS
from rapport.messaging.queries.kept import over_drafts
from rapport.messaging.queries.reach_facts import facts_for
from rapport.messaging.queries.sight import lives_in
from rapport.rules.reach import Reason, menu

TEXT_MAX, SUBJECT_MAX = 20_000, 200
DRAFTS_MAX = 500
TOO_LONG = Refused("too_long", f"A draft may have {TEXT_MAX:,} characters.", on="text")
SUBJECT_TOO_LONG = Refused(
    "too_long", f"A subject may have {SUBJECT_MAX} characters.", on="subject"
)
TOO_MANY = Refused(
    "drafts_limit", f"You have {DRAFTS_MAX} drafts. Send or discard one first.", on="text"
)


@dataclass(frozen=True, slots=True)
class Words:
    """What stands in a composer. `revision` is the draft's when the page last saw it, 0 for none;
    None where the page can't know. In a group conversation `thread_id`, its key, is said in the
    place of `to_id`, with "message" for the way."""

    owner_id: int
    to_id: int | None
    way: str
    text: str
    client_id: UUID
    subject: str = ""
    revision: int | None = None
    template: str = ""
    thread_id: int | None = None

    @property
    def place(self) -> dict[str, Any]:
        """Whose composer it is, as the columns of a draft."""
        return {
            "owner_id": self.owner_id,
            "to_id": self.to_id,
            "way": self.way,
            "thread_id": self.thread_id,
        }


@dataclass(frozen=True, slots=True)
class Saved:
    """The draft as it stands now; `revision` 0: there is none. `other_text`: what another page had
    and this saving replaced."""

    revision: int
    saved_at: datetime | None = None
    other_text: str = ""


def keep_draft(words: Words) -> Saved | Refused:
    """Save a draft; empty words remove it, but never over what another page wrote meanwhile."""
    text, subject = normal(words.text), normal(words.subject).strip()
    if len(text) > TEXT_MAX:
        return TOO_LONG
    if len(subject) > SUBJECT_MAX:
        return SUBJECT_TOO_LONG
    if not _may_write(words):
        return NOT_FOUND
    with transaction.atomic():
        lock_members(words.owner_id)
        return _keep(words, text, subject)


def _may_write(words: Words) -> bool:
    if words.thread_id is not None:
        return words.to_id is None and lives_in(words.owner_id, words.thread_id)
    return words.to_id is not None and may_begin(words.owner_id, words.to_id, words.way)


def may_begin(owner_id: int, to_id: int, way: str) -> bool:
    """Whether there is somebody to write to: the composer's own rule, so that nothing leaks."""
    if way not in WRITTEN_WAYS or owner_id == to_id:
        return False
    facts = facts_for(owner_id, [to_id], now(), policy()).get(to_id)
    return facts is not None and menu(facts, policy()).primary.reason is not Reason.UNAVAILABLE


def _keep(words: Words, text: str, subject: str) -> Saved | Refused:
    mine = KeptDraft.objects.filter(owner_id=words.owner_id)
    row = KeptDraft.objects.filter(**words.place).first()
    if Message.objects.filter(author_id=words.owner_id, client_id=words.client_id).exists():
        # A saving that was overtaken by its own send.
        mine.filter(client_id=words.client_id).delete()
        return Saved(0)
    if row is not None and _is_over(row):
        row.delete()
        row = None
    is_stale = row is not None and words.revision not in (None, row.revision)
    if not text.strip() and not subject:
        if row is None or is_stale:
            return Saved(row.revision, row.saved_at, row.text) if row else Saved(0)
        row.delete()
        return Saved(0)
    if row is None:
        if mine.count() >= DRAFTS_MAX:
            return TOO_MANY
        row = KeptDraft(**words.place, revision=0)
    replaced = row.text if is_stale and row.text != text else ""
    row.text, row.subject, row.client_id = text, subject, words.client_id
    row.template = words.template or row.template
    row.other_text = replaced or row.other_text
    row.revision, row.saved_at = row.revision + 1, now()
    row.save()
    return Saved(row.revision, row.saved_at, replaced)


def return_words(words: Words) -> None:
    """Words that were on their way and do not go: the draft, or, where another stands by now,
    beside that one. Nothing where there is nobody to write to any more."""
    if not _may_write(words):
        return
    lock_members(words.owner_id)
    row = KeptDraft.objects.filter(**words.place).first()
    row = row or KeptDraft(**words.place, revision=0)
    if row.text.strip() and not _is_over(row):
        row.other_text = "\n\n".join(filter(None, (row.other_text, words.text)))
    else:
        row.text, row.subject, row.client_id = words.text, words.subject, words.client_id
        row.template = words.template
    row.revision, row.saved_at = row.revision + 1, now()
    row.save()


def _is_over(row: KeptDraft) -> bool:
    return Message.objects.filter(author_id=row.owner_id, client_id=row.client_id).exists()


def drop_draft(
    owner_id: int, to_id: int | None, way: str = "message", thread_id: int | None = None
) -> bool:
    """Take a draft away: it was sent, or its owner discards it; False where there was none."""
    place: dict[str, Any] = {"to_id": to_id, "way": way, "thread_id": thread_id}
    found = KeptDraft.objects.filter(owner_id=owner_id, **place)
    return bool(found.delete()[0])


def sweep_drafts() -> int:
    """Delete drafts whose message was sent by a road that did not wait for them."""
    return KeptDraft.objects.filter(pk__in=over_drafts(500)).delete()[0]
