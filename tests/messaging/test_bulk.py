"""Bulk writing and single sends must agree: the same conversation, written both ways."""

from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import uuid4

import pytest
import time_machine

from rapport.contacts.actions import accept_invitation, connect_members, record_invitation
from rapport.members.actions import credit_balance
from rapport.members.models import CreditEntry, Member
from rapport.messaging.actions import introduction, requests
from rapport.messaging.actions.bulk import Answered, Conversation, Said, write_conversations
from rapport.messaging.actions.bulk_credits import Accepted, NoCredit, settle_credits
from rapport.messaging.actions.bulk_introductions import Introduced, record_introductions
from rapport.messaging.actions.sending import Draft, send
from rapport.messaging.models import Opening, Thread
from rapport.rules.reach import Way
from tests.cast import done, make_member, share_group

pytestmark = pytest.mark.django_db

START = datetime(2026, 9, 1, 9, tzinfo=UTC)
STORIES = {
    "friends": [
        ("ana", 0, "message", "Coffee?"),
        ("bo", 1, "message", "Gladly."),
        ("bo", 1.1, "message", "Thursday?"),
    ],
    "friends after a long silence": [
        ("bo", 0, "message", "Good luck!"),
        ("ana", 2300, "message", "It went well, you know."),
        ("bo", 2301, "message", "I never doubted it."),
    ],
    "a request waits": [("ana", 0, "request", "How did you begin?")],
    "a request is answered": [
        ("ana", 0, "request", "How did you begin?"),
        ("bo", 5, "message", "By accident."),
        ("ana", 6, "message", "As one does."),
    ],
    "a request is accepted": [("ana", 0, "request", "How?"), ("bo", 5, "accepted", "")],
    "a request is declined": [("ana", 0, "request", "How?"), ("bo", 5, "declined", "")],
    "a request is ignored": [("ana", 0, "request", "How?"), ("bo", 5, "ignored", "")],
    "an InMail waits": [("ana", 0, "inmail", "A question")],
    "an InMail is answered": [("ana", 0, "inmail", "A question"), ("bo", 5, "message", "Yes?")],
    "an InMail is answered late": [
        ("ana", 0, "inmail", "A question"),
        ("bo", 24 * 20, "message", "Sorry, only now."),
    ],
    "an InMail is declined": [("ana", 0, "inmail", "A question"), ("bo", 5, "declined", "")],
}


@pytest.fixture
def pairs():
    """Two Anas and two Bos in one group: one pair for each way of writing."""
    with time_machine.travel(START - timedelta(days=5), tick=False):
        people = [make_member(handle) for handle in ("ana-1", "bo-1", "ana-2", "bo-2")]
    share_group(*people)
    return (people[0], people[1]), (people[2], people[3])


def by_sends(ana: Member, bo: Member, story: list[tuple[str, float, str, str]]) -> None:
    """The story through the actions, each at its own moment."""
    people = {"ana": ana, "bo": bo}
    for who, hours, how, text in story:
        me = people[who]
        you = bo if me is ana else ana
        with time_machine.travel(START + timedelta(hours=hours), tick=False):
            if text:
                subject = "Subject" if how == "inmail" else ""
                sent = send(Draft(me.pk, you.pk, Way(how), text, uuid4(), subject))
                assert hasattr(sent, "thread"), sent
            else:
                thread = Thread.objects.get(low_id=min(ana.pk, bo.pk)).public_id
                act = {"accepted": "accept", "declined": "decline", "ignored": "ignore"}[how]
                done(getattr(requests, act)(me.pk, thread))


def in_bulk(
    ana: Member, bo: Member, story: list[tuple[str, float, str, str]], *, stranger: bool
) -> None:
    """The same story at once."""
    ids = {"ana": ana.pk, "bo": bo.pk}
    steps = [
        Said(
            ids[who],
            START + timedelta(hours=hours),
            text,
            how,
            "Subject" if how == "inmail" else "",
            stranger,
        )
        if text
        else Answered(ids[who], START + timedelta(hours=hours), how)
        for who, hours, how, text in story
    ]
    _, openings = write_conversations([Conversation(ana.pk, bo.pk, steps)])
    settle_credits(openings, [], START + timedelta(days=60))


def as_it_stands(ana: Member, bo: Member) -> dict[str, Any]:
    """Everything of the pair's conversation but its keys, with names instead of ids.

    How far somebody has read is left out: a send does not know it, bulk writing is told.
    """
    name = {ana.pk: "ana", bo.pk: "bo", None: None}
    thread = Thread.objects.get(low_id=min(ana.pk, bo.pk), high_id=max(ana.pk, bo.pk))
    return {
        "thread": [
            thread.state,
            thread.way,
            name[thread.opened_by_id],
            thread.last_seq,
            thread.last_at,
            name[thread.last_from_id],
            thread.unanswered,
            thread.preview,
        ],
        "sides": sorted(
            [name[side.member_id], side.box, side.last_at, side.seq, side.wrote_at]
            for side in thread.participations.all()
        ),
        "messages": [
            [
                message.seq,
                name[message.author_id],
                message.way,
                message.subject,
                message.html,
                message.to_stranger,
                message.sent_at,
            ]
            for message in thread.messages.all()
        ],
        "openings": [
            [
                name[opening.by_id],
                name[opening.to_id],
                opening.way,
                opening.to_stranger,
                opening.at,
                opening.answered_at,
                opening.answer,
            ]
            for opening in thread.openings.order_by("at")
        ],
        "credits": sorted(
            (name[entry.member_id], entry.kind, entry.amount, entry.at)
            for entry in CreditEntry.objects.filter(member__in=[ana, bo], at__gte=START)
        ),
    }


@pytest.mark.parametrize("story", STORIES.values(), ids=STORIES.keys())
def test_a_story_told_in_bulk_stands_as_if_every_line_had_been_sent(pairs, story):
    friends = story is STORIES["friends"] or story is STORIES["friends after a long silence"]
    if friends:
        connect_members([(a.pk, b.pk, START - timedelta(days=9)) for a, b in pairs])

    by_sends(*pairs[0], story)
    in_bulk(*pairs[1], story, stranger=not friends)

    assert as_it_stands(*pairs[1]) == as_it_stands(*pairs[0])


def test_an_introduction_accepted_in_bulk_stands_as_if_it_had_been_accepted(pairs):
    via = make_member("via")
    for ana, bo in pairs:
        connect_members([(ana.pk, via.pk, START), (bo.pk, via.pk, START)])
    (ana, bo), (other_ana, other_bo) = pairs
    asked, accepted = START + timedelta(hours=1), START + timedelta(hours=9)
    with time_machine.travel(asked, tick=False):
        one = done(introduction.ask(introduction.Asked(ana.pk, via.pk, bo.pk, "Please.", uuid4())))
        done(introduction.pass_on(via.pk, one.id, "Do."))
    with time_machine.travel(accepted, tick=False):
        done(introduction.accept(bo.pk, one.id))

    record_introductions(
        [
            Introduced(
                other_ana.pk, via.pk, other_bo.pk, "accepted", "Please.", "Do.", asked, accepted
            )
        ]
    )
    said = Said(other_ana.pk, accepted, "Please.", "introduction", asked_at=asked)
    write_conversations([Conversation(other_ana.pk, other_bo.pk, [said])])

    assert as_it_stands(other_ana, other_bo) == as_it_stands(ana, bo)


def test_what_a_reader_has_not_seen_is_unread_and_the_rest_is_read(pairs):
    (ana, bo), _ = pairs
    steps = [Said(ana.pk, START + timedelta(hours=n), f"Line {n}") for n in range(4)]
    write_conversations([Conversation(ana.pk, bo.pk, steps, {bo.pk: 3})])

    sides = {side.member_id: side for side in Thread.objects.get().participations.all()}
    assert (sides[bo.pk].seq, sides[bo.pk].read_seq) == (4, 1)
    assert sides[ana.pk].read_seq == 4


def test_an_inmail_without_a_credit_is_refused_and_books_nothing(pairs):
    (ana, bo), _ = pairs
    late = START + timedelta(days=200)
    said = Said(ana.pk, late, "A question", "inmail", "Subject", stranger=True)
    _, openings = write_conversations([Conversation(ana.pk, bo.pk, [said])])
    before = CreditEntry.objects.count()

    with pytest.raises(NoCredit):
        settle_credits(openings, [], late + timedelta(days=1))
    assert CreditEntry.objects.count() == before


def test_an_accepted_invitation_earns_its_sender_a_credit_once(pairs):
    (ana, bo), _ = pairs
    at = START + timedelta(days=1)
    invitation = record_invitation(ana.pk, bo.pk, "", uuid4(), START)
    accept_invitation(invitation, at)
    before = credit_balance(ana.pk, at)

    for _ in range(2):
        settle_credits([], [Accepted(invitation.pk, ana.pk, at)], at)

    assert credit_balance(ana.pk, at) == before + 1


def test_a_step_that_the_states_do_not_permit_writes_nothing(pairs):
    (ana, bo), _ = pairs
    steps = [Said(ana.pk, START, "Hello"), Answered(bo.pk, START + timedelta(hours=1), "declined")]
    with pytest.raises(ValueError, match="not permitted"):
        write_conversations([Conversation(ana.pk, bo.pk, steps)])
    assert not Thread.objects.exists()
    assert not Opening.objects.exists()
