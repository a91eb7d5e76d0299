import pytest

from rapport.contacts import actions
from rapport.contacts.models import Connection
from rapport.kit.clock import now
from rapport.kit.policy import policy
from rapport.live.models import Outbox
from tests.contacts.stories import invite, state_of

pytestmark = pytest.mark.django_db


def address(invitation, verb: str) -> str:
    return f"/invitations/{invitation.public_id}/{verb}/"


def test_ana_ignores_and_cy_is_not_told(cast, as_member):
    sent = invite(cast.cy, cast.ana)

    answer = as_member(cast.ana).post(address(sent, "ignore"))

    assert (answer.status_code, answer.url) == (303, "/network/?tab=received")
    assert state_of(sent) == "ignored"
    assert not Outbox.objects.exists()


def test_ana_does_not_know_cy_after_a_page_that_says_what_follows(cast, as_member):
    sent = invite(cast.cy, cast.ana)
    client = as_member(cast.ana)

    asked = client.get(address(sent, "unknown"))
    assert "can't invite you again" in asked.content.decode()
    assert state_of(sent) == "pending", "a look changes nothing"

    assert client.post(address(sent, "unknown")).status_code == 303
    assert state_of(sent) == "unknown"
    assert not Outbox.objects.exists()


def test_cy_withdraws_after_a_page_that_says_how_long_it_locks(cast, as_member):
    sent = invite(cast.cy, cast.ana)
    client = as_member(cast.cy)

    asked = client.get(address(sent, "withdraw"))
    assert "For 21 days after it you can't invite them again" in asked.content.decode()
    assert state_of(sent) == "pending", "a look changes nothing"

    answer = client.post(address(sent, "withdraw"))
    assert (answer.status_code, answer.url) == (303, "/network/?tab=sent")
    assert state_of(sent) == "withdrawn"


def test_the_lock_on_the_page_is_the_hosts_number(cast, as_member, settings, tmp_path):
    own = tmp_path / "own.toml"
    own.write_text('preset = "humane"\n[invite]\nwithdraw_lock = "9 days"\n')
    settings.POLICY = str(own)
    policy.cache_clear()
    sent = invite(cast.cy, cast.ana)

    html = as_member(cast.cy).get(address(sent, "withdraw")).content.decode()

    assert "For 9 days" in html


def test_an_ignored_invitation_is_withdrawn_like_any_other(cast, as_member):
    sent = invite(cast.cy, cast.ana)
    actions.move_invitation(sent, "ignored", now())

    assert as_member(cast.cy).post(address(sent, "withdraw")).status_code == 303
    assert state_of(sent) == "withdrawn"


def test_ana_accepts_from_the_list_and_is_connected(cast, as_member):
    sent = invite(cast.cy, cast.ana)

    answer = as_member(cast.ana).post(address(sent, "accept"))

    assert answer.status_code in (302, 303)
    assert Connection.objects.filter(member=cast.ana, other=cast.cy).exists()


@pytest.mark.parametrize("verb", ["ignore", "unknown", "withdraw"])
@pytest.mark.parametrize("who", ["bo", "dee", "eve"])
def test_for_everybody_else_the_invitation_is_not_there(cast, as_member, verb, who):
    sent = invite(cast.cy, cast.ana)
    client = as_member(getattr(cast, who))

    assert client.post(address(sent, verb)).status_code == 404
    assert client.get(address(sent, verb)).status_code in (404, 405)
    assert state_of(sent) == "pending"


@pytest.mark.parametrize(
    ("who", "verb"), [("cy", "ignore"), ("cy", "unknown"), ("ana", "withdraw")]
)
def test_neither_side_does_what_is_the_others_to_do(cast, as_member, who, verb):
    sent = invite(cast.cy, cast.ana)

    assert as_member(getattr(cast, who)).post(address(sent, verb)).status_code == 404
    assert state_of(sent) == "pending"


@pytest.mark.parametrize("verb", ["ignore", "unknown", "withdraw"])
def test_what_was_answered_is_not_there_any_more(cast, as_member, verb):
    sent = invite(cast.cy, cast.ana)
    actions.accept_invitation(sent, now())
    client = as_member(cast.cy if verb == "withdraw" else cast.ana)

    assert client.post(address(sent, verb)).status_code == 404
    assert state_of(sent) == "accepted"


@pytest.mark.parametrize("verb", ["unknown", "withdraw"])
def test_a_name_with_markup_is_text_on_the_page_that_asks(cast, as_member, verb):
    for member in (cast.cy, cast.ana):
        member.name = "<b>Bold</b>"
        member.save()
    sent = invite(cast.cy, cast.ana)
    client = as_member(cast.cy if verb == "withdraw" else cast.ana)

    html = client.get(address(sent, verb)).content.decode()

    assert "<b>Bold" not in html
    assert "&lt;b&gt;Bold" in html
    assert "&amp;lt;" not in html


def test_without_a_token_nothing_changes(cast):
    from django.test import Client

    sent = invite(cast.cy, cast.ana)
    client = Client(enforce_csrf_checks=True)
    client.force_login(cast.ana, backend="allauth.account.auth_backends.AuthenticationBackend")

    assert client.post(address(sent, "ignore")).status_code == 403
    assert state_of(sent) == "pending"
