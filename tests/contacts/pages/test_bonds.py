import pytest

from rapport.contacts import actions
from rapport.contacts.models import Block, Connection, Follow
from rapport.kit.clock import now
from rapport.live.models import Outbox

pytestmark = pytest.mark.django_db


def test_ana_ends_the_connection_to_bo_after_a_page_that_asks(cast, as_member):
    client = as_member(cast.ana)

    asked = client.get("/members/bo/connection/end/")
    assert "End the connection to Bo Lindqvist?" in asked.content.decode()
    assert Connection.objects.filter(member=cast.ana, other=cast.bo).exists()

    answer = client.post("/members/bo/connection/end/")
    assert (answer.status_code, answer.url) == (303, "/network/?tab=connections")
    assert not Connection.objects.filter(
        member__in=[cast.ana, cast.bo], other__in=[cast.ana, cast.bo]
    )
    assert not Follow.objects.filter(follower=cast.ana, followed=cast.bo).exists()
    assert not Outbox.objects.exists(), "nobody is told"


def test_ana_unfollows_bo_and_they_stay_connected(cast, as_member):
    answer = as_member(cast.ana).post("/members/bo/follow/end/")

    assert (answer.status_code, answer.url) == (303, "/network/?tab=following")
    assert not Follow.objects.filter(follower=cast.ana, followed=cast.bo).exists()
    assert Connection.objects.filter(member=cast.ana, other=cast.bo).exists()


def test_ana_unblocks_eve_and_nothing_comes_back(cast, as_member):
    answer = as_member(cast.ana).post("/members/eve/block/end/", follow=True)

    assert "Eve Novak is not blocked any more" in answer.content.decode()
    assert not Block.objects.exists()
    assert not Connection.objects.filter(member=cast.ana, other=cast.eve).exists()


def test_eve_cannot_lift_or_find_the_block(cast, as_member):
    assert as_member(cast.eve).post("/members/ana/block/end/").status_code == 404
    assert Block.objects.count() == 1


@pytest.mark.parametrize(
    ("handle", "what"),
    [
        ("dee", "connection"),
        ("nobody-at-all", "connection"),
        ("eve", "connection"),
        ("ana", "connection"),
        ("dee", "follow"),
        ("nobody-at-all", "follow"),
        ("dee", "block"),
        ("nobody-at-all", "block"),
    ],
)
def test_a_bond_that_is_not_there_is_404(cast, as_member, handle, what):
    assert as_member(cast.ana).post(f"/members/{handle}/{what}/end/").status_code == 404


@pytest.mark.parametrize("what", ["follow", "block"])
def test_a_look_at_a_button_changes_nothing(cast, as_member, what):
    actions.follow(cast.ana.pk, cast.dee.pk, now())
    handle = "dee" if what == "follow" else "eve"

    assert as_member(cast.ana).get(f"/members/{handle}/{what}/end/").status_code == 405


@pytest.mark.parametrize("what", ["connection", "follow", "block"])
def test_a_visitor_is_asked_to_sign_in(cast, client, what):
    assert client.post(f"/members/bo/{what}/end/").status_code == 302
    assert Connection.objects.filter(member=cast.ana, other=cast.bo).exists()
