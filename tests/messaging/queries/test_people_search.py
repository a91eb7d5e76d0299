"""People search finds by words, orders by nearness, and knows nothing of hidden people."""

import pytest

from rapport.contacts import actions as contacts
from rapport.contacts.models import ShadowContact
from rapport.kit.clock import now
from rapport.members.actions.abilities import add_skill
from rapport.members.actions.background import add_position
from rapport.members.actions.profile import update_profile
from rapport.members.actions.search_entries import fill_search, refresh_search
from rapport.members.actions.settings import update_reach
from rapport.members.models import Member, SearchEntry
from rapport.messaging.queries import people_search
from rapport.messaging.queries.people_search import find_people, find_shadows
from tests.cast import connect, make_member

pytestmark = pytest.mark.django_db


def handles(viewer, query, page=""):
    return [hit.member.handle for hit in find_people(viewer.pk, query, page).hits]


@pytest.mark.parametrize(
    "query",
    ["Zoë", "zoe", "ZOE ANGSTROM", "ang zo", "zed", "@zed", "tunnels", "marés", "mares", "rus",
     "小龍", "engineer", "faro"],
)  # fmt: skip
def test_somebody_is_found_by_each_of_their_words(cast, query):
    zoe = make_member("zed", name="Zoë Ångström 李小龍")
    update_profile(zoe, {"headline": "Bridges & tunnels", "location": "Faro"})
    add_position(zoe, {"title": "Engineer", "employer": "Marés"})
    add_skill(zoe, {"name": "Rust"})
    assert handles(cast.ana, query) == ["zed"]


@pytest.mark.parametrize(
    "query", ["", "  ", "!!!", "%", "_", "zoe bridges", "oe", "\x00", "x\x00y", "'--"]
)
def test_what_does_not_fit_finds_nobody(cast, query):
    make_member("zed", name="Zoë Ångström")
    assert handles(cast.ana, query) == []


def test_every_word_must_fit_and_a_percent_sign_is_no_wildcard(cast):
    update_profile(cast.dee, {"headline": "100% ferries"})
    assert handles(cast.ana, "dee ferries") == ["dee"]
    assert handles(cast.ana, "d%e") == []


def test_the_name_itself_comes_first_then_its_beginning_then_other_words(cast):
    make_member("headline", name="Other Person", headline="Dee Moreau’s assistant")
    refresh_search(*Member.objects.values_list("pk", flat=True))
    make_member("longer", name="Dee Moreau Castro")
    assert handles(cast.ana, "Dee Moreau") == ["dee", "longer", "headline"]


def test_an_exact_handle_comes_first(cast):
    make_member("near", name="Cy Young")
    connect(cast.ana, Member.objects.get(handle="near"))
    assert handles(cast.ana, "cy")[0] == "cy"


def test_nearer_people_come_first_then_shared_connections_then_completeness(cast):
    first = make_member("first", name="Sam First")
    two = make_member("two", name="Sam Two")
    one = make_member("one", name="Sam One")
    full = make_member("full", name="Sam Full")
    make_member("far", name="Sam Far")
    friend = make_member("friend")
    for a, b in ((cast.ana, first), (cast.ana, friend), (friend, two), (cast.bo, two),
                 (cast.bo, one)):  # fmt: skip
        connect(a, b)
    update_profile(full, {"about": "I am here."})
    found = find_people(cast.ana.pk, "sam")
    assert [hit.member.handle for hit in found.hits] == ["first", "two", "one", "full", "far"]
    assert [hit.degree for hit in found.hits] == [1, 2, 2, None, None]
    assert [hit.shared for hit in found.hits] == [0, 2, 1, 0, 0]


def test_blocked_closed_and_inactive_members_are_absent(cast):
    fay, gil, hal = (make_member(handle, name=f"Sam {handle}") for handle in ("fay", "gil", "hal"))
    contacts.block(fay.pk, cast.ana.pk, now())
    update_reach(gil, {"closed": True})
    Member.objects.filter(pk=hal.pk).update(is_active=False)
    assert handles(cast.ana, "sam") == []
    assert handles(cast.ana, "eve") == []
    assert handles(cast.bo, "eve") == ["eve"]


def test_a_closed_member_still_finds_themselves(cast):
    update_reach(cast.dee, {"closed": True})
    found = find_people(cast.dee.pk, "dee moreau")
    assert [hit.is_self for hit in found.hits] == [True]


def test_pages_hold_twenty_and_end(cast):
    for number in range(45):
        make_member(f"sam-{number:02}", name=f"Sam {number:02}")
    found = [find_people(cast.ana.pk, "sam", str(page)) for page in (1, 2, 3)]
    assert [len(page.hits) for page in found] == [20, 20, 5]
    assert {(page.pages, page.total, page.more) for page in found} == {(3, 45, False)}
    shown = [hit.member.handle for page in found for hit in page.hits]
    assert shown == [f"sam-{number:02}" for number in range(45)]


@pytest.mark.parametrize(
    ("page", "number"),
    [("0", 1), ("-1", 1), ("x", 1), ("99", 1), ("9999999", 1), ("²", 1), ("", 1)],
)
def test_a_page_that_is_none_is_the_nearest_one(cast, page, number):
    assert find_people(cast.ana.pk, "dee", page).number == number


def test_no_more_than_fifty_pages_are_ranked_and_it_says_so(cast, monkeypatch):
    monkeypatch.setattr(people_search, "MOST", 3)
    for number in range(5):
        make_member(f"sam-{number}", name=f"Sam {number}")
    found = find_people(cast.ana.pk, "sam")
    assert (found.total, found.more) == (3, True)


def test_a_member_without_an_entry_is_found_after_the_job(cast):
    SearchEntry.objects.filter(member=cast.dee).delete()
    assert handles(cast.ana, "dee") == []
    assert (fill_search(), fill_search()) == (1, 0)
    assert handles(cast.ana, "dee") == ["dee"]


def test_people_of_ones_own_archive_are_found_by_oneself_alone(cast):
    ShadowContact.objects.create(owner=cast.ana, key="k", name="Sam Shadow", company="Marés")
    assert [shadow.name for shadow in find_shadows(cast.ana.pk, "shadow")] == ["Sam Shadow"]
    assert list(find_shadows(cast.bo.pk, "shadow")) == []
    assert list(find_shadows(cast.ana.pk, "")) == []


def test_a_search_takes_three_statements_however_many_it_finds(cast, django_assert_num_queries):
    for number in range(25):
        make_member(f"sam-{number}", name=f"Sam {number}")
    with django_assert_num_queries(3):
        find_people(cast.ana.pk, "sam")
