"""Reading the feed, reacting, commenting and posting in a real browser, with script and without."""

import pytest
from playwright.sync_api import expect

from tests.browser.test_every_page import serious

pytestmark = pytest.mark.browser
APOLOGIES = "What we learnt from apologising"


def open_article(page):
    page.goto("/members/bo/posts/")
    page.click(f"text={APOLOGIES}")


def test_a_reaction_changes_the_foot_of_its_post_alone(visiting):
    page = visiting("rui")
    page.goto("/members/matteo/posts/")
    post = page.locator("article.post").first
    post.locator(".post-acts summary").click()
    assert serious(page) == []
    post.get_by_role("button", name="Insightful").click()
    post.locator(".post-acts .is-own").wait_for()
    assert page.url.endswith("/members/matteo/posts/")
    assert "Insightful" in post.locator(".post-acts .is-own").inner_text()
    post.locator(".post-acts .is-own").click()
    post.get_by_role("button", name="Like", exact=True).first.wait_for()
    assert page.complaints == []


@pytest.mark.parametrize("script", [True, False])
def test_rui_posts_for_his_connections_comments_and_reacts(visiting, script):
    page = visiting("rui", width=390, script=script)
    words = f"The ferry timetable can be read aloud now ({script})."
    page.goto("/feed/")
    page.fill("textarea[name=text]", words)
    page.select_option("select[name=audience]", "connections")
    page.click("form.composer button[type=submit]")
    page.wait_for_load_state()
    assert words in page.locator("article.post").first.inner_text()

    open_article(page)
    page.fill("textarea[name=text]", f"We read ours aloud too ({script}).")
    page.click("form.composer button[type=submit]")
    page.wait_for_url("**#comment-*")
    assert page.locator(f"text=We read ours aloud too ({script}).").count() == 1
    for own in page.locator(".post-acts .is-own").all():  # the demo has him react to some posts
        own.click()
    expect(page.locator(".post-acts .is-own")).to_have_count(0)
    page.locator(".post-acts button.button").first.click()
    page.locator(".post-acts .is-own").wait_for()
    page.locator(".post-acts .is-own").click()
    expect(page.locator(".post-acts .is-own")).to_have_count(0)


def test_what_is_posted_for_connections_a_stranger_does_not_find(visiting):
    page = visiting("rui")
    page.goto("/feed/")
    page.fill("textarea[name=text]", "For those whom I know.")
    page.select_option("select[name=audience]", "connections")
    page.click("form.composer button[type=submit]")
    page.wait_for_load_state()
    address = page.locator("article.post .post-facts a").first.get_attribute("href")
    stranger = visiting("kofi")
    stranger.excused.append("status of 404")  # as it should be
    assert stranger.goto(address).status == 404
    assert visiting("ana").goto(address).status == 200
