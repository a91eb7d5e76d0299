import pytest

from rapport.groups.actions import add_members, create_group
from rapport.groups.models import Group, Membership
from rapport.kit.clock import now
from tests.cast import GROUP, make_member, share_group

pytestmark = pytest.mark.django_db
HOSTILE = "<script>alert(1)</script>"


@pytest.fixture
def trains(cast) -> Group:
    """A group that Bo founded."""
    return create_group(cast.bo.pk, "Night Trains", "See https://example.org/trains", now())


def test_mine_stand_first_and_others_can_be_joined(cast, trains, as_member):
    html = as_member(cast.ana).get("/groups/").content.decode()

    assert html.index(GROUP) < html.index("Night Trains")
    assert "/groups/night-trains/join/" in html
    assert "/groups/harbour-writers/join/" not in html


def test_ana_joins_and_leaves(cast, trains, as_member):
    client = as_member(cast.ana)

    joined = client.post("/groups/night-trains/join/", follow=True)
    assert joined.redirect_chain == [("/groups/night-trains/", 303)]
    assert "You belong to Night Trains now." in joined.content.decode()
    assert Membership.objects.filter(group=trains, member=cast.ana).exists()

    assert client.post("/groups/night-trains/leave/").status_code == 303
    assert not Membership.objects.filter(group=trains, member=cast.ana).exists()
    assert client.post("/groups/night-trains/leave/").status_code == 404


def test_ana_founds_a_group_and_finds_herself_in_it(cast, as_member):
    client = as_member(cast.ana)

    made = client.post("/groups/new/", {"name": "Quiet Bridges", "about": "By night."}, follow=True)

    html = made.content.decode()
    assert made.redirect_chain == [("/groups/quiet-bridges/", 303)]
    assert "Quiet Bridges" in html
    assert "Owner" in html
    assert "/groups/quiet-bridges/edit/" in html


@pytest.mark.parametrize(
    ("name", "about", "said"),
    [
        ("", "", "This field is required."),
        ("   ", "", "This field is required."),
        ("x" * 101, "kept words", "has 101 characters; at most 100 fit"),
        ("ok", "x" * 2001, "has 2001 characters; at most 2000 fit"),
        ("a\x00b", "", "Null characters are not allowed."),
    ],
)
def test_a_form_out_of_shape_comes_back_with_what_was_typed(cast, as_member, name, about, said):
    answer = as_member(cast.ana).post("/groups/new/", {"name": name, "about": about})

    assert answer.status_code == 422
    assert said in answer.content.decode()
    assert about in answer.content.decode()
    assert Group.objects.count() == 1


def test_only_the_owner_has_an_edit_page(cast, trains, as_member):
    assert as_member(cast.ana).get("/groups/night-trains/edit/").status_code == 404
    assert as_member(cast.ana).post("/groups/night-trains/edit/").status_code == 404

    client = as_member(cast.bo)
    assert "Night Trains" in client.get("/groups/night-trains/edit/").content.decode()
    words = {"name": "Sleepers", "about": "New words"}
    changed = client.post("/groups/night-trains/edit/", words, follow=True)
    assert "Sleepers" in changed.content.decode()
    assert client.post("/groups/night-trains/edit/", {"name": ""}).status_code == 422


def test_no_field_beside_the_two_can_be_set(cast, trains, as_member):
    more = {"name": "N", "slug": "stolen", "created_by": cast.ana.pk, "id": 7, "role": "owner"}

    as_member(cast.bo).post("/groups/night-trains/edit/", more)

    trains.refresh_from_db()
    assert (trains.slug, trains.created_by) == ("night-trains", cast.bo)


def test_hidden_members_are_not_on_the_page(cast, as_member):
    share_group(cast.eve, make_member("gil", name="Gil Closed", reach_closed=True))

    html = as_member(cast.ana).get("/groups/harbour-writers/").content.decode()

    assert "Dee Moreau" in html
    assert "Eve Novak" not in html
    assert "Gil Closed" not in html
    assert "2 members" in html


def test_words_of_people_are_text_and_only_addresses_are_links(cast, as_member):
    about = f"{HOSTILE} https://example.org/x [click](javascript:alert(1))"
    group = create_group(cast.bo.pk, HOSTILE, about, now())
    client = as_member(cast.ana)

    for address in ("/groups/", "/groups/?q=script", f"/groups/{group.slug}/"):
        html = client.get(address).content.decode()
        assert "<script>alert" not in html
        assert "&lt;script&gt;" in html
    assert '<a href="https://example.org/x" rel="noopener' in html
    assert 'href="javascript' not in html


@pytest.mark.parametrize("path", ["", "edit/", "join/", "leave/"])
def test_a_group_that_is_not_there_is_404(cast, as_member, path):
    client = as_member(cast.ana)
    address = f"/groups/no-such-group/{path}"

    answer = client.post(address) if path in ("join/", "leave/") else client.get(address)
    assert answer.status_code == 404


@pytest.mark.parametrize("path", ["join/", "leave/"])
def test_a_look_changes_nothing(cast, trains, as_member, path):
    assert as_member(cast.ana).get(f"/groups/night-trains/{path}").status_code == 405


@pytest.mark.parametrize("path", ["", "new/", "harbour-writers/", "harbour-writers/edit/"])
def test_a_visitor_is_asked_to_sign_in(cast, client, path):
    assert client.get(f"/groups/{path}").status_code == 302


def test_full_pages_take_at_most_20_queries(cast, trains, as_member, django_assert_max_num_queries):
    add_members(trains.pk, [make_member(f"m{n}").pk for n in range(25)], now())
    Group.objects.bulk_create(Group(slug=f"g{n}", name=f"G{n}") for n in range(25))
    client = as_member(cast.ana)

    for address in ("/groups/", "/groups/?q=g", "/groups/night-trains/"):
        with django_assert_max_num_queries(20):
            html = client.get(address).content.decode()
        assert 'rel="next"' in html, address


def test_the_limit_is_told_on_the_page(cast, trains, as_member):
    Group.objects.bulk_create(Group(slug=f"g{n}", name=f"G{n}") for n in range(99))
    for group in Group.objects.filter(slug__startswith="g"):
        Membership.objects.create(group=group, member=cast.ana)

    answer = as_member(cast.ana).post("/groups/night-trains/join/", follow=True)

    assert "You belong to 100 groups, the limit here is 100." in answer.content.decode()
