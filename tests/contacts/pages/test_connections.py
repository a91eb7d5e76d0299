import pytest

from tests.cast import connect, make_member

pytestmark = pytest.mark.django_db


def seen_by(member, setting: str) -> None:
    member.reach.connections_seen_by = setting
    member.reach.save()


@pytest.mark.parametrize(
    ("setting", "to_ana", "to_dee"),
    [("members", 200, 200), ("connections", 200, 404), ("nobody", 404, 404)],
)
def test_bos_connections_are_shown_where_his_setting_allows(
    cast, as_member, setting, to_ana, to_dee
):
    seen_by(cast.bo, setting)

    assert as_member(cast.ana).get("/members/bo/connections/").status_code == to_ana
    assert as_member(cast.dee).get("/members/bo/connections/").status_code == to_dee


def test_the_list_leaves_out_whom_the_viewer_may_not_see(cast, as_member):
    connect(cast.bo, cast.eve)
    connect(cast.bo, make_member("gil", name="Gil Closed", reach_closed=True))

    html = as_member(cast.ana).get("/members/bo/connections/").content.decode()

    assert "Cy Okafor" in html
    assert "Eve Novak" not in html
    assert "Gil Closed" not in html


def test_a_search_finds_by_name(cast, as_member):
    client = as_member(cast.ana)

    assert "Cy Okafor" in client.get("/members/bo/connections/?q=okaf").content.decode()
    assert "Cy Okafor" not in client.get("/members/bo/connections/?q=novak").content.decode()


def test_absent_blocked_and_closed_look_alike(cast, as_member):
    seen_by(cast.eve, "members")
    make_member("gil", reach_closed=True, reach_connections_seen_by="members")
    client = as_member(cast.ana)

    answers = [client.get(f"/members/{who}/connections/") for who in ("nobody-here", "eve", "gil")]

    assert {answer.status_code for answer in answers} == {404}


def test_ones_own_list_is_the_network_page(cast, as_member):
    answer = as_member(cast.ana).get("/members/ana/connections/")

    assert (answer.status_code, answer.url) == (303, "/network/?tab=connections")


def test_a_full_page_takes_at_most_20_queries(cast, as_member, django_assert_max_num_queries):
    for number in range(25):
        connect(cast.bo, make_member(f"m{number}"))
    client = as_member(cast.ana)

    with django_assert_max_num_queries(20):
        html = client.get("/members/bo/connections/").content.decode()

    assert 'rel="next"' in html
    assert "/ways/?handles=" in html


def test_a_visitor_is_asked_to_sign_in(cast, client):
    assert client.get("/members/bo/connections/").status_code == 302
