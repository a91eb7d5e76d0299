"""Make a group conversation with people one is connected to, and name it anew."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db import transaction

from rapport.kit.clock import now
from rapport.kit.policy import policy
from rapport.kit.refusals import NOT_FOUND, Refused
from rapport.kit.text import one_line
from rapport.members.queries.locks import lock_members
from rapport.messaging.actions.group_lines import (
    entered,
    hint_all,
    take_in,
    tell_one,
    write_line,
)
from rapport.messaging.actions.group_refusals import (
    HISTORY,
    LEFT,
    NOT_HOST,
    TOO_FEW,
    cannot_add,
    sender_refusal,
    title_refusal,
    too_many,
    too_often,
)
from rapport.messaging.actions.outcomes import Done
from rapport.messaging.actions.repeating import OTHER_USE
from rapport.messaging.models import Participation, Thread
from rapport.messaging.queries.group_threads import (
    addable,
    group_facts,
    ids_by_handle,
)
from rapport.messaging.queries.messages import written_in
from rapport.rules.group_threads import LEAST, Event, histories, names_of, room_for


@dataclass(frozen=True, slots=True)
class Making:
    """What a group conversation is to be: its title, the handles of the others, what joiners see.

    `history` is "joined" or "all"; "" is the place's own first choice. `client_id` is made where
    it is typed: a retry repeats it.
    """

    maker_id: int
    title: str
    handles: Sequence[str]
    client_id: UUID
    history: str = ""


def make_group(making: Making) -> Done | Refused:
    """Make it; all are told. A client id that was used before answers what it made then."""
    title, handles = one_line(making.title), plain_handles(making.handles)
    allowed = histories(policy())
    wrong = title_refusal(title)
    wrong = wrong or (HISTORY if making.history not in ("", *allowed) else None)
    wrong = wrong or (too_many() if len(handles) > policy().groupchat.max else None)
    if wrong is not None:
        return wrong
    with transaction.atomic():
        named = ids_by_handle(handles)
        people = lock_members(making.maker_id, *named.values())
        maker = people.get(making.maker_id)
        if maker is None:
            return NOT_FOUND
        before = written_in(making.maker_id, making.client_id)
        if before is not None:
            again = Done("made", before.thread.public_id, repeated=True)
            return again if before.event == Event.MADE else OTHER_USE
        at = now()
        wrong = refused_people(making.maker_id, handles, named, LEAST - 1, 1)
        facts = group_facts(making.maker_id, None, (), at, policy())
        wrong = wrong or sender_refusal(facts) or too_often(making.maker_id, at)
        if wrong is not None:
            return wrong
        thread = Thread.objects.create(
            title=title, history=making.history or allowed[0], created_at=at, last_at=at
        )
        own = Participation(thread=thread, member_id=maker.pk, last_at=at, focus="group")
        own.save()
        others = [named[handle] for handle in handles]
        about = names_of([people[pk].name for pk in others])
        line = write_line(thread, maker.pk, Event.MADE, about, at, making.client_id)
        take_in(thread, others, line)
        Participation.objects.filter(pk=own.pk).update(joined_seq=line.seq)
        for pk in others:
            tell_one("group_added", pk, maker, thread)
        hint_all(thread, [maker.pk], line.seq)
    return Done("made", thread.public_id)


def rename(member_id: int, public_id: UUID, title: str) -> Done | Refused:
    """Give it another title; the host may. The same one again changes nothing."""
    title = one_line(title)
    wrong = title_refusal(title)
    with transaction.atomic():
        lock_members(member_id)
        found = entered(member_id, public_id)
        if found is None:
            return NOT_FOUND
        thread, living = found
        if member_id not in living:
            return LEFT
        if living[0] != member_id:
            return NOT_HOST
        if wrong is not None:
            return wrong
        if thread.title == title:
            return Done("renamed", public_id, repeated=True)
        facts = group_facts(member_id, thread, (), now(), policy())
        wrong = sender_refusal(facts)
        if wrong is not None:
            return wrong
        thread.title = title
        thread.save(update_fields=["title"])
        line = write_line(thread, member_id, Event.RENAMED, title, now())
        hint_all(thread, living, line.seq)
    return Done("renamed", public_id)


def refused_people(
    member_id: int, handles: Sequence[str], named: dict[str, int], least: int, there: int
) -> Refused | None:
    """None where the member may add all of these to a conversation in which so many take part."""
    if len(handles) < least:
        return TOO_FEW
    if len(handles) > room_for(there, policy()):
        return too_many()
    allowed = addable(member_id, named.values())
    for handle in handles:
        if handle not in named or named[handle] == member_id or named[handle] not in allowed:
            return cannot_add(handle)
    return None


def plain_handles(handles: Sequence[str]) -> list[str]:
    """Handles as they are kept, each once; an @ before one is left away."""
    plain = (handle.replace("\x00", "").strip().lstrip("@").lower() for handle in handles)
    return list(dict.fromkeys(handle for handle in plain if handle))
