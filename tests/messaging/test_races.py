import random
from functools import partial
from itertools import permutations
from uuid import uuid4

import pytest
from django.db.models import Count, Q, Sum

from rapport.contacts import actions as contacts
from rapport.contacts.models import Block, Connection, Follow, Invitation
from rapport.kit.clock import now
from rapport.kit.policy import policy
from rapport.members.actions import (
    credit_balance,
    expire_credits,
    grant_credits,
    refund_credit,
)
from rapport.members.models import CreditEntry, CreditLot
from rapport.messaging.actions import bonds, connect, introduction, requests
from rapport.messaging.actions.outcomes import Done, Sent
from rapport.messaging.actions.sending import Draft, send
from rapport.messaging.models import Introduction, Message, Opening, Thread
from rapport.rules.reach import Way
from tests.cast import connect as connect_pair
from tests.cast import done, make_cast, make_member, share_group, write
from tests.races import at_once, codes, crew

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.race]
CROWD = 20


@pytest.fixture
def cast(transactional_db):
    return make_cast()


@pytest.fixture
def crowd(cast):
    """Twenty people outside everybody's network, in Ana's group."""
    people = [make_member(f"person-{number}") for number in range(CROWD)]
    share_group(*people)
    return people


@pytest.fixture
def host_policy(settings, tmp_path):
    """A host's own numbers on top of a preset."""

    def use(text, preset="humane"):
        file = tmp_path / "policy.toml"
        file.write_text(f'preset = "{preset}"\n{text}')
        settings.POLICY = str(file)
        policy.cache_clear()

    return use


def spend_down_to(member, left):
    """Leave this member with so many credits."""
    lots = CreditLot.objects.filter(member=member).order_by("pk")
    lots.update(remaining=0)
    first = lots.last()
    CreditLot.objects.filter(pk=first.pk).update(remaining=left)


def invite(one, other, note=""):
    return connect.invite(connect.Inviting(one.pk, other.pk, note, uuid4()))


def test_one_credit_and_twenty_inmails_at_once_send_exactly_one(cast, crowd):
    spend_down_to(cast.ana, 1)

    results = at_once(
        *[
            partial(send, Draft(cast.ana.pk, to.pk, Way.INMAIL, "Hello", uuid4(), "One"))
            for to in crowd
        ]
    )

    assert codes(results) == ["Sent"] + ["no_credits"] * (CROWD - 1)
    assert credit_balance(cast.ana.pk, now()) == 0
    assert Message.objects.count() == Opening.objects.count() == 1


def test_five_credits_and_twenty_inmails_at_once_send_exactly_five(cast, crowd):
    expire_credits(now())
    grant_credits(cast.ana.pk, 2, "answer", "two-more", now())

    results = at_once(
        *[
            partial(send, Draft(cast.ana.pk, to.pk, Way.INMAIL, "Hello", uuid4(), "One"))
            for to in crowd
        ]
    )

    assert sum(isinstance(result, Sent) for result in results) == 5
    entries = CreditEntry.objects.filter(member=cast.ana).aggregate(sum=Sum("amount"))["sum"]
    lots = CreditLot.objects.filter(member=cast.ana).aggregate(sum=Sum("remaining"))["sum"]
    assert entries == lots == 0


def test_answers_at_once_refund_an_inmail_once(cast):
    sent = write(cast.ana, cast.cy, "Lighthouses?", Way.INMAIL, "Lighthouses")
    key = f"opening:{Opening.objects.get().pk}"

    at_once(
        *[partial(requests.accept, cast.cy.pk, sent.thread)] * 4,
        *[partial(requests.decline, cast.cy.pk, sent.thread)] * 4,
        *[partial(refund_credit, cast.ana.pk, key, "answered", now())] * 4,
    )

    assert CreditEntry.objects.filter(member=cast.ana, kind="refund").count() == 1
    assert credit_balance(cast.ana.pk, now()) == 3
    assert Thread.objects.get().state in ("open", "declined")


def test_the_same_client_id_twenty_times_at_once_writes_once(cast):
    draft = Draft(cast.ana.pk, cast.bo.pk, Way.MESSAGE, "Once", uuid4())

    results = at_once(*[partial(send, draft)] * CROWD)

    assert len({result.message for result in results}) == 1
    assert [result.repeated for result in results].count(False) == 1
    assert Message.objects.count() == 1


def test_two_people_writing_at_once_leave_no_gap_in_the_sequence(cast):
    drafts = [
        Draft(one.pk, other.pk, Way.MESSAGE, f"{number}", uuid4())
        for number in range(CROWD // 2)
        for one, other in ((cast.ana, cast.bo), (cast.bo, cast.ana))
    ]

    at_once(*[partial(send, draft) for draft in drafts])

    assert Thread.objects.count() == 1
    assert list(Message.objects.values_list("seq", flat=True)) == list(range(1, CROWD + 1))


def test_requests_to_each_other_at_once_make_one_conversation(cast):
    results = at_once(
        partial(send, Draft(cast.ana.pk, cast.dee.pk, Way.REQUEST, "Hello Dee", uuid4())),
        partial(send, Draft(cast.dee.pk, cast.ana.pk, Way.REQUEST, "Hello Ana", uuid4())),
    )

    assert codes(results) == ["Sent", "not_needed"]
    assert Thread.objects.get().last_seq == 1


ENDS = {
    "accept": lambda cast, invitation: connect.accept(cast.cy.pk, invitation),
    "withdraw": lambda cast, invitation: contacts.move_invitation(
        Invitation.objects.get(public_id=invitation), "withdrawn", now()
    ),
    "block": lambda cast, invitation: bonds.block(cast.cy.pk, cast.ana.pk),
}


def test_accept_withdraw_and_block_at_once_never_leave_an_illegal_state(cast):
    rounds = [order for order in permutations(ENDS) for _ in range(34)]
    random.Random(7).shuffle(rounds)
    with crew(3) as together:
        for order in rounds[:200]:
            invitation = done(invite(cast.ana, cast.cy, "Hello")).id

            together(*[partial(ENDS[name], cast, invitation) for name in order])

            _is_legal(cast)
            _begin_again(cast)


def _is_legal(cast):
    """Blocked for certain; whoever came first, nothing of the pair may stand beside the block."""
    pair = Q(member=cast.ana, other=cast.cy) | Q(member=cast.cy, other=cast.ana)
    assert Block.objects.filter(blocker=cast.cy, blocked=cast.ana).exists()
    assert not Connection.objects.filter(pair).exists()
    assert not Follow.objects.filter(
        Q(follower=cast.ana, followed=cast.cy) | Q(follower=cast.cy, followed=cast.ana)
    ).exists()
    assert Invitation.objects.get().state in ("accepted", "withdrawn", "expired")
    halves = Connection.objects.values("member", "other").annotate(n=Count("pk"))
    assert all(row["n"] == 1 for row in halves)


def _begin_again(cast):
    contacts.unblock(cast.cy.pk, cast.ana.pk)
    Message.objects.all().delete()
    Opening.objects.all().delete()
    Thread.objects.all().delete()
    Invitation.objects.all().delete()


def test_accepting_twice_at_once_connects_once(cast):
    invitation = done(invite(cast.ana, cast.cy, "Hello")).id

    results = at_once(*[partial(connect.accept, cast.cy.pk, invitation)] * 8)

    assert sum(isinstance(result, Done) for result in results) == 1
    assert Connection.objects.filter(member=cast.ana, other=cast.cy).count() == 1
    assert Message.objects.count() == 1


def test_inviting_each_other_at_once_leaves_one_invitation(cast):
    results = at_once(partial(invite, cast.ana, cast.cy), partial(invite, cast.cy, cast.ana))

    assert codes(results) == ["Done", "answer_theirs"]


QUOTAS = {
    "invitations in a week": ("[invite]\nlimit_basic = 5\nlimit_plus = 5", "weekly_limit"),
    "invitations waiting": ("[invite]\npending_max = 5", "pending_cap"),
}


@pytest.mark.parametrize("quota", QUOTAS)
def test_invitations_never_exceed_their_quota(cast, crowd, host_policy, quota):
    numbers, code = QUOTAS[quota]
    host_policy(numbers)

    results = at_once(*[partial(invite, cast.ana, to) for to in crowd])

    assert codes(results) == ["Done"] * 5 + [code] * (CROWD - 5)
    assert Invitation.objects.count() == 5


def test_notes_never_exceed_their_monthly_quota(cast, crowd, host_policy):
    host_policy("[invite]\nnotes_per_month_basic = 5")

    results = at_once(*[partial(invite, cast.ana, to, "Hello") for to in crowd])

    assert codes(results) == ["Done"] * 5 + ["note_quota"] * (CROWD - 5)


SENDS = {
    "requests in a month": ("[request]\nper_month = 5", "monthly_requests"),
    "conversations in a day": ("[send]\nnew_conversations_per_day = 5", "daily_conversations"),
}


@pytest.mark.parametrize("quota", SENDS)
def test_requests_never_exceed_their_quota(cast, crowd, host_policy, quota):
    numbers, code = SENDS[quota]
    host_policy(numbers)

    results = at_once(
        *[partial(send, Draft(cast.ana.pk, to.pk, Way.REQUEST, "Hello", uuid4())) for to in crowd]
    )

    assert codes(results) == ["Sent"] * 5 + [code] * (CROWD - 5)


def test_a_newcomer_opens_no_more_than_two_conversations(cast, crowd):
    new = make_member("new", joined_at=now())
    share_group(new)

    results = at_once(
        *[partial(send, Draft(new.pk, to.pk, Way.REQUEST, "Hello", uuid4())) for to in crowd]
    )

    assert codes(results) == ["Sent"] * 2 + ["newcomer_conversations"] * (CROWD - 2)


def test_introductions_never_exceed_three_at_once(cast, crowd):
    for person in crowd[:8]:
        connect_pair(cast.bo, person)

    results = at_once(
        *[
            partial(
                introduction.ask,
                introduction.Asked(cast.ana.pk, cast.bo.pk, person.pk, "Why", uuid4()),
            )
            for person in crowd[:8]
        ]
    )

    assert codes(results) == ["Done"] * 3 + ["introductions_open"] * 5


def test_connections_never_exceed_the_cap(cast, crowd, host_policy):
    invitations = [done(invite(person, cast.cy)).id for person in crowd[:8]]
    host_policy("[connections]\nmax = 4")

    results = at_once(*[partial(connect.accept, cast.cy.pk, one) for one in invitations])

    assert codes(results) == ["Done"] * 3 + ["cap_reached"] * 5
    assert Connection.objects.filter(member=cast.cy).count() == 4


def test_an_answer_to_an_introduction_is_one(cast):
    asked = introduction.Asked(cast.ana.pk, cast.bo.pk, cast.cy.pk, "Lighthouses", uuid4())
    public_id = done(introduction.ask(asked)).id
    done(introduction.pass_on(cast.bo.pk, public_id, ""))

    results = at_once(
        partial(introduction.accept, cast.cy.pk, public_id),
        partial(introduction.decline, cast.cy.pk, public_id),
        partial(introduction.withdraw, cast.ana.pk, public_id),
        partial(introduction.accept, cast.cy.pk, public_id),
    )

    accepted = isinstance(results[0], Done) + isinstance(results[3], Done)
    declined, withdrawn = isinstance(results[1], Done), isinstance(results[2], Done)
    state = Introduction.objects.get().state
    assert accepted + declined <= 1
    assert Message.objects.count() == Thread.objects.count() == accepted
    # Taking back after a silent no works as if it had not been said.
    assert state == ("accepted" if accepted else "withdrawn" if withdrawn else "declined")
    assert not (accepted and withdrawn)


def test_the_same_grant_at_once_is_granted_once(cast):
    at_once(*[partial(grant_credits, cast.ana.pk, 1, "answer", "key", now())] * 8)

    assert credit_balance(cast.ana.pk, now()) == 4


def test_of_five_copies_sent_at_once_three_go(cast, crowd):
    copy = "I read your notes on harbour walls and wonder how you chose the stone for them?"
    results = at_once(
        *(
            partial(send, Draft(cast.ana.pk, one.pk, Way.REQUEST, copy, uuid4()))
            for one in crowd[:5]
        )
    )
    assert codes(results) == ["Sent", "Sent", "Sent", "sameness", "sameness"]
