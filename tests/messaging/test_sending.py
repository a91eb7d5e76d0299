from uuid import uuid4

import pytest

from rapport.kit.clock import now
from rapport.kit.refusals import Refused
from rapport.members.actions import credit_balance
from rapport.messaging.actions import bonds, connect, introduction, requests
from rapport.messaging.actions.sending import Draft, send
from rapport.messaging.models import Introduction, Message, Participation, Thread
from rapport.rules.reach import Way
from tests.cast import connect as connect_pair
from tests.cast import done, write

pytestmark = pytest.mark.django_db


def test_ana_writes_to_her_connection_bo_and_he_has_it_unread(cast):
    sent = write(cast.ana, cast.bo, "Coffee on Thursday?")

    thread = Thread.objects.get(public_id=sent.thread)
    assert (thread.state, thread.way, thread.last_seq) == ("open", "message", 1)
    his = Participation.objects.get(thread=thread, member=cast.bo)
    assert (his.box, his.seq, his.read_seq) == ("inbox", 1, 0)


def test_a_request_to_dee_is_held_until_she_answers(cast):
    sent = write(cast.ana, cast.dee, "How did you start the reading evenings?", Way.REQUEST)
    assert sent.outcome == "held"
    again = send(Draft(cast.ana.pk, cast.dee.pk, Way.REQUEST, "And?", uuid4()))
    assert isinstance(again, Refused)
    assert again.code == "awaiting_answer"

    answer = write(cast.dee, cast.ana, "By accident, really.")

    assert answer.outcome == "open"
    assert answer.seq == 2
    boxes = set(Participation.objects.values_list("box", flat=True))
    assert boxes == {"inbox"}


def test_a_repeated_client_id_writes_once(cast):
    draft = Draft(cast.ana.pk, cast.bo.pk, Way.MESSAGE, "Once.", uuid4())
    first, second = send(draft), send(draft)

    assert first.message == second.message
    assert second.repeated
    assert Message.objects.count() == 1


def test_an_inmail_costs_a_credit_and_a_decline_gives_it_back(cast):
    before = credit_balance(cast.ana.pk, now())
    sent = write(cast.ana, cast.cy, "About the lighthouse survey", Way.INMAIL, "Lighthouses")
    assert credit_balance(cast.ana.pk, now()) == before - 1

    done(requests.decline(cast.cy.pk, sent.thread))

    assert credit_balance(cast.ana.pk, now()) == before
    again = send(Draft(cast.ana.pk, cast.cy.pk, Way.INMAIL, "Please", uuid4()))
    assert again.code == "declined_before"


def test_bo_introduces_ana_to_cy_with_both_consents(cast):
    asked = introduction.Asked(
        cast.ana.pk, cast.bo.pk, cast.cy.pk, "I map old lighthouses, as he does.", uuid4()
    )
    public_id = done(introduction.ask(asked)).id
    assert isinstance(introduction.accept(cast.cy.pk, public_id), Refused)

    done(introduction.pass_on(cast.bo.pk, public_id, "You two should talk."))
    opened = done(introduction.accept(cast.cy.pk, public_id))

    thread = Thread.objects.get(public_id=opened.id)
    assert (thread.state, thread.way) == ("open", "introduction")
    assert write(cast.ana, cast.cy, "Thank you both!").seq == 2


def test_cy_answers_an_introduction_by_writing(cast):
    asked = introduction.Asked(cast.ana.pk, cast.bo.pk, cast.cy.pk, "Lighthouses.", uuid4())
    public_id = done(introduction.ask(asked)).id
    done(introduction.pass_on(cast.bo.pk, public_id, ""))

    sent = write(cast.cy, cast.ana, "Gladly. Which ones?")

    assert sent.seq == 2
    assert Introduction.objects.get().state == "accepted"


def test_a_note_becomes_the_first_message_when_the_invitation_is_accepted(cast):
    done(connect.invite(connect.Inviting(cast.ana.pk, cast.cy.pk, "We share Bo.", uuid4())))

    accepted = done(connect.accept_from(cast.cy.pk, cast.ana.pk))

    message = Message.objects.get(thread__public_id=accepted.id)
    assert (message.text, message.author) == ("We share Bo.", cast.ana)


def test_replying_leaves_the_invitation_waiting(cast):
    invited = done(connect.invite(connect.Inviting(cast.ana.pk, cast.cy.pk, "Hello", uuid4())))

    sent = connect.reply(cast.cy.pk, invited.id, "Have we met?", uuid4())

    assert sent.seq == 2
    assert done(connect.accept(cast.cy.pk, invited.id)).what == "connected"
    assert Message.objects.count() == 2


def test_a_blocked_pair_is_unavailable_both_ways(cast):
    for one, other in ((cast.ana, cast.eve), (cast.eve, cast.ana)):
        for way in Way:
            if way in (Way.ACCEPT, Way.FOLLOW, Way.INTRODUCTION, Way.CONNECT):
                continue
            refused = send(Draft(one.pk, other.pk, way, "Hi", uuid4()))
            assert refused.code == "unavailable"
        assert bonds.follow(one.pk, other.pk).code == "unavailable"


def test_blocking_ends_the_connection_and_closes_the_conversation(cast):
    write(cast.ana, cast.bo, "Hello")
    done(bonds.block(cast.bo.pk, cast.ana.pk))

    refused = send(Draft(cast.ana.pk, cast.bo.pk, Way.MESSAGE, "Still there?", uuid4()))

    assert refused.code == "unavailable"
    assert not cast.ana.connections.exists()


def test_connecting_opens_what_was_held(cast):
    connect_pair(cast.dee, cast.bo)
    write(cast.ana, cast.dee, "A question on the evenings", Way.REQUEST)
    done(connect.invite(connect.Inviting(cast.dee.pk, cast.ana.pk, "", uuid4())))
    done(connect.accept_from(cast.ana.pk, cast.dee.pk))

    assert Thread.objects.get().state == "open"
    assert write(cast.ana, cast.dee, "And thank you").seq == 2
