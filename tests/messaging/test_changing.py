from datetime import timedelta
from uuid import uuid4

import pytest

from rapport.contacts import actions as contacts
from rapport.kit.clock import now
from rapport.messaging.actions.changing import delete_message, edit_message
from rapport.messaging.actions.reacting import KINDS_MAX, react, take_back
from rapport.messaging.actions.sending import Draft, send
from rapport.messaging.models import Message, MessageReaction, MessageVersion, Thread
from rapport.rules.reach import Way
from rapport.safety.queries.evidence import Places, evidence_for
from tests.cast import done, write
from tests.races import at_once

pytestmark = pytest.mark.django_db


@pytest.fixture
def sent(cast):
    """A message of Ana's to Bo."""
    return write(cast.ana, cast.bo, "Tuseday at four?")


def test_ana_mends_a_word_and_the_old_one_is_kept_for_a_report_alone(cast, sent):
    done(edit_message(cast.ana.pk, sent.message, "Tuesday at four? https://example.org"))

    message = Message.objects.get(public_id=sent.message)
    assert message.edited_at is not None
    assert "Tuesday" in message.html
    assert 'href="https://example.org"' in message.html
    assert Thread.objects.get().preview.startswith("Tuesday")
    assert [v.text for v in MessageVersion.objects.all()] == ["Tuseday at four?"]
    (piece,) = evidence_for(cast.bo.pk, cast.ana.pk, Places(thread=sent.thread))
    assert piece["earlier"] == ["Tuseday at four?"]


def test_the_same_words_again_change_nothing(cast, sent):
    assert done(edit_message(cast.ana.pk, sent.message, "Tuseday at four?")).repeated
    assert Message.objects.get(public_id=sent.message).edited_at is None


def test_a_deleted_message_keeps_its_place_and_no_word_of_it(cast, sent):
    done(react(cast.bo.pk, sent.message, "👍"))
    done(delete_message(cast.ana.pk, sent.message))

    message = Message.objects.get(public_id=sent.message)
    assert (message.text, message.html, message.seq) == ("", "", 1)
    assert Thread.objects.get().preview == ""
    assert not MessageReaction.objects.exists()
    assert delete_message(cast.ana.pk, sent.message).code == "already_deleted"
    assert edit_message(cast.ana.pk, sent.message, "x").code == "already_deleted"
    assert react(cast.bo.pk, sent.message, "👍").code == "already_deleted"


def test_after_an_hour_it_stands_as_it_is(cast, sent, time_machine):
    moment = Message.objects.get(public_id=sent.message).sent_at
    time_machine.move_to(moment + timedelta(minutes=59, seconds=59), tick=False)
    done(edit_message(cast.ana.pk, sent.message, "Just in time"))
    time_machine.move_to(moment + timedelta(minutes=60), tick=False)
    assert edit_message(cast.ana.pk, sent.message, "Too late").code == "change_over"
    assert delete_message(cast.ana.pk, sent.message).code == "change_over"
    assert Message.objects.get(public_id=sent.message).text == "Just in time"


@pytest.mark.parametrize("who", ["bo", "cy", "eve"])
def test_nobody_changes_the_words_of_others(cast, sent, who):
    other = getattr(cast, who).pk
    assert edit_message(other, sent.message, "x").code == "not_found"
    assert delete_message(other, sent.message).code == "not_found"
    assert edit_message(cast.ana.pk, uuid4(), "x").code == "not_found"


def test_new_words_are_judged_like_a_send(cast, sent):
    assert edit_message(cast.ana.pk, sent.message, " ").code == "text_empty"
    assert edit_message(cast.ana.pk, sent.message, "x" * 9000).code == "text_too_long"
    contacts.block(cast.bo.pk, cast.ana.pk, now())
    assert edit_message(cast.ana.pk, sent.message, "But why?").code == "unavailable"
    done(delete_message(cast.ana.pk, sent.message))


def test_emoji_stand_under_a_message_once_for_each_member(cast, sent):
    for emoji in ("👍", "👍", "🇵🇹", "👩🏽‍🚀", "❤️", "1️⃣"):
        done(react(cast.bo.pk, sent.message, emoji))
    done(react(cast.ana.pk, sent.message, "👍"))
    assert MessageReaction.objects.count() == 6
    assert done(react(cast.bo.pk, sent.message, "👍")).repeated
    done(take_back(cast.bo.pk, sent.message, "👍"))
    assert done(take_back(cast.bo.pk, sent.message, "👍")).repeated
    assert MessageReaction.objects.filter(emoji="👍").count() == 1


@pytest.mark.parametrize(
    "text", ["", "a", "ok", "👍👍", "<b>", "👍 ", "5", "\u202e", "é", "👍" * 30]
)
def test_what_is_no_emoji_is_refused(cast, sent, text):
    assert react(cast.bo.pk, sent.message, text).code == "not_an_emoji"


def test_who_takes_no_part_reacts_to_nothing_and_a_block_ends_it(cast, sent):
    assert react(cast.cy.pk, sent.message, "👍").code == "not_found"
    assert take_back(cast.cy.pk, sent.message, "👍").code == "not_found"
    contacts.block(cast.bo.pk, cast.ana.pk, now())
    assert react(cast.ana.pk, sent.message, "👍").code == "unavailable"


def test_a_request_that_waits_takes_no_reaction(cast):
    held = write(cast.ana, cast.dee, "May I ask something?", Way.REQUEST)
    assert react(cast.dee.pk, held.message, "👍").code == "not_open"


def test_a_reply_names_a_message_of_the_same_conversation_only(cast, sent):
    def reply(to, by=cast.bo, at=cast.ana):
        return send(Draft(by.pk, at.pk, Way.MESSAGE, "Yes", uuid4(), reply_to=to))

    answer = reply(sent.message)
    assert Message.objects.get(public_id=answer.message).reply_to.public_id == sent.message
    elsewhere = write(cast.bo, cast.cy, "Something else")
    for astray in (elsewhere.message, uuid4()):
        refused = reply(astray)
        assert (refused.code, refused.on) == ("reply_astray", "reply_to")


@pytest.mark.race
@pytest.mark.django_db(transaction=True)
def test_many_at_once_never_put_more_kinds_than_fit(cast, sent):
    emoji = [chr(0x1F600 + n) for n in range(KINDS_MAX + 4)]
    for one in emoji[: KINDS_MAX - 2]:
        done(react(cast.ana.pk, sent.message, one))
    results = at_once(
        *(lambda e=e: react(cast.bo.pk, sent.message, e) for e in emoji[KINDS_MAX - 2 :])
    )
    assert sum(getattr(r, "code", "") == "reactions_full" for r in results) == 4
    assert MessageReaction.objects.values("emoji").distinct().count() == KINDS_MAX


@pytest.mark.race
@pytest.mark.django_db(transaction=True)
def test_a_change_and_a_deletion_at_once_leave_no_word_behind(cast, sent):
    results = at_once(
        lambda: edit_message(cast.ana.pk, sent.message, "Other words"),
        lambda: delete_message(cast.ana.pk, sent.message),
    )
    message = Message.objects.get(public_id=sent.message)
    assert message.deleted_at is not None
    assert message.text == ""
    assert getattr(results[0], "code", "ok") in ("ok", "already_deleted")
