import pytest

from rapport.members.actions.abilities import add_skill
from tests.cast import make_member, share_group

pytestmark = pytest.mark.django_db


def test_search_finds_the_nearest_first_and_never_the_blocked(cast, calling):
    for member in cast:
        add_skill(member, {"name": "Tides"})
    found = calling(cast.ana).get("/members?q=tides")

    hits = [(hit["handle"], hit["degree"]) for hit in found["members"]]
    assert hits[0] == ("bo", 1)
    assert dict(hits) == {"bo": 1, "cy": 2, "ana": None, "dee": None}
    assert "eve" not in [hit["handle"] for hit in found["members"]]
    assert found["total"] == 4


def test_a_profile_says_how_near_and_what_is_shared(cast, calling):
    ana = calling(cast.ana)
    assert (ana.get("/members/bo")["degree"], ana.get("/members/dee")["degree"]) == (1, None)
    cy = ana.get("/members/cy")
    assert (cy["degree"], cy["shared_connections"][0]["handle"]) == (2, "bo")
    assert ana.get("/members/dee")["ground"]["groups"] == ["Harbour Writers"]
    assert ana.get("/members/ana")["is_self"]


def test_an_address_is_shown_only_to_whom_its_member_shows_it(cast, calling):
    cast.bo.reach.email_seen_by = "connections"
    cast.bo.reach.save()
    assert calling(cast.ana).get("/members/bo")["email"] == "bo@example.org"
    assert calling(cast.dee).get("/members/bo")["email"] is None
    assert calling(cast.bo).get("/me")["email"] == "bo@example.org"


def test_blocked_and_closed_are_the_same_stub_and_the_rest_is_absent(cast, calling):
    cast.dee.reach.closed = True
    cast.dee.reach.save()
    ana = calling(cast.ana)
    stubs = [ana.get(f"/members/{handle}") for handle in ("eve", "dee")]
    stubs.append(calling(cast.eve).get("/members/ana"))

    assert stubs == [{"available": False, "sentence": "This profile is not available."}] * 3
    absent = ana.get("/members/nobody", status=404)
    for rest in ("connections", "photo"):
        for handle in ("eve", "dee", "nobody"):
            assert ana.get(f"/members/{handle}/{rest}", status=404) == absent


def test_menus_to_several_are_those_to_each(cast, calling):
    ana = calling(cast.ana)
    many = ana.get("/ways?handles=bo,cy,nobody,dee")
    assert {one["handle"] for one in many} == {"bo", "cy", "dee"}
    for one in many:
        assert one["menu"] == ana.get(f"/members/{one['handle']}/ways")


def test_whose_connections_are_seen_is_their_setting(cast, calling):
    names = [
        row["member"]["handle"]
        for row in calling(cast.ana).get("/members/bo/connections")["members"]
    ]
    assert sorted(names) == ["ana", "cy"]
    calling(cast.dee).get("/members/bo/connections", status=404)
    calling(cast.bo).patch("/me/reach-settings", {"connections_seen_by": "members"})
    calling(cast.dee).get("/members/bo/connections")


def test_lists_go_on_where_the_page_before_ended(cast, calling):
    members = [make_member(f"m{number:02}") for number in range(23)]
    share_group(*members)
    ana, seen, after = calling(cast.ana), [], ""
    while True:
        page = ana.get(f"/groups/harbour-writers/members?after={after}")
        seen += [row["member"]["handle"] for row in page["members"]]
        after = page["next"]
        if not after:
            break
    assert len(seen) == len(set(seen)) == 25


def test_suggestions_carry_their_reasons_and_are_dismissed_and_restored(cast, calling):
    ana = calling(cast.ana)
    cy, dee = ana.get("/people/suggestions")["members"]
    assert (cy["handle"], cy["degree"], cy["way"]) == ("cy", 2, "connect")
    assert cy["reasons"]["shared_connections"] == 1
    assert cy["reasons"]["named"] == [{"handle": "bo", "name": "Bo Lindqvist"}]
    assert dee["reasons"]["groups"] == ["Harbour Writers"]

    where = "/people/suggestions/dismissed"
    assert ana.put(f"{where}/cy", {}) == {"repeated": False}
    assert ana.put(f"{where}/cy", {})["repeated"]
    assert [one["handle"] for one in ana.get("/people/suggestions")["members"]] == ["dee"]
    assert [one["handle"] for one in ana.get(where)["members"]] == ["cy"]
    for _ in range(2):
        ana.delete(f"{where}/cy")
    assert [one["handle"] for one in ana.get("/people/suggestions")["members"]] == ["cy", "dee"]


def test_a_hit_says_who_is_shared_and_whether_it_is_only_nearly_spelt(cast, calling):
    (hit,) = calling(cast.ana).get("/members?q=okafro")["members"]
    assert (hit["handle"], hit["degree"], hit["shared"], hit["is_near"]) == ("cy", 2, 1, True)
    assert hit["named"] == [{"handle": "bo", "name": "Bo Lindqvist"}]
