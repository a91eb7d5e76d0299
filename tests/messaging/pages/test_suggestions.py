"""The page of people one may know, its few elsewhere, and dismissing without script."""

import pytest

from rapport.messaging.pages.known_by import known_by
from tests.cast import make_member

pytestmark = pytest.mark.django_db
ADDRESS = "/people/suggestions/"


def test_each_suggestion_has_its_reason_and_its_button(cast, as_member):
    html = as_member(cast.ana).get(ADDRESS).content.decode()
    assert "\u2068Bo Lindqvist\u2069 knows you both" in html
    assert 'href="/members/cy/ways/connect/"' in html
    assert "You are both in \u2068Harbour Writers\u2069" in html
    assert "Eve Novak" not in html


def test_whom_one_may_not_invite_has_a_button_to_follow(cast, as_member):
    cast.cy.reach.invitations_from = "nobody"
    cast.cy.reach.save()
    html = as_member(cast.ana).get(ADDRESS).content.decode()
    assert 'action="/members/cy/ways/follow/"' in html
    assert "/members/cy/ways/connect/" not in html


def test_dismissing_offers_to_undo_and_is_listed(cast, as_member):
    ana = as_member(cast.ana)
    gone = ana.post(f"{ADDRESS}cy/dismiss/", follow=True)
    html = gone.content.decode()
    assert gone.redirect_chain == [(f"{ADDRESS}?dismissed=cy", 303)]
    assert "Cy Okafor is not suggested to you any more." in html
    assert f'action="{ADDRESS}cy/restore/"' in html
    assert 'id="suggestion-cy"' not in html
    assert "Cy Okafor" in ana.get(f"{ADDRESS}?show=dismissed").content.decode()

    back = ana.post(f"{ADDRESS}cy/restore/", follow=True).content.decode()
    assert 'id="suggestion-cy"' in back


def test_the_page_says_of_nobody_that_they_were_dismissed_who_were_not(cast, as_member):
    html = as_member(cast.ana).get(f"{ADDRESS}?dismissed=cy").content.decode()
    assert "not suggested to you any more" not in html


@pytest.mark.parametrize("handle", ["eve", "nobody", "ana"])
def test_absent_blocked_and_oneself_are_not_found(cast, as_member, handle):
    ana = as_member(cast.ana)
    for verb in ("dismiss", "restore"):
        assert ana.post(f"{ADDRESS}{handle}/{verb}/").status_code == 404
        assert ana.get(f"{ADDRESS}{handle}/{verb}/").status_code == 405


def test_htmx_gets_a_few_for_other_pages(cast, as_member):
    html = as_member(cast.ana).get(ADDRESS, headers={"HX-Request": "true"}).content.decode()
    assert "<html" not in html
    assert "Cy Okafor" in html
    assert "/dismiss/" not in html


def test_empty_lists_teach(cast, as_member):
    new = as_member(make_member("new"))
    assert "Nobody yet" in new.get(ADDRESS).content.decode()
    assert "Nobody yet" in new.get(ADDRESS, headers={"HX-Request": "true"}).content.decode()
    assert "You have dismissed nobody" in new.get(f"{ADDRESS}?show=dismissed").content.decode()


@pytest.mark.parametrize("where", ["/network/", "/search/"])
def test_other_pages_lead_there_without_script(cast, as_member, where):
    html = as_member(cast.ana).get(where).content.decode()
    assert f'<a href="{ADDRESS}">' in html
    assert f'hx-get="{ADDRESS}"' in html


class Somebody:
    def __init__(self, name):
        self.name = name


@pytest.mark.parametrize(
    ("names", "count", "told"),
    [
        ([], 0, ""),
        ([], 1, "1 shared connection"),
        ([], 4, "4 shared connections"),
        (["Bo"], 1, "Bo knows you both"),
        (["Bo"], 2, "Bo and 1 other know you both"),
        (["Bo", "Cy"], 2, "Bo and Cy know you both"),
        (["Bo", "Cy", "Dee"], 3, "Bo, Cy and Dee know you both"),
        (["Bo", "Cy", "Dee"], 5, "Bo, Cy and 3 others know you both"),
    ],
)
def test_who_knows_both_is_told_in_a_sentence(names, count, told):
    said = known_by([Somebody(name) for name in names], count)
    assert said.replace("\u2068", "").replace("\u2069", "") == told
