"""Who takes part in a group conversation: add one's connections, leave, take somebody out."""

from collections.abc import Sequence
from uuid import UUID

from django.db import transaction

from rapport.kit.clock import now
from rapport.kit.policy import policy
from rapport.kit.refusals import NOT_FOUND, Refused
from rapport.members.queries.locks import lock_members
from rapport.messaging.actions.group_lines import (
    entered,
    hint_all,
    let_go,
    take_in,
    tell_one,
    write_line,
)
from rapport.messaging.actions.group_making import plain_handles, refused_people
from rapport.messaging.actions.group_refusals import (
    LEFT,
    NOT_HOST,
    TOO_FEW,
    sender_refusal,
    too_many,
)
from rapport.messaging.actions.outcomes import Done
from rapport.messaging.queries.group_threads import (
    group_facts,
    ids_by_handle,
)
from rapport.rules.group_threads import Event, names_of

NOBODY = Refused(TOO_FEW.code, "Name at least one person to add.", on="members")


def add(member_id: int, public_id: UUID, handles: Sequence[str]) -> Done | Refused:
    """Let people one is connected to take part; everybody who takes part may add.

    Who takes part already is passed over. One who can't be added keeps the others out too.
    """
    wanted = plain_handles(handles)
    if len(wanted) > policy().groupchat.max:
        return too_many()
    with transaction.atomic():
        named = ids_by_handle(wanted)
        people = lock_members(member_id, *named.values())
        found = entered(member_id, public_id)
        if found is None:
            return NOT_FOUND
        thread, living = found
        if member_id not in living:
            return LEFT
        if not wanted:
            return NOBODY
        new = [handle for handle in wanted if named.get(handle) not in living]
        if not new:
            return Done("added", public_id, repeated=True)
        wrong = refused_people(member_id, new, named, 1, len(living))
        wrong = wrong or sender_refusal(group_facts(member_id, thread, (), now(), policy()))
        if wrong is not None:
            return wrong
        joining = [named[handle] for handle in new]
        about = names_of([people[pk].name for pk in joining])
        line = write_line(thread, member_id, Event.ADDED, about, now())
        take_in(thread, joining, line)
        for pk in joining:
            tell_one("group_added", pk, people[member_id], thread)
        hint_all(thread, living, line.seq)
    return Done("added", public_id)


def leave(member_id: int, public_id: UUID) -> Done | Refused:
    """Take part no longer; the others see that one left. Leaving twice is leaving once."""
    with transaction.atomic():
        lock_members(member_id)
        found = entered(member_id, public_id)
        if found is None:
            return NOT_FOUND
        thread, living = found
        if member_id not in living:
            return Done("left", public_id, repeated=True)
        line = write_line(thread, member_id, Event.LEFT, "", now())
        let_go(thread, member_id)
        hint_all(thread, living, line.seq)
    return Done("left", public_id)


def remove(member_id: int, public_id: UUID, handle: str) -> Done | Refused:
    """Take somebody out; the host may. They keep what they saw, and are told."""
    with transaction.atomic():
        named = ids_by_handle(plain_handles([handle]))
        people = lock_members(member_id, *named.values())
        found = entered(member_id, public_id)
        if found is None:
            return NOT_FOUND
        thread, living = found
        if member_id not in living:
            return LEFT
        gone = next(iter(named.values()), None)
        if gone not in living:
            return NOT_FOUND
        if living[0] != member_id or gone == member_id:
            return NOT_HOST if gone != member_id else NOT_FOUND
        line = write_line(thread, member_id, Event.REMOVED, people[gone].name, now())
        let_go(thread, gone)
        tell_one("group_removed", gone, people[member_id], thread)
        hint_all(thread, living, line.seq)
    return Done("removed", public_id)
