"""Writing into a group conversation in time: drafts, sending later, undo; stops of copies."""

from dataclasses import replace
from datetime import timedelta
from uuid import uuid4

import pytest
import time_machine

from rapport.kit.clock import now
from rapport.kit.refusals import NOT_FOUND, Refused
from rapport.live.models import Outbox
from rapport.messaging.actions import group_members as people
from rapport.messaging.actions.delivering import send_due
from rapport.messaging.actions.drafts import Words, drop_draft, keep_draft, sweep_drafts
from rapport.messaging.actions.group_making import Making, make_group, rename
from rapport.messaging.actions.group_sending import GroupDraft, send_to_group
from rapport.messaging.actions.habits import update_writing
from rapport.messaging.actions.outcomes import Sent
from rapport.messaging.actions.planning import Planned, cancel_plan, change_plan, plan, send_sooner
from rapport.messaging.actions.sending import Draft, send
from rapport.messaging.actions.undoing import send_undoably
from rapport.messaging.models import KeptDraft, Message, MessageLink, PlannedSend, Thread
from rapport.messaging.queries.kept import drafts_of, group_draft_for, planned_of
from rapport.messaging.queries.recent_sends import recent_sends
from rapport.rules.reach import Way
from tests.cast import connect, done, make_member, write
from tests.groups_cast import group_of, said

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)
COPY = "I read your notes on harbour walls and wonder how you chose the stone for them?"


@pytest.fixture
def group(cast):
    """Bo's group conversation with Ana and Cy."""
    return Thread.objects.get(public_id=group_of(cast))


def words(member, group, text, **more):
    given = {"client_id": uuid4(), "thread_id": group.pk, **more}
    return Words(member.pk, None, "message", text, **given)


def to_all(member, group, text="Who brings tea?", **more):
    return GroupDraft(member.pk, group.public_id, text, uuid4(), **more)


def planned(member, group, **more):
    result = plan(to_all(member, group, **more), now() + HOUR)
    assert isinstance(result, Planned), result
    return PlannedSend.objects.get(public_id=result.id)


def an_hour_later():
    with time_machine.travel(now() + HOUR + timedelta(seconds=1)):
        return send_due(now())


def written(group):
    return list(group.messages.filter(event="").values_list("text", flat=True))


def test_each_of_them_keeps_a_draft_of_their_own(cast, group):
    first = keep_draft(words(cast.ana, group, "Who", revision=0))
    keep_draft(words(cast.ana, group, "Who brings tea?", revision=first.revision))
    keep_draft(words(cast.bo, group, "I do", revision=0))
    write_to_bo = Words(cast.ana.pk, cast.bo.pk, "message", "Hello", uuid4())
    keep_draft(write_to_bo)
    assert group_draft_for(cast.ana.pk, group.pk).text == "Who brings tea?"
    assert group_draft_for(cast.bo.pk, group.pk).text == "I do"
    assert group_draft_for(cast.cy.pk, group.pk) is None
    assert [row.text for row in drafts_of(cast.ana.pk).rows] == ["Hello", "Who brings tea?"]


def test_of_two_pages_the_newest_wins_and_the_other_words_stay(cast, group):
    keep_draft(words(cast.ana, group, "From the laptop", revision=0))
    late = keep_draft(words(cast.ana, group, "From the phone", revision=0))
    assert late.other_text == "From the laptop"


def test_only_who_takes_part_keeps_a_draft(cast, group):
    assert keep_draft(words(cast.dee, group, "Hello")) == NOT_FOUND
    keep_draft(words(cast.ana, group, "Who brings tea?"))
    done(people.leave(cast.ana.pk, group.public_id))
    assert keep_draft(words(cast.ana, group, "And?")) == NOT_FOUND
    assert drafts_of(cast.ana.pk).rows == []


def test_a_draft_is_over_when_its_message_is_sent_by_whatever_road(cast, group):
    begun = words(cast.ana, group, "Who brings tea?")
    keep_draft(begun)
    draft = GroupDraft(cast.ana.pk, group.public_id, "Who brings tea?", begun.client_id)
    assert isinstance(send_to_group(draft), Sent)
    assert group_draft_for(cast.ana.pk, group.pk) is None
    assert sweep_drafts() == 1
    keep_draft(words(cast.ana, group, "And cake?"))
    assert isinstance(send_undoably(to_all(cast.ana, group, "And cake?")), Sent)
    assert not KeptDraft.objects.exists()
    assert not drop_draft(cast.ana.pk, None, thread_id=group.pk)


def test_what_was_planned_goes_at_its_moment_to_who_takes_part_then(cast, group):
    planned(cast.ana, group)
    done(people.leave(cast.cy.pk, group.public_id))
    assert written(group) == []
    assert an_hour_later() == 1
    assert written(group) == ["Who brings tea?"]
    assert Outbox.objects.filter(kind="message", member=cast.bo).exists()
    assert not Outbox.objects.filter(kind="message", member=cast.cy).exists()


def test_a_repeated_plan_waits_once_and_no_client_id_serves_two_places(cast, group):
    draft = to_all(cast.ana, group)
    first, again = (plan(draft, now() + HOUR) for _ in range(2))
    assert (first.id, again.repeated) == (again.id, True)
    elsewhere = Draft(cast.ana.pk, cast.bo.pk, Way.MESSAGE, "Hello", draft.client_id)
    assert plan(elsewhere, now() + HOUR).code == "conflict"
    sent = write(cast.ana, cast.bo, "Hello")
    known = Message.objects.get(public_id=sent.message).client_id
    again = GroupDraft(cast.ana.pk, group.public_id, "Hello", known)
    assert plan(again, now() + HOUR).code == "conflict"


def test_it_is_judged_when_it_is_planned_and_again_when_it_goes(cast, group):
    assert plan(to_all(cast.dee, group), now() + HOUR) == NOT_FOUND
    assert plan(to_all(cast.ana, group, "Hi [Name], come?"), now() + HOUR).code == "placeholder"
    assert plan(to_all(cast.ana, group, ""), now() + HOUR).on == "text"
    row = planned(cast.ana, group)
    done(people.leave(cast.ana.pk, group.public_id))
    done(rename(cast.bo.pk, group.public_id, "Secret plans"))
    assert plan(to_all(cast.ana, group), now() + HOUR).code == "left_group"
    assert an_hour_later() == 1
    row.refresh_from_db()
    assert (row.state, written(group)) == ("refused", [])
    told = Outbox.objects.get(kind="planned_refused")
    assert told.about["from"] == "Harbour plans", "not what it was called after leaving"


def test_words_that_were_taken_back_stand_in_the_composer_again(cast, group):
    row = planned(cast.ana, group)
    keep_draft(words(cast.ana, group, "Something new"))
    done(cancel_plan(cast.ana.pk, row.public_id))
    kept = group_draft_for(cast.ana.pk, group.pk)
    assert (kept.text, kept.other_text) == ("Something new", "Who brings tea?")
    assert an_hour_later() == 0


def test_words_and_moment_can_be_changed_and_hurried(cast, group):
    row = planned(cast.ana, group)
    assert isinstance(change_plan(cast.ana.pk, row.public_id, text="Who brings cake?"), Planned)
    assert change_plan(cast.ana.pk, row.public_id, text="Hi [Name]").code == "placeholder"
    assert change_plan(cast.bo.pk, row.public_id, text="Mine") == NOT_FOUND
    done(send_sooner(cast.ana.pk, row.public_id))
    send_due(now())
    assert written(group) == ["Who brings cake?"]


@pytest.mark.parametrize("previews", [True, False])
def test_the_choice_of_previews_waits_with_the_words(cast, group, previews):
    planned(cast.ana, group, text="See https://a.example", previews=previews)
    to_one = Draft(cast.ana.pk, cast.bo.pk, Way.MESSAGE, "https://b.example", uuid4())
    plan(replace(to_one, previews=previews), now() + HOUR)
    assert an_hour_later() == 2
    wanted = {link.removed for link in MessageLink.objects.all()}
    assert wanted == {not previews}


def test_undo_holds_a_message_to_all_for_the_seconds_chosen(cast, group):
    update_writing(cast.ana.pk, {"undo_seconds": 10})
    held = send_undoably(to_all(cast.ana, group))
    assert isinstance(held, Planned)
    assert [row.undo for row in planned_of(cast.ana.pk)] == [True]
    assert written(group) == []
    with time_machine.travel(now() + timedelta(seconds=11)):
        send_due(now())
    assert written(group) == ["Who brings tea?"]


def three_others(cast):
    """A group conversation of Ana's with three people who are in no other one."""
    crowd = [make_member(f"friend-{n}", name=f"Sam Lee{n}") for n in range(3)]
    for one in crowd:
        connect(cast.ana, one)
    handles = [one.handle for one in crowd]
    made = done(make_group(Making(cast.ana.pk, "Walls", handles, uuid4())))
    return Thread.objects.get(public_id=made.id), crowd


def test_a_copy_of_what_a_group_read_is_no_message_to_somebody_else(cast, group):
    walls, crowd = three_others(cast)
    assert isinstance(send_to_group(to_all(cast.ana, walls, COPY)), Sent)
    refused = send(Draft(cast.ana.pk, cast.bo.pk, Way.MESSAGE, COPY, uuid4()))
    assert (refused.code, refused.status) == ("sameness", 422)
    assert "3 people" in refused.sentence
    assert send_to_group(to_all(cast.ana, group, COPY)).code == "sameness"
    # Whom it reached already is nobody else: two others are left of the three.
    third = Draft(cast.ana.pk, crowd[0].pk, Way.MESSAGE, COPY, uuid4())
    assert isinstance(send(third), Sent)


def test_a_fourth_copy_into_a_group_is_stopped_and_a_later_one_is_not(cast, group):
    for number in range(3):
        one = make_member(f"friend-{number}", name=f"Sam Lee{number}")
        connect(cast.ana, one)
        write(cast.ana, one, COPY)
    refused = send_to_group(to_all(cast.ana, group, COPY))
    assert isinstance(refused, Refused)
    assert (refused.code, refused.on) == ("sameness", "text")
    assert written(group) == []
    with time_machine.travel(now() + timedelta(hours=25)):
        assert isinstance(send_to_group(to_all(cast.ana, group, COPY)), Sent)


def test_two_groups_of_few_are_no_crowd(cast, group):
    """To Bo and Cy, then to one of them with one more: one person beside them has read it."""
    assert isinstance(send_to_group(to_all(cast.bo, group, COPY)), Sent)
    connect(cast.bo, cast.dee)
    made = done(make_group(Making(cast.bo.pk, "Walls", ["ana", "dee"], uuid4())))
    again = GroupDraft(cast.bo.pk, made.id, COPY, uuid4())
    assert isinstance(send_to_group(again), Sent)


def test_who_answers_or_talks_there_may_say_the_same(cast, group):
    walls, _ = three_others(cast)
    assert isinstance(send_to_group(to_all(cast.ana, walls, COPY)), Sent)
    asked = said(cast.cy, group.public_id, "How did you choose the stone?")
    assert send_to_group(to_all(cast.ana, group, COPY)).code == "sameness", "no talk of hers"
    reply = to_all(cast.ana, group, COPY, reply_to=asked.message)
    assert isinstance(send_to_group(reply), Sent)
    assert isinstance(send_to_group(to_all(cast.ana, group, COPY)), Sent), "now she talks there"


def test_who_left_before_did_not_read_it(cast):
    walls, crowd = three_others(cast)
    done(people.leave(crowd[0].pk, walls.public_id))
    assert isinstance(send_to_group(to_all(cast.ana, walls, COPY)), Sent)
    assert isinstance(send(Draft(cast.ana.pk, cast.bo.pk, Way.MESSAGE, COPY, uuid4())), Sent)


def test_of_so_many_messages_all_readers_are_counted_and_no_more(cast, group):
    for number in range(4):
        said(cast.bo, group.public_id, f"Number {number} of the walls")
    write(cast.bo, cast.ana, "To Ana alone, of the walls")
    since = now() - HOUR
    found = recent_sends(cast.bo.pk, cast.dee.pk, since, "About the walls", 3)
    texts = [one.text[:8] for one in found]
    assert sorted(texts) == ["Number 2"] * 2 + ["Number 3"] * 2 + ["To Ana a"]
    assert {one.to for one in found} == {cast.ana.name, cast.cy.name}
