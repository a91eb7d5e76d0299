"""Ana looks at people: who they are, what they share, and what she may not know."""

import re
from datetime import UTC, datetime
from io import BytesIO

import pytest
import time_machine
from PIL import Image

from rapport.contacts import actions as contacts
from rapport.kit.clock import now
from rapport.members.actions.background import add_position, add_school
from rapport.members.actions.photo import set_photo
from rapport.members.actions.profile import update_profile
from rapport.members.actions.settings import update_etiquette, update_reach
from tests.cast import connect, make_member, share_group
from tests.members import pictures

pytestmark = pytest.mark.django_db
STUB = "This profile is not available."


def page(client, address, status=200):
    answer = client.get(address)
    assert answer.status_code == status, answer.content.decode()[:600]
    return answer.content.decode()


def words(html):
    """The words of the main part, one blank between them."""
    main = html.split("<main", 1)[1].split("<footer", 1)[0]
    return " ".join(re.sub(r"<[^>]+>", " ", main).split())


def neutral(html, handle):
    """A page without its own address and the token that changes with every answer."""
    return re.sub(r'value="\w{64}"', "", html).replace(f"/members/{handle}/", "/members/x/")


def test_dees_page_says_who_she_is(cast, as_member):
    update_profile(
        cast.dee,
        {
            "headline": "Signs for harbours",
            "about": "I draw maps.\n\nSee https://example.org/maps",
            "location": "Lisbon",
            "time_zone": "Europe/Lisbon",
        },
    )
    add_position(cast.dee, {"title": "Designer", "employer": "Marés", "started_on": "2019-04"})
    add_school(cast.dee, {"school": "Porto", "degree": "MA", "started_year": 2005})
    cast.dee.skills.create(name="Wayfinding")
    cast.dee.languages.create(code="pt", level="native")
    update_etiquette(cast.dee, {"approach": "comment_first", "welcome": "Ferries"})
    with time_machine.travel(datetime(2026, 7, 1, 12, 30, tzinfo=UTC), tick=False):
        html = page(as_member(cast.ana), "/members/dee/")
    shown = words(html)
    for expected in (
        "Dee Moreau",
        "Signs for harbours",
        "Lisbon · 13:30 in Lisbon now",
        "I draw maps.",
        "Designer Marés Apr 2019 – now · 7 years 4 months",
        "Porto MA since 2005",
        "Wayfinding",
        "Portuguese Native",
        "Dee prefers that you comment on something of theirs first.",
        "Glad to hear about Ferries",
    ):
        assert expected in shown, expected
    assert '<a href="https://example.org/maps" rel="noopener noreferrer nofollow ugc">' in html


def test_the_ways_stand_on_the_page_by_their_address_and_as_a_plain_link(cast, as_member):
    html = page(as_member(cast.ana), "/members/dee/")
    assert 'hx-get="/members/dee/ways/" hx-trigger="load"' in html
    assert '<a class="button button-primary button-large" href="/members/dee/ways/">' in html


@pytest.mark.parametrize(
    ("who", "degree"), [("bo", "1st"), ("cy", "2nd"), ("dee", None), ("third", "3rd")]
)
def test_the_degree_is_counted_to_three(cast, as_member, who, degree):
    connect(cast.cy, make_member("third"))
    html = page(as_member(cast.ana), f"/members/{who}/")
    found = re.search(r'class="degree"[^>]*>(\w+)', html)
    assert (found.group(1) if found else None) == degree


def test_shared_ground_is_named(cast, as_member):
    for member in (cast.ana, cast.cy):
        add_position(member, {"title": "t", "employer": "Marés Lda", "started_on": "2019-04"})
        add_school(member, {"school": "Porto", "started_year": 2005, "ended_year": 2009})
    share_group(cast.ana, cast.cy, name="Bridge Builders")
    shown = words(page(as_member(cast.ana), "/members/cy/"))
    for expected in ("Connections Bo Lindqvist", "Groups Bridge Builders", "Worked at Marés Lda"):
        assert expected in shown, expected
    assert "Learnt at Porto at the same time" in shown


def test_more_than_five_shared_connections_are_counted(cast, as_member):
    for number in range(7):
        friend = make_member(f"friend{number}", name=f"Friend {number}")
        connect(cast.ana, friend)
        connect(cast.cy, friend)
    shown = words(page(as_member(cast.ana), "/members/cy/"))
    assert "Friend 3 and 3 more" in shown
    assert "Friend 4" not in shown


def test_a_closed_shared_connection_is_a_step_but_has_no_name(cast, as_member):
    update_reach(cast.bo, {"closed": True})
    html = page(as_member(cast.ana), "/members/cy/")
    assert "2nd" in html
    assert "Bo Lindqvist" not in html


def test_blocked_blocking_and_closed_are_the_same_stub(cast, as_member):
    contacts.block(make_member("fay").pk, cast.ana.pk, now())
    make_member("gil", reach_closed=True)
    client = as_member(cast.ana)
    stubs = {
        handle: neutral(page(client, f"/members/{handle}/"), handle)
        for handle in ("eve", "fay", "gil")
    }
    assert STUB in stubs["eve"]
    assert len(set(stubs.values())) == 1
    for name in ("Eve Novak", "Fay", "Gil"):
        assert name not in stubs["eve"]


def test_a_closed_member_sees_their_own_page(cast, as_member):
    update_reach(cast.dee, {"closed": True})
    assert "Dee Moreau" in words(page(as_member(cast.dee), "/members/dee/"))


def test_nobody_and_somebody_who_left_are_not_found(cast, as_member):
    cast.cy.is_active = False
    cast.cy.save()
    client = as_member(cast.ana)
    for handle in ("nobody", "cy", "a" * 300):
        page(client, f"/members/{handle}/", 404)
        page(client, f"/members/{handle}/photo/", 404)


def test_a_handle_is_found_in_capitals_too(cast, as_member):
    assert "Dee Moreau" in page(as_member(cast.ana), "/members/DEE/")


def test_ones_own_page_has_editing_and_the_next_best_step_but_no_ways(cast, as_member):
    html = page(as_member(cast.ana), "/members/ana/")
    assert 'href="/me/"' in html
    assert "Add a photo" in html
    assert "/members/ana/ways/" not in html
    assert "Your profile" not in page(as_member(cast.ana), "/members/bo/")


def test_the_address_is_shown_to_connections_only_where_the_member_wishes(cast, as_member):
    assert "bo@example.org" not in page(as_member(cast.ana), "/members/bo/")
    for member in (cast.bo, cast.dee):
        update_reach(member, {"email_seen_by": "connections"})
    assert "bo@example.org" in page(as_member(cast.ana), "/members/bo/")
    assert "dee@example.org" not in page(as_member(cast.ana), "/members/dee/")


@pytest.mark.parametrize(
    ("setting", "first", "second"),
    [("members", True, True), ("connections", True, False), ("nobody", False, False)],
)
def test_the_list_of_connections_is_linked_as_the_member_wishes(
    cast, as_member, setting, first, second
):
    for member in (cast.bo, cast.cy):
        update_reach(member, {"connections_seen_by": setting})
    client = as_member(cast.ana)
    assert ("/members/bo/connections/" in page(client, "/members/bo/")) == first
    assert ("/members/cy/connections/" in page(client, "/members/cy/")) == second


def test_without_signing_in_absent_closed_and_private_pages_lead_to_sign_in(cast, client):
    update_reach(cast.cy, {"closed": True, "profile_seen_by": "everyone"})
    for handle in ("dee", "cy", "nobody"):
        answer = client.get(f"/members/{handle}/")
        assert answer.status_code == 302
        assert answer.url == f"/accounts/login/?next=/members/{handle}/"


def test_without_signing_in_a_public_page_shows_the_member_and_nothing_of_others(cast, client):
    update_reach(cast.dee, {"profile_seen_by": "everyone", "email_seen_by": "connections"})
    update_profile(cast.dee, {"headline": "Signs for harbours"})
    html = page(client, "/members/dee/")
    assert "Signs for harbours" in html
    assert "Sign in to write to Dee" in html
    for hidden in ("dee@example.org", "Harbour Writers", "hx-get", "/ways/"):
        assert hidden not in html


def test_the_portrait_is_served_in_two_sizes_to_those_who_may_see_it(
    cast, as_member, client, settings, tmp_path
):
    settings.FILES_ROOT = tmp_path
    assert set_photo(cast.dee, pictures.with_exif()) is None
    assert client.get("/members/dee/photo/").status_code == 404
    update_reach(cast.dee, {"profile_seen_by": "everyone"})
    assert client.get("/members/dee/photo/").status_code == 200
    ana = as_member(cast.ana)
    for query, size in (("", 128), ("?size=512", 512), ("?size=9999", 128), ("?size=../x", 128)):
        answer = ana.get(f"/members/dee/photo/{query}")
        assert answer["Content-Type"] == "image/webp"
        assert answer["X-Content-Type-Options"] == "nosniff"
        picture = Image.open(BytesIO(b"".join(answer.streaming_content)))
        assert picture.size == (size, size)
    update_reach(cast.dee, {"closed": True})
    assert ana.get("/members/dee/photo/").status_code == 404
    assert as_member(cast.dee).get("/members/dee/photo/").status_code == 200


def test_nothing_is_posted_to_a_page_of_a_member(cast, as_member):
    assert as_member(cast.ana).post("/members/dee/").status_code == 405


@pytest.mark.parametrize("who", ["ana", "bo", "cy", "dee", "eve"])
def test_a_profile_takes_at_most_twenty_queries(
    cast, as_member, who, django_assert_max_num_queries
):
    client = as_member(cast.ana)
    for member in cast:
        add_position(member, {"title": "t", "employer": "Marés", "started_on": "2019-04"})
        add_school(member, {"school": "Porto", "started_year": 2005})
        member.skills.create(name="Rust")
        member.languages.create(code="pt")
    with django_assert_max_num_queries(20):
        page(client, f"/members/{who}/")
