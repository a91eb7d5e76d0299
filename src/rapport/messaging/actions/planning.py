"""Plan a message for a later moment, change it, take it back: it is judged now and again then."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction

from rapport.kit.clock import now
from rapport.kit.ids import public_id as new_id
from rapport.kit.refusals import NOT_FOUND, Refused
from rapport.kit.text import normal
from rapport.messaging.actions.carrying import (
    Carried,
    Place,
    carried_before,
    lock_people,
    place_of,
    refused_later,
)
from rapport.messaging.actions.drafts import Words, drop_draft, return_words
from rapport.messaging.actions.group_sending import GroupDraft
from rapport.messaging.actions.outcomes import Done, Sent
from rapport.messaging.actions.repeating import OTHER_USE
from rapport.messaging.actions.sending import Draft
from rapport.messaging.models import Attachment, Message, PlannedSend
from rapport.rules.reach import Way

PLANNED_MAX = 100
FARTHEST = timedelta(days=366)
PLANNABLE = (Way.MESSAGE, Way.REQUEST, Way.INMAIL)
IN_THE_PAST = Refused("moment", "That moment is over. Choose a later one.", on="send_at")
TOO_FAR = Refused("moment", "A message can be planned up to a year ahead.", on="send_at")
NO_SUCH_WAY = Refused(
    "bad_request", "Only messages, requests and InMails can be sent later.", on="way"
)
TOO_MANY = Refused("planned_limit", f"{PLANNED_MAX} messages wait already. Send or cancel one.")
GONE = Refused("already_sent", "This message is sent already.")
OVER = Refused("conflict", "This message no longer waits to be sent.")


@dataclass(frozen=True, slots=True)
class Planned:
    """A message that waits for its moment."""

    id: UUID
    send_at: datetime
    repeated: bool = False


def plan(draft: Carried, send_at: datetime, *, undo: bool = False) -> Planned | Sent | Refused:
    """Send this at that moment (aware); `undo`: it waits only so that it may be taken back.

    The same client id again answers what it planned or sent before.
    """
    place = place_of(draft)
    if place is None:
        return NOT_FOUND
    if place.way not in PLANNABLE:
        return NO_SUCH_WAY
    with transaction.atomic():
        people = lock_people(draft)
        if people is None:
            return NOT_FOUND
        before = carried_before(draft) or _before(draft, place)
        if before is not None:
            return before
        at = now()
        refused = _moment_refusal(send_at, at) or refused_later(draft, people, at, send_at)
        if refused is not None:
            return refused
        mine = PlannedSend.objects.filter(author_id=draft.sender_id, state="waiting")
        if mine.count() >= PLANNED_MAX:
            return TOO_MANY
        row = _store(draft, place, send_at, undo, at)
        _keep_files(row)
        drop_draft(draft.sender_id, place.to_id, place.way, place.thread_id)
    return Planned(row.public_id, row.send_at)


def _before(draft: Carried, place: Place) -> Planned | Refused | None:
    """What this client id planned before; one that was taken back may be planned anew."""
    row = PlannedSend.objects.filter(author_id=draft.sender_id, client_id=draft.client_id).first()
    if row is None:
        return None
    if (row.to_id, row.thread_id) != (place.to_id, place.thread_id):
        return OTHER_USE
    if row.state == "waiting":
        return Planned(row.public_id, row.send_at, repeated=True)
    row.delete()
    return None


def _moment_refusal(send_at: datetime, at: datetime) -> Refused | None:
    if send_at <= at:
        return IN_THE_PAST
    return TOO_FAR if send_at > at + FARTHEST else None


def _store(
    draft: Carried, place: Place, send_at: datetime, undo: bool, at: datetime
) -> PlannedSend:
    of_one = draft if isinstance(draft, Draft) else None
    return PlannedSend.objects.create(
        author_id=draft.sender_id,
        to_id=place.to_id,
        thread_id=place.thread_id,
        way=place.way,
        text=normal(draft.text),
        subject=normal(of_one.subject).strip() if of_one else "",
        reply_to=draft.reply_to,
        template=of_one.template if of_one else "",
        overrule=bool(of_one and of_one.overrule),
        previews=draft.previews,
        files=[str(file) for file in draft.files],
        undo=undo,
        client_id=draft.client_id,
        send_at=send_at,
        made_at=at,
        state_at=at,
    )


def _keep_files(row: PlannedSend) -> None:
    """Uploads that wait with their message count as fresh until then, so that none is swept."""
    mine = Attachment.objects.filter(owner_id=row.author_id, message__isnull=True)
    if row.files:
        mine.filter(public_id__in=row.files).update(created_at=row.send_at)


def as_draft(row: PlannedSend) -> Carried:
    """The message of a planned send, as it is handed to `carry`."""
    files = [UUID(file) for file in row.files]
    if row.thread is not None:
        return GroupDraft(
            row.author_id,
            row.thread.public_id,
            row.text,
            row.client_id,
            reply_to=row.reply_to,
            files=files,
            previews=row.previews,
        )
    assert row.to_id is not None  # it is for the one or the other
    return Draft(
        row.author_id,
        row.to_id,
        Way(row.way),
        row.text,
        row.client_id,
        row.subject,
        reply_to=row.reply_to,
        overrule=row.overrule,
        template=row.template,
        files=files,
        previews=row.previews,
    )


def change_plan(
    author_id: int,
    public_id: UUID,
    *,
    text: str | None = None,
    subject: str | None = None,
    send_at: datetime | None = None,
) -> Planned | Refused:
    """Give a waiting message other words or another moment; what is None stays."""
    with transaction.atomic():
        row = _locked(author_id, public_id)
        if isinstance(row, Refused):
            return row
        row.text = row.text if text is None else normal(text)
        row.subject = row.subject if subject is None else normal(subject).strip()
        draft = as_draft(row)
        people = lock_people(draft)
        if people is None:
            return NOT_FOUND
        at, moment = now(), send_at or row.send_at
        refused = _moment_refusal(moment, at) if send_at else None
        refused = refused or refused_later(draft, people, at, moment)
        if refused is not None:
            return refused
        row.send_at = moment
        # The author has looked at it: it is no longer one that merely may be taken back.
        row.undo, row.tries, row.not_before = False, 0, None
        row.save()
        _keep_files(row)
    return Planned(row.public_id, row.send_at)


def send_sooner(author_id: int, public_id: UUID) -> Done | Refused:
    """Let a waiting message go at once: the job that sends it takes it next."""
    with transaction.atomic():
        row = _locked(author_id, public_id)
        if isinstance(row, Refused):
            return row
        PlannedSend.objects.filter(pk=row.pk).update(send_at=now(), not_before=None)
    return Done("sooner", public_id)


def cancel_plan(author_id: int, public_id: UUID) -> Done | Refused:
    """Take a waiting message back; its words become the draft, if none is there yet."""
    with transaction.atomic():
        row = _locked(author_id, public_id)
        if isinstance(row, Refused):
            return row
        row.state, row.state_at = "cancelled", now()
        row.save(update_fields=["state", "state_at"])
        put_back(row)
    return Done("cancelled", public_id)


def put_back(row: PlannedSend) -> None:
    """The words of what is not sent become a draft, with a client id of its own: that of the plan
    is used up. Its files stay uploads that no message has."""
    words = Words(row.author_id, row.to_id, row.way, row.text, new_id(), row.subject)
    return_words(replace(words, template=row.template, thread_id=row.thread_id))


def dismiss_plan(author_id: int, public_id: UUID) -> Done | Refused:
    """Put away what could not be sent, once its author has read why."""
    found = PlannedSend.objects.filter(
        author_id=author_id, public_id=public_id, state__in=("refused", "failed")
    )
    return Done("dismissed", public_id) if found.delete()[0] else NOT_FOUND


def _locked(author_id: int, public_id: UUID) -> PlannedSend | Refused:
    """A waiting send of this author, locked until the transaction ends."""
    row = (
        PlannedSend.objects.select_for_update(of=("self",))
        .select_related("thread")
        .filter(author_id=author_id, public_id=public_id)
        .first()
    )
    if row is None:
        return NOT_FOUND
    if row.state != "waiting":
        return GONE if row.state == "sent" else OVER
    sent = Message.objects.filter(author_id=author_id, client_id=row.client_id)
    return GONE if sent.exists() else row
