"""A message on its way: what differs between one member and a group conversation."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from rapport.kit.refusals import Refused
from rapport.members.queries.locks import lock_members
from rapport.messaging.actions.group_sending import GroupDraft, group_refusal_later, send_to_group
from rapport.messaging.actions.judging import ends_before, refusal_later
from rapport.messaging.actions.outcomes import Sent
from rapport.messaging.actions.repeating import OTHER_USE, sent_before, written_before
from rapport.messaging.actions.sending import Draft, send
from rapport.messaging.queries.group_threads import group_part
from rapport.messaging.queries.messages import written_in

if TYPE_CHECKING:
    from rapport.members.models import Member

Carried = Draft | GroupDraft


@dataclass(frozen=True, slots=True)
class Place:
    """Where words go: to a member by a way, or into a group conversation, by its key."""

    way: str
    to_id: int | None = None
    thread_id: int | None = None


def place_of(draft: Carried) -> Place | None:
    """Where this goes; None where that is not there for its sender."""
    if isinstance(draft, Draft):
        is_own = draft.sender_id == draft.to_id
        return None if is_own else Place(draft.way.value, to_id=draft.to_id)
    part = group_part(draft.sender_id, draft.thread)
    return None if part is None else Place("message", thread_id=part.thread_id)


def lock_people(draft: Carried) -> Mapping[int, Member] | None:
    """Lock whom the judge looks at; None where one of them is gone."""
    ids = {draft.sender_id, draft.to_id if isinstance(draft, Draft) else draft.sender_id}
    people = lock_members(*ids)
    return people if len(people) == len(ids) else None


def carried_before(draft: Carried) -> Sent | Refused | None:
    """What this client id wrote, if it did; in another place it is a conflict."""
    if isinstance(draft, Draft):
        return written_before(draft.sender_id, draft.to_id, draft.client_id)
    known = written_in(draft.sender_id, draft.client_id)
    if known is None:
        return None
    elsewhere = known.thread.public_id != draft.thread or known.event
    return OTHER_USE if elsewhere else sent_before(known)


def refused_later(
    draft: Carried, people: Mapping[int, Member], at: datetime, send_at: datetime
) -> Refused | None:
    """Why this could not be sent at `send_at`, as far as can be known at `at` (see judging)."""
    if isinstance(draft, Draft):
        return refusal_later(draft, people, at, send_at)
    refusal = group_refusal_later(draft, people[draft.sender_id], at)
    return None if refusal is None or ends_before(refusal, send_at) else refusal


def carry(draft: Carried) -> Sent | Refused:
    """Send it now."""
    return send(draft) if isinstance(draft, Draft) else send_to_group(draft)
