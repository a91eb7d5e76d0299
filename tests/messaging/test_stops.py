"""What keeps a send back, at every door: a blank left in, the fourth copy, a third try."""

import json
from datetime import timedelta
from uuid import uuid4

import pytest

from rapport.kit.clock import now
from rapport.kit.refusals import Refused
from rapport.members.actions.tokens import make_token
from rapport.members.scopes import SCOPES
from rapport.messaging.actions import connect, introduction
from rapport.messaging.actions.batch import Send, Whole, send_batch
from rapport.messaging.actions.outcomes import Done, Sent
from rapport.messaging.actions.sending import Draft, send
from rapport.messaging.live import told_of
from rapport.messaging.models import Message
from rapport.rules.reach import Way
from tests.cast import connect as connect_pair
from tests.cast import make_member, share_group, write

pytestmark = pytest.mark.django_db
BLANK = "Hi [Name], I liked your talk on harbours. What came of it?"
COPY = "I read your notes on harbour walls and wonder how you chose the stone for them?"


def try_to(sender, to, text, way=Way.MESSAGE, subject="", **more):
    return send(Draft(sender.pk, to.pk, way, text, uuid4(), subject, **more))


def code(result):
    return result.code if isinstance(result, Refused) else "sent"


def crowd(size, with_member):
    """Strangers who share a group with the member."""
    people = [make_member(f"stranger-{number}", name=f"Sam Lee{number}") for number in range(size)]
    share_group(with_member, *people)
    return people


def headers(member):
    token = make_token(member.pk, "all", list(SCOPES), 30, now()).secret
    return {"HTTP_AUTHORIZATION": f"Bearer {token}", "content_type": "application/json"}


@pytest.mark.parametrize("way", ["message", "request", "inmail", "connect", "introduction"])
def test_a_blank_left_in_is_stopped_by_page_and_api_and_keeps_the_text(cast, as_member, way):
    to = {"message": cast.bo, "request": cast.dee, "inmail": cast.dee}.get(way, cast.cy)
    field = "note" if way == "connect" else "text"
    page = as_member(cast.ana).post(
        f"/members/{to.handle}/ways/{way}/", {field: BLANK, "via": "bo"}
    )
    assert page.status_code == 422
    assert "[Name]" in page.content.decode()
    assert "blank of a template" in page.content.decode()
    body = {field: BLANK} | ({"via": "bo"} if way == "introduction" else {})
    got = as_member(cast.ana).post(
        f"/api/v1/members/{to.handle}/ways/{way}", json.dumps(body), **headers(cast.ana)
    )
    assert (got.status_code, got.json()["code"], got.json()["on"]) == (422, "placeholder", field)
    assert not Message.objects.exists()


def test_a_blank_in_the_subject_is_told_of_the_subject(cast):
    result = try_to(cast.ana, cast.dee, COPY, Way.INMAIL, "About {{company}}")
    assert (result.code, result.on) == ("placeholder", "subject")


def test_a_blank_is_stopped_on_the_hot_road_and_in_a_thread(cast, as_member):
    write(cast.ana, cast.bo, "Tea?")
    thread = write(cast.bo, cast.ana, "Gladly.").thread
    (outcome,), told = send_batch([Send(cast.ana.pk, thread, BLANK, uuid4())])
    assert code(outcome) == "placeholder"
    assert not told
    page = as_member(cast.ana).post(f"/messages/{thread}/", {"text": BLANK})
    assert page.status_code == 422
    got = as_member(cast.ana).post(
        f"/api/v1/threads/{thread}/messages", json.dumps({"text": BLANK}), **headers(cast.ana)
    )
    assert (got.status_code, got.json()["code"]) == (422, "placeholder")


def test_a_blank_is_stopped_in_a_reply_to_an_invitation_and_in_words_passed_on(cast):
    invited = connect.invite(connect.Inviting(cast.dee.pk, cast.ana.pk, "Hello", uuid4()))
    assert code(connect.reply(cast.ana.pk, invited.id, BLANK, uuid4())) == "placeholder"
    asked = introduction.ask(
        introduction.Asked(cast.ana.pk, cast.bo.pk, cast.cy.pk, "Lighthouses", uuid4())
    )
    wrong = introduction.pass_on(cast.bo.pk, asked.id, BLANK)
    assert (wrong.code, wrong.on) == ("placeholder", "words")


def test_the_fourth_copy_within_a_day_is_stopped_whatever_the_name_in_it(cast, time_machine):
    time_machine.move_to(now(), tick=False)
    people = crowd(4, cast.ana)
    got = [try_to(cast.ana, one, f"Hi {one.name},\n{COPY}", Way.REQUEST) for one in people]
    assert [code(one) for one in got] == ["sent", "sent", "sent", "sameness"]
    assert got[3].on == "text"
    assert (
        code(try_to(cast.ana, people[3], "Something else, for you alone.", Way.REQUEST)) == "sent"
    )


def test_the_fourth_copy_may_go_a_day_later(cast, time_machine):
    start = now()
    people = crowd(4, cast.ana)
    for one in people[:3]:
        assert code(try_to(cast.ana, one, COPY, Way.REQUEST)) == "sent"
    time_machine.move_to(start + timedelta(hours=25), tick=False)
    assert code(try_to(cast.ana, people[3], COPY, Way.REQUEST)) == "sent"


def test_copies_are_counted_across_the_ways_and_people_of_one_name_are_several(cast):
    people = [make_member(f"sam-{number}", name="Sam Lee") for number in range(4)]
    share_group(cast.ana, *people)
    invited = connect.invite(connect.Inviting(cast.ana.pk, people[0].pk, COPY, uuid4()))
    assert isinstance(invited, Done)
    assert code(try_to(cast.ana, people[1], COPY, Way.REQUEST)) == "sent"
    assert code(try_to(cast.ana, people[2], COPY, Way.INMAIL, "Harbour walls")) == "sent"
    invited = connect.invite(connect.Inviting(cast.ana.pk, people[3].pk, COPY, uuid4()))
    assert (code(invited), invited.on) == ("sameness", "note")


def test_the_same_answer_to_many_who_wrote_first_is_no_copy(cast):
    for one in crowd(5, cast.ana):
        write(one, cast.ana, f"Would you read my chapter on {one.handle}?", Way.REQUEST)
        assert code(try_to(cast.ana, one, COPY)) == "sent"


def test_a_third_message_after_two_unanswered_is_asked_about_once(cast, as_member, time_machine):
    start = now()
    thread = write(cast.ana, cast.bo, "Did you see the plan for the north quay?").thread
    time_machine.move_to(start + timedelta(days=7), tick=False)
    write(cast.ana, cast.bo, "The council now asks for letters by May.")
    time_machine.move_to(start + timedelta(days=14), tick=False)
    result = try_to(cast.ana, cast.bo, "Any news on the quay?")
    assert (result.code, result.status, result.on) == ("follow_up", 409, "overrule")
    until = start + timedelta(days=7 + 90)
    assert f"{until:%d %B %Y}" in result.sentence
    assert result.unlock[0]["at"].startswith(f"{until:%Y-%m-%d}")
    where = f"/messages/{thread}/"
    page = as_member(cast.ana).post(where, {"text": "Any news on the quay?"})
    assert page.status_code == 409
    assert 'name="overrule"' in page.content.decode()
    sent = as_member(cast.ana).post(where, {"text": "Any news on the quay?", "overrule": "on"})
    assert sent.status_code == 303
    assert code(try_to(cast.ana, cast.bo, "The quay by the old mill, that is.")) == "sent"


@pytest.mark.parametrize("where", ["members/bo/ways/message", "threads/{thread}/messages"])
def test_the_third_message_may_be_overruled_by_programs(cast, as_member, time_machine, where):
    start = now()
    write(cast.ana, cast.bo, "Did you see the plan for the north quay?")
    time_machine.move_to(start + timedelta(days=7), tick=False)
    thread = write(cast.ana, cast.bo, "The council now asks for letters by May.").thread
    time_machine.move_to(start + timedelta(days=14), tick=False)
    client, known = as_member(cast.ana), headers(cast.ana)
    address = f"/api/v1/{where.format(thread=thread)}"
    asked = client.post(address, json.dumps({"text": "Any news?"}), **known)
    assert (asked.status_code, asked.json()["code"]) == (409, "follow_up")
    sent = client.post(address, json.dumps({"text": "Any news?", "overrule": True}), **known)
    assert sent.status_code == 201, sent.json()


def test_after_the_rest_a_third_message_needs_no_second_question(cast, time_machine):
    start = now()
    write(cast.ana, cast.bo, "Did you see the plan for the north quay?")
    time_machine.move_to(start + timedelta(days=7), tick=False)
    write(cast.ana, cast.bo, "The council now asks for letters by May.")
    time_machine.move_to(start + timedelta(days=98), tick=False)
    assert code(try_to(cast.ana, cast.bo, "The quay opens tomorrow, will you come?")) == "sent"


def test_several_short_lines_in_a_row_are_one_turn(cast, time_machine):
    start = now()
    for minute in range(5):
        time_machine.move_to(start + timedelta(minutes=minute), tick=False)
        assert isinstance(try_to(cast.ana, cast.bo, f"Line {minute}"), Sent)


def test_the_hot_road_leaves_a_third_try_to_the_whole_road(cast, time_machine):
    start = now()
    write(cast.ana, cast.bo, "Did you see the plan for the north quay?")
    time_machine.move_to(start + timedelta(days=7), tick=False)
    thread = write(cast.ana, cast.bo, "The council now asks for letters by May.").thread
    time_machine.move_to(start + timedelta(days=14), tick=False)
    (outcome,), _ = send_batch([Send(cast.ana.pk, thread, "Any news?", uuid4())])
    assert isinstance(outcome, Whole)
    assert code(try_to(cast.ana, cast.bo, "Any news?")) == "follow_up"


def test_an_open_page_hears_that_a_third_try_is_asked_about_and_has_the_choice_ready(
    cast, as_member, time_machine
):
    start = now()
    write(cast.ana, cast.bo, "Did you see the plan for the north quay?")
    time_machine.move_to(start + timedelta(days=7), tick=False)
    thread = write(cast.ana, cast.bo, "The council now asks for letters by May.").thread
    time_machine.move_to(start + timedelta(days=14), tick=False)
    said = told_of(try_to(cast.ana, cast.bo, "Any news?"), "mine")
    assert (said["type"], said["code"], said["on"]) == ("refused", "follow_up", "overrule")
    page = as_member(cast.ana).get(f"/messages/{thread}/").content.decode()
    # The page's script puts it into the form when it hears this; a form that holds it goes itself.
    assert '<template data-overrule><label class="choice"><input type="checkbox"' in page


def test_an_answer_ends_the_rest(cast, time_machine):
    start = now()
    connect_pair(cast.ana, cast.dee)
    for day in (0, 7):
        time_machine.move_to(start + timedelta(days=day), tick=False)
        write(cast.ana, cast.dee, f"A note of day {day} on the harbour.")
    write(cast.dee, cast.ana, "Forgive me, I was at sea.")
    time_machine.move_to(start + timedelta(days=15), tick=False)
    assert code(try_to(cast.ana, cast.dee, "Welcome back!")) == "sent"
