"""Group conversations when many act at once: never above the limit, nothing seen after leaving."""

from functools import partial
from uuid import uuid4

import pytest

from rapport.kit.policy import policy
from rapport.live.models import Outbox
from rapport.messaging.actions import group_members as people
from rapport.messaging.actions.batch import Send
from rapport.messaging.actions.changing import edit_message
from rapport.messaging.actions.committer import Committer
from rapport.messaging.actions.group_making import Making, make_group
from rapport.messaging.actions.group_sending import GroupDraft, send_to_group
from rapport.messaging.actions.outcomes import Sent
from rapport.messaging.actions.reacting import react
from rapport.messaging.actions.sorting import sort_threads
from rapport.messaging.models import Message, Participation, Thread
from rapport.messaging.queries.threads import messages_of, participation_in
from rapport.rules.filing import Deed
from tests.cast import connect, make_cast, make_member
from tests.groups_cast import group_of, said
from tests.races import at_once, codes, crew

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.race]


@pytest.fixture
def cast(transactional_db):
    return make_cast()


def test_adds_at_once_never_go_above_the_limit(cast, settings, tmp_path):
    crowd = [make_member(f"person-{number}") for number in range(10)]
    for number, one in enumerate(crowd):
        connect((cast.bo, cast.ana)[number % 2], one)
    file = tmp_path / "policy.toml"
    file.write_text('preset = "humane"\n[groupchat]\nmax = 8')
    settings.POLICY = str(file)
    policy.cache_clear()
    thread = group_of(cast)

    results = at_once(
        *[
            partial(people.add, (cast.bo, cast.ana)[number % 2].pk, thread, [one.handle])
            for number, one in enumerate(crowd)
        ]
    )

    assert codes(results) == ["Done"] * 5 + ["group_full"] * 5
    living = Participation.objects.filter(thread__public_id=thread, left_seq=None)
    assert living.count() == 8
    _has_no_gap(thread)


def test_the_same_person_added_twice_at_once_is_added_once(cast):
    thread = group_of(cast)
    connect(cast.bo, cast.dee)
    connect(cast.ana, cast.dee)

    results = at_once(
        *[partial(people.add, one.pk, thread, ["dee"]) for one in (cast.bo, cast.ana) * 3]
    )

    assert sorted(result.repeated for result in results) == [False] + [True] * 5
    assert Message.objects.filter(event="added").count() == 1
    assert Outbox.objects.filter(member=cast.dee, kind="group_added").count() == 1


def test_whoever_leaves_while_others_write_sees_nothing_after_it(cast):
    with crew(4) as together:
        for _ in range(6):
            thread = group_of(cast)
            results = together(
                partial(people.leave, cast.cy.pk, thread),
                *[
                    partial(send_to_group, GroupDraft(one.pk, thread, "Word", uuid4()))
                    for one in (cast.ana, cast.bo, cast.cy)
                ],
            )
            assert all(isinstance(result, Sent) for result in results[1:3])
            left = Message.objects.get(thread__public_id=thread, event="left")
            part = participation_in(cast.cy.pk, thread)
            shown = messages_of(part).rows
            assert max(row.seq for row in shown) == left.seq == part.left_seq == part.seq
            own = Message.objects.filter(thread__public_id=thread, author=cast.cy, event="")
            assert all(row.seq < left.seq for row in own)
            assert own.exists() == isinstance(results[3], Sent)
            told = Outbox.objects.filter(
                member=cast.cy, about__thread=str(thread), about__seq__gt=left.seq
            )
            assert not told.exists()
            _has_no_gap(thread)


def test_everything_at_once_leaves_a_sequence_without_gap(cast):
    thread = group_of(cast)
    first = said(cast.bo, thread, "First")
    connect(cast.bo, cast.dee)

    results = at_once(
        *[
            partial(send_to_group, GroupDraft(one.pk, thread, f"{number}", uuid4()))
            for number in range(4)
            for one in (cast.ana, cast.bo)
        ],
        partial(people.add, cast.bo.pk, thread, ["dee"]),
        partial(people.remove, cast.bo.pk, thread, "cy"),
        partial(react, cast.cy.pk, first.message, "\N{THUMBS UP SIGN}"),
        partial(edit_message, cast.bo.pk, first.message, "First of all"),
        partial(sort_threads, cast.ana.pk, [thread], Deed.STAR),
        partial(people.leave, cast.ana.pk, thread),
    )

    # To Cy, who is removed, the message is gone once Bo has edited it: forbidden looks like absent.
    reacted = results.pop(-4)
    assert set(codes([reacted])) <= {"Done", "left_group", "not_found"}
    assert set(codes(results)) <= {"Sent", "Done", "Sorted", "left_group"}
    assert Participation.objects.get(member=cast.ana).starred
    _has_no_gap(thread)


def test_one_making_repeated_at_once_makes_one(cast):
    making = Making(cast.bo.pk, "Harbour", ["ana", "cy"], uuid4())

    results = at_once(*[partial(make_group, making)] * 6)

    assert len({result.id for result in results}) == 1
    assert Thread.objects.count() == 1


def test_the_live_door_hands_a_group_to_the_whole_road(cast):
    thread = group_of(cast)
    committer = Committer()
    client_id = uuid4()
    try:
        one = committer.send(Send(cast.ana.pk, thread, "By the socket", client_id))
        again = committer.send(Send(cast.ana.pk, thread, "By the socket", client_id))
        strange = committer.send(Send(cast.dee.pk, thread, "Let me in", uuid4()))
    finally:
        committer.stop()

    assert isinstance(one, Sent)
    assert (again.message, again.repeated) == (one.message, True)
    assert strange.code == "not_found"
    assert Outbox.objects.filter(kind="message").count() == 2


def _has_no_gap(thread):
    found = Thread.objects.get(public_id=thread)
    seqs = list(found.messages.order_by("seq").values_list("seq", flat=True))
    assert seqs == list(range(1, found.last_seq + 1))


def test_makings_at_once_never_go_above_a_days_number(cast, settings, tmp_path):
    file = tmp_path / "policy.toml"
    file.write_text('preset = "humane"\n[groupchat]\nper_day = 3')
    settings.POLICY = str(file)
    policy.cache_clear()
    making = [Making(cast.bo.pk, f"Plan {n}", ["ana", "cy"], uuid4()) for n in range(8)]

    results = at_once(*[partial(make_group, one) for one in making])

    assert codes(results) == ["Done"] * 3 + ["groupchats_limit"] * 5
    assert Thread.objects.count() == 3
    assert Outbox.objects.filter(kind="group_added").count() == 6


def test_copies_into_groups_at_once_do_not_slip_past_each_other(cast):
    threads = []
    for number in range(4):
        crowd = [make_member(f"p-{number}-{n}", name=f"Sam Lee{number}{n}") for n in range(3)]
        for one in crowd:
            connect(cast.bo, one)
        made = make_group(Making(cast.bo.pk, "Plan", [one.handle for one in crowd], uuid4()))
        threads.append(made.id)
    copy = "I read your notes on harbour walls and wonder how you chose the stone for them?"

    results = at_once(
        *[partial(send_to_group, GroupDraft(cast.bo.pk, one, copy, uuid4())) for one in threads]
    )

    assert codes(results) == ["Sent"] + ["sameness"] * 3
    assert Message.objects.filter(event="").count() == 1
