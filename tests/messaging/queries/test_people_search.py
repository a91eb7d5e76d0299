"""People search finds by words, orders by nearness, and knows nothing of hidden people."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from rapport.contacts import actions as contacts
from rapport.contacts.index import PROCESS
from rapport.contacts.index.loading import load_copy
from rapport.contacts.models import ShadowContact
from rapport.contacts.queries import graph_sql
from rapport.kit.clock import now
from rapport.members.actions.abilities import add_skill
from rapport.members.actions.background import add_position
from rapport.members.actions.leaving import remove_members
from rapport.members.actions.profile import update_profile
from rapport.members.actions.search_entries import fill_search, refresh_search
from rapport.members.actions.search_spellings import forget_spellings
from rapport.members.actions.settings import update_reach
from rapport.members.models import Member, SearchEntry, SearchSpelling, SearchWord
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
    SearchWord.objects.filter(member=cast.dee).delete()
    assert handles(cast.ana, "dee") == []
    assert (fill_search(), fill_search()) == (1, 0)
    assert handles(cast.ana, "dee") == ["dee"]


def test_people_of_ones_own_archive_are_found_by_oneself_alone(cast):
    ShadowContact.objects.create(owner=cast.ana, key="k", name="Sam Shadow", company="Marés")
    assert [shadow.name for shadow in find_shadows(cast.ana.pk, "shadow")] == ["Sam Shadow"]
    assert list(find_shadows(cast.bo.pk, "shadow")) == []
    assert list(find_shadows(cast.ana.pk, "")) == []


@pytest.mark.parametrize(
    "query",
    ["Nguyen", "nguyễn", "nguyne", "ngyen", "nguyeen", "Lukasz", "lukazs", "MUELLER", "Muller",
     "muler", "Müllre", "harbourmsater", "engneer", "luk mul", "lukas mulller"],
)  # fmt: skip
def test_typing_errors_accents_and_umlauts_find_the_same_person(cast, query):
    zoe = make_member("lm", name="Łukasz Nguyễn Müller", headline="Harbourmaster")
    add_position(zoe, {"title": "Engineer", "employer": "Quay"})
    assert handles(cast.ana, query) == ["lm"]


def test_who_is_spelt_as_typed_comes_before_who_is_nearly(cast):
    make_member("anders", name="Anders Berg")
    make_member("andres", name="Andres Berg")
    found = find_people(cast.ana.pk, "andres")
    assert [(hit.member.handle, hit.is_near) for hit in found.hits] == [
        ("andres", False),
        ("anders", True),
    ]


def test_a_page_of_people_spelt_as_typed_is_not_mixed_with_others(cast):
    make_member("anders", name="Anders Berg")
    for number in range(20):
        make_member(f"andres-{number}", name=f"Andres {number}")
    assert "anders" not in handles(cast.ana, "andres")


def test_a_single_letter_is_looked_for_in_names_alone(cast):
    update_profile(cast.dee, {"headline": "Lighthouses"})
    assert handles(cast.ana, "l") == ["bo"]


def test_the_third_degree_is_told_and_comes_before_strangers(cast):
    far, third = make_member("far", name="Sam Far"), make_member("third", name="Sam Third")
    connect(cast.cy, third)
    update_profile(far, {"about": "I am here."})
    found = find_people(cast.ana.pk, "sam")
    assert [(hit.member.handle, hit.degree) for hit in found.hits] == [("third", 3), ("far", None)]


@pytest.mark.parametrize(
    "query",
    ['"', "*", "^", "%", "_", "dee*", '"dee', "dee OR ana", "NEAR(dee ana)", "-dee", "name:dee",
     "dee\x00", "\ud800", "dee'; DROP TABLE members_member; --", "(", "dee" * 100_000,
     "dee " * 300_000, "\u202edee", "%(ids)s", "{code}", "\xff", "e\u0301" * 500],
)  # fmt: skip
def test_a_hostile_query_is_only_words(cast, query):
    found = find_people(cast.ana.pk, query)
    assert {hit.member.handle for hit in found.hits} <= {"dee", "ana"}
    assert Member.objects.count() == 5


def test_a_search_asks_the_same_statements_however_many_it_finds(cast):
    def asked(query):
        with CaptureQueriesContext(connection) as statements:
            find_people(cast.ana.pk, query)
        return len(statements)

    make_member("sam", name="Sam")
    few = asked("sam")
    for number in range(60):
        make_member(f"sam-{number}", name=f"Sam {number}")
    assert asked("sam") <= few <= 12


def test_where_too_many_fit_the_near_are_among_those_looked_at(cast, monkeypatch):
    monkeypatch.setattr(people_search, "MOST", 3)
    monkeypatch.setattr(people_search, "LOOKED_AT", 4)
    for number in range(8):
        update_profile(make_member(f"sam-{number}", name=f"Sam {number}"), {"about": "Here"})
    near, first = make_member("near", name="Sam Near"), make_member("first", name="Sam First")
    connect(cast.bo, near)
    connect(cast.ana, first)
    found = find_people(cast.ana.pk, "sam")
    assert [hit.member.handle for hit in found.hits] == ["first", "near", "sam-0"]
    assert (found.total, found.more) == (3, True)


def test_a_member_who_leaves_is_forgotten_with_every_word(cast):
    remove_members([make_member("zed", name="Xylander").pk])
    assert handles(cast.ana, "xylander") == handles(cast.ana, "xylandre") == []
    assert (forget_spellings(), forget_spellings()) == (2, 0)
    assert not SearchSpelling.objects.filter(word=b"xylander").exists()


def test_words_made_by_older_rules_are_made_anew(cast):
    SearchEntry.objects.filter(member=cast.dee).update(version=0)
    SearchWord.objects.filter(member=cast.dee).delete()
    assert (fill_search(), fill_search()) == (1, 0)
    assert handles(cast.ana, "moreau") == ["dee"]


def test_the_copy_in_memory_and_the_database_order_alike(cast, monkeypatch):
    others = [make_member(f"sam-{number}", name=f"Sam {number}") for number in range(6)]
    for a, b in ((cast.ana, others[3]), (cast.bo, others[2]), (cast.cy, others[4]),
                 (others[3], others[2])):  # fmt: skip
        connect(a, b)
    asked = find_people(cast.ana.pk, "sam")
    PROCESS.adopt(load_copy(None))
    try:
        remembered = find_people(cast.ana.pk, "sam")
    finally:
        PROCESS.adopt(None)
    assert asked == remembered
    assert [hit.degree for hit in asked.hits] == [1, 2, 3, None, None, None]
    assert [hit.shared for hit in asked.hits] == [0, 2, 0, 0, 0, 0]
    monkeypatch.setattr(graph_sql, "BATCH", 5)
    many = find_people(cast.ana.pk, "sam")
    assert [hit.degree for hit in many.hits] == [1, 2, None, None, None, None]
