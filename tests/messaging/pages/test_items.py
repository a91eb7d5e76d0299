import pytest
from django.urls import reverse

from rapport.messaging.models import Message, MessageReaction
from tests.cast import write

pytestmark = pytest.mark.django_db


@pytest.fixture
def sent(cast):
    return write(cast.ana, cast.bo, "Tuseday at four?")


@pytest.fixture
def at(client, cast):
    def visit(member):
        client.force_login(member, backend="allauth.account.auth_backends.AuthenticationBackend")
        return client

    return visit


def url(name, sent):
    return reverse(f"messaging:{name}", args=[sent.message])


def test_ana_changes_her_message_and_bo_sees_that_she_did(cast, sent, at):
    ana = at(cast.ana)
    assert "Tuseday" in ana.get(url("message_edit", sent)).content.decode()
    answer = ana.post(url("message_edit", sent), {"text": "Tuesday at four?"})
    assert answer.status_code == 303
    page = at(cast.bo).get(reverse("messaging:thread", args=[sent.thread])).content.decode()
    assert "Tuesday at four?" in page
    assert "edited" in page
    assert "Tuseday" not in page


def test_a_refused_change_keeps_what_was_typed(cast, sent, at):
    answer = at(cast.ana).post(url("message_edit", sent), {"text": "x" * 9000})
    assert answer.status_code == 422
    assert "x" * 9000 in answer.content.decode()


def test_ana_takes_her_message_back_and_its_place_stays(cast, sent, at):
    at(cast.ana).post(url("message_delete", sent))
    page = at(cast.bo).get(reverse("messaging:thread", args=[sent.thread])).content.decode()
    assert "This message was deleted." in page
    assert "Tuseday" not in page
    assert at(cast.bo).get(url("message", sent)).status_code == 404


def test_tools_are_a_page_and_a_piece_and_belong_to_those_who_take_part(cast, sent, at):
    whole = at(cast.bo).get(url("message", sent)).content.decode()
    piece = at(cast.bo).get(url("message", sent), headers={"HX-Request": "true"}).content.decode()
    assert "<html" in whole
    assert "<html" not in piece
    assert "Change" not in piece
    assert "Change" in at(cast.ana).get(url("message", sent)).content.decode()
    for name in ("message", "message_edit"):
        assert at(cast.cy).get(url(name, sent)).status_code == 404
    for name in ("message_delete", "message_reactions", "message_edit"):
        assert at(cast.cy).post(url(name, sent), {"emoji": "👍"}).status_code == 404
    assert at(cast.bo).get(url("message_edit", sent)).status_code == 404


def test_an_emoji_is_put_and_taken_back(cast, sent, at):
    bo = at(cast.bo)
    bo.post(url("message_reactions", sent), {"emoji": "👍"})
    page = at(cast.ana).get(reverse("messaging:thread", args=[sent.thread])).content.decode()
    assert "👍 1" in page
    at(cast.bo).post(url("message_reactions", sent), {"emoji": "👍", "back": "yes"})
    assert not MessageReaction.objects.exists()
    wrong = at(cast.bo).post(url("message_reactions", sent), {"emoji": "<script>"}, follow=True)
    assert "one emoji" in wrong.content.decode()


def test_a_reply_shows_what_it_answers(cast, sent, at):
    thread = reverse("messaging:thread", args=[sent.thread])
    page = at(cast.bo).get(f"{thread}?reply_to={sent.message}").content.decode()
    assert f'name="reply_to" value="{sent.message}"' in page
    at(cast.bo).post(thread, {"text": "Gladly", "reply_to": str(sent.message)})
    assert Message.objects.get(text="Gladly").reply_to.public_id == sent.message
    shown = at(cast.ana).get(thread).content.decode()
    assert f'href="#message-{sent.message}"' in shown
    assert at(cast.bo).get(f"{thread}?reply_to=nonsense").status_code == 200


def test_what_came_after_a_place_is_a_piece_of_the_page(cast, sent, at):
    write(cast.bo, cast.ana, "Gladly")
    after = reverse("messaging:thread_after", args=[sent.thread, 1])
    piece = at(cast.ana).get(after).content.decode()
    assert "Gladly" in piece
    assert "Tuseday" not in piece
    assert at(cast.cy).get(after).status_code == 404
