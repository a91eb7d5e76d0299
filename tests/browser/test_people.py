"""Ana looks for people: a slip of the finger finds them, and a suggestion can be put away."""

import pytest

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("script", [True, False])
def test_a_name_with_a_typing_error_is_found(visiting, script):
    ana = visiting("ana", script=script)
    ana.goto("/search/")
    name = ana_knows(visiting)
    first, last = name.split()[0], name.split()[-1]
    slip = last[:2] + last[3] + last[2] + last[4:]
    ana.fill("main input[name=q]", f"{first} {slip}")
    ana.click("main form button:has-text('Search')")
    assert name in ana.inner_text("#people")
    assert "spelt nearly so" in ana.inner_text("main")
    assert not ana.complaints


def ana_knows(visiting):
    """The name of Ana's first suggestion whose last name is long enough to slip in."""
    page = visiting("ana")
    page.goto("/people/suggestions/")
    names = page.locator("#suggestions .member-name a").all_inner_texts()
    return next(
        name for name in names if len(name.split()[-1]) > 4 and len(set(name.split()[-1][2:4])) == 2
    )


@pytest.mark.parametrize("script", [True, False])
def test_a_suggestion_is_dismissed_and_taken_back(visiting, script):
    ana = visiting("ana", script=script)
    ana.goto("/people/suggestions/")
    first = ana.locator("#suggestions > li").first
    where, name = first.get_attribute("id"), first.locator(".member-name a").inner_text()
    assert len(first.locator(".member-shared").inner_text()) > 5
    first.locator("button:has-text('Dismiss')").click()
    ana.wait_for_url("**/people/suggestions/?dismissed=*")
    assert f"{name} is not suggested to you any more." in ana.inner_text("main")
    assert not ana.locator(f"#{where}").count()

    ana.goto("/people/suggestions/?show=dismissed")
    assert name in ana.inner_text("#dismissed")
    ana.go_back()
    ana.click("button:has-text('Undo')")
    ana.wait_for_url("**/people/suggestions/")
    assert ana.locator(f"#{where}").is_visible()
    assert not ana.complaints


def test_a_few_stand_on_the_network_page(visiting):
    ana = visiting("ana")
    ana.goto("/network/")
    ana.locator("#may-know").wait_for()
    ana.click("a:has-text('All people you may know')")
    ana.wait_for_url("**/people/suggestions/")
    ana.locator("#suggestions a:has-text('Connect')").first.click()
    ana.wait_for_url("**/ways/connect/")
