"""Ana searches for people."""

import pytest

from rapport.contacts.models import ShadowContact
from tests.cast import make_member

pytestmark = pytest.mark.django_db


def page(client, address):
    answer = client.get(address)
    assert answer.status_code == 200, answer.content.decode()[:600]
    return answer.content.decode()


def test_people_are_found_with_their_degree_and_one_request_for_all_their_ways(cast, as_member):
    html = page(as_member(cast.ana), "/search/?q=cy")
    assert 'href="/members/cy/"' in html
    assert "1 person fits “cy”." in html
    assert "\u2068Bo Lindqvist\u2069 knows you both" in html
    assert "2nd" in html
    assert '<div id="way-cy"><a class="button button-small" href="/members/cy/">' in html
    assert html.count("hx-get=") == 1
    assert 'hx-get="/ways/?handles=cy,"' in html


def test_an_empty_search_teaches_and_a_search_in_vain_says_so(cast, as_member):
    client = as_member(cast.ana)
    assert "Type a name" in page(client, "/search/")
    assert "Nobody here fits “xyzzy”." in page(client, "/search/?q=xyzzy")


def test_pages_are_plain_links_that_keep_the_query(cast, as_member):
    for number in range(21):
        make_member(f"sam-{number}", name=f"Sam & {number}")
    client = as_member(cast.ana)
    first = page(client, "/search/?q=sam+%26")
    assert 'href="?q=sam%20%26&amp;page=2"' in first
    assert "Page 1 of 2" in first
    second = page(client, "/search/?q=sam+%26&page=2")
    assert second.count('class="member member-row"') == 1
    assert 'rel="prev"' in second


def test_people_of_ones_archive_stand_apart(cast, as_member):
    ShadowContact.objects.create(owner=cast.ana, key="k", name="Sam Shadow", company="Marés")
    html = page(as_member(cast.ana), "/search/?q=shadow")
    assert "From your archive" in html
    assert "Sam Shadow" in html
    assert "Sam Shadow" not in page(as_member(cast.bo), "/search/?q=shadow")


@pytest.mark.parametrize("query", ["%00", "%ff", "a" * 5000, "%F0%9F%99%82", "%27%22%3Cscript%3E"])
def test_strange_queries_are_answered(cast, as_member, query):
    html = page(as_member(cast.ana), f"/search/?q={query}&page=%00")
    assert "<script>" not in html.split("<main", 1)[1]


def test_who_has_not_signed_in_is_asked_to(cast, client):
    answer = client.get("/search/?q=dee")
    assert (answer.status_code, answer.url) == (302, "/accounts/login/?next=/search/%3Fq%3Ddee")


def test_a_full_page_takes_at_most_twenty_queries(cast, as_member, django_assert_max_num_queries):
    for number in range(25):
        make_member(f"sam-{number}", name=f"Sam {number}")
    client = as_member(cast.ana)
    with django_assert_max_num_queries(20):
        page(client, "/search/?q=sam")
