"""Write a planned network through the owning rooms: members, ground, bonds, talks.

Call it inside one transaction; it returns what the news are made from.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from rapport.contacts.actions import block, connect_members
from rapport.contacts.actions.bulk import Recorded, follow_many, record_invitations
from rapport.groups.actions import (
    add_attendance,
    add_members,
    create_event,
    create_group,
)
from rapport.groups.actions.events import EventWords
from rapport.interchange.demo.bonds import pair_key
from rapport.interchange.demo.plan import (
    Answer,
    Introduction,
    Invite,
    Line,
    Network,
    Person,
    Talk,
)
from rapport.interchange.demo.posting import write_postings
from rapport.kit.policy import policy
from rapport.kit.refusals import Refused
from rapport.members.actions import restrict
from rapport.members.actions.bulk import Held, Joining, Learnt, join_many
from rapport.messaging.actions.bulk import Answered, Conversation, Said, write_conversations
from rapport.messaging.actions.bulk_credits import Accepted, settle_credits
from rapport.messaging.actions.bulk_introductions import Introduced, record_introductions
from rapport.notices.actions.bulk import want_no_mail

DOMAIN = "demo.example"
PASSWORD = "rapport-demo"


class PlanFault(RuntimeError):
    """A room refused what the plan holds: an accident of ours, nothing is kept."""


@dataclass(slots=True)
class Written:
    """What was written, by the names of the plan."""

    ids: dict[str, int]
    threads: dict[str, UUID] = field(default_factory=dict)
    introductions: dict[tuple[str, str, datetime], UUID] = field(default_factory=dict)
    posts: dict[str, UUID] = field(default_factory=dict)


def write_network(network: Network) -> Written:
    """Write everything of a plan but the news. Needs a transaction around it."""
    joining = [_joining(person) for person in network.people]
    written = Written(join_many(joining, PASSWORD, network.now))
    # Nobody reads mail at a reserved domain (RFC 2606), and a host's terminal stays quiet.
    want_no_mail(written.ids.values())
    groups = _write_ground(network, written.ids)
    _write_bonds(network, written.ids)
    notes, accepted = _write_invitations(network, written.ids)
    _write_talks(network, written, notes, accepted)
    written.posts = write_postings(network.postings, written.ids, groups)
    # Blocks last: they end what they find, and there must be nothing to find.
    for one in network.blocks:
        block(written.ids[one.blocker], written.ids[one.blocked], one.since)
    for limit in network.restrictions:
        restrict(written.ids[limit.member], "sending", limit.until, limit.why)
    return written


def _joining(person: Person) -> Joining:
    return Joining(
        email=f"{person.handle}@{DOMAIN}",
        handle=person.handle,
        name=person.name,
        joined_at=person.joined_at,
        headline=person.headline,
        about=person.about,
        location=person.place,
        time_zone=person.zone,
        is_staff=person.staff,
        positions=[
            Held(work.employer, work.title, work.place, work.started, work.ended, work.text)
            for work in person.work
        ],
        schools=[
            Learnt(school.name, school.degree, school.field, school.started, school.ended)
            for school in person.schools
        ],
        skills=person.skills,
        languages=person.speaks,
        reach=person.reach or {},
        card=_card(person),
    )


def _card(person: Person) -> Mapping[str, object]:
    return dict(person.card or {})


def _write_ground(network: Network, ids: Mapping[str, int]) -> dict[str, int]:
    """Groups and events by their makers, then everybody else in them; the groups' ids by key."""
    belonging = _by_key(network.people, "groups")
    groups: dict[str, int] = {}
    for group in network.groups:
        made = create_group(ids[group.owner], group.name, group.about, group.made_at)
        if isinstance(made, Refused):
            raise PlanFault(f"group {group.key}: {made.sentence}")
        groups[group.key] = made.pk
        add_members(made.pk, (ids[handle] for handle in belonging[group.key]), network.now)
    attending = _by_key(network.people, "events")
    for event in network.events:
        words = EventWords(event.name, event.starts_at, event.ends_at, event.place, event.about)
        announced = create_event(ids[event.owner], words, event.made_at)
        if isinstance(announced, Refused):
            raise PlanFault(f"event {event.key}: {announced.sentence}")
        add_attendance(
            announced.pk, (ids[handle] for handle in attending[event.key]), event.made_at
        )
    return groups


def _by_key(people: tuple[Person, ...], kind: str) -> Mapping[str, list[str]]:
    found: dict[str, list[str]] = {}
    for person in people:
        for key in getattr(person, kind):
            found.setdefault(key, []).append(person.handle)
    return found


def _write_bonds(network: Network, ids: Mapping[str, int]) -> None:
    connect_members((ids[bond.a], ids[bond.b], bond.since) for bond in network.bonds)
    follow_many((ids[one.follower], ids[one.followed], one.since) for one in network.follows)


def _write_invitations(
    network: Network, ids: Mapping[str, int]
) -> tuple[Mapping[str, UUID], list[Accepted]]:
    """The invitations; returns the ids of accepted notes by pair, and what they earned."""
    rows = record_invitations(
        Recorded(
            ids[invite.sender],
            ids[invite.recipient],
            invite.note,
            invite.state,
            invite.sent_at,
            invite.state_at,
            *_reminded(invite, network.now),
        )
        for invite in network.invites
    )
    notes: dict[str, UUID] = {}
    accepted: list[Accepted] = []
    for invite, row in zip(network.invites, rows, strict=True):
        if invite.state == "accepted":
            notes[pair_key(invite.sender, invite.recipient)] = row.public_id
            accepted.append(Accepted(row.pk, row.sender_id, invite.state_at))
    return notes, accepted


def _reminded(invite: Invite, now: datetime) -> tuple[int, datetime | None]:
    """How often its recipient was reminded of a waiting invitation, and when the last time."""
    moments = reminders_of(invite, now)
    return len(moments), moments[-1] if moments else None


def reminders_of(invite: Invite, now: datetime) -> list[datetime]:
    """When the recipient of a waiting invitation was reminded, by the policy of this place."""
    if invite.state != "pending":
        return []
    moments = (invite.sent_at + after for after in sorted(policy().invite.reminders))
    return [moment for moment in moments if moment <= now]


def _write_talks(
    network: Network, written: Written, notes: Mapping[str, UUID], accepted: list[Accepted]
) -> None:
    """Introductions and conversations, and the credits that all of it moved."""
    ids = written.ids
    rows = record_introductions(_introduced(one, ids) for one in network.introductions)
    for one, row in zip(network.introductions, rows, strict=True):
        written.introductions[one.asker, one.target, one.asked_at] = row.public_id
    bonded = {pair_key(bond.a, bond.b): bond.since for bond in network.bonds}
    asked = {
        pair_key(one.asker, one.target): one.asked_at
        for one in network.introductions
        if one.state == "accepted"
    }
    handles = {pk: handle for handle, pk in ids.items()}
    threads, openings = write_conversations(
        _conversation(talk, ids, bonded, notes, asked) for talk in network.talks
    )
    for (low, high), public_id in threads.items():
        written.threads[pair_key(handles[low], handles[high])] = public_id
    settle_credits(openings, accepted, network.now)


def _introduced(one: Introduction, ids: Mapping[str, int]) -> Introduced:
    return Introduced(
        ids[one.asker],
        ids[one.via],
        ids[one.target],
        one.state,
        one.reason,
        one.words,
        one.asked_at,
        one.state_at,
    )


def _conversation(
    talk: Talk,
    ids: Mapping[str, int],
    bonded: Mapping[str, datetime],
    notes: Mapping[str, UUID],
    asked: Mapping[str, datetime],
) -> Conversation:
    key = pair_key(talk.a, talk.b)
    since = bonded.get(key)

    def step(one: Line | Answer) -> Said | Answered:
        if isinstance(one, Answer):
            return Answered(ids[one.by], one.at, one.how)
        introduced = one.way == "introduction"
        return Said(
            by_id=ids[one.by],
            at=one.at,
            text=one.text,
            way=one.way,
            subject=one.subject,
            stranger=not introduced and (since is None or one.at < since),
            client_id=notes[key] if one.note else None,
            asked_at=asked[key] if introduced else None,
        )

    return Conversation(
        ids[talk.a],
        ids[talk.b],
        [step(one) for one in talk.steps],
        {ids[handle]: count for handle, count in talk.unread.items()},
    )
