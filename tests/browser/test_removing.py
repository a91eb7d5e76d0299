"""A moderator removes a reported post and a comment: its author sees why, all others nothing."""

import pytest
from playwright.sync_api import expect

from tests.browser.test_every_page import serious
from tests.waiting import wait_until

pytestmark = pytest.mark.browser
WHY = "It tells where somebody lives."
MODES = [(390, False, True), (1280, True, True), (390, True, False)]


def sound(page, script):
    """Nothing serious for axe, nothing that scrolls sideways; axe needs script to look."""
    if not script:
        return
    assert serious(page) == []
    assert not page.evaluate("document.documentElement.scrollWidth > innerWidth")


def written(author, words):
    """A post and the author's own comment under it; the address of the post."""
    author.goto("/feed/")
    author.fill("textarea[name=text]", words)
    author.click("form.composer button[type=submit]")
    post = author.locator("article.post", has_text=words).first
    post.locator(".post-acts a", has_text="Comment").click()
    author.fill("textarea[name=text]", f"More on: {words}")
    author.click("form.composer button[type=submit]")
    author.wait_for_url("**#comment-*")
    return author.url.split("#")[0]


def notices_of(page):
    page.goto("/notices/")
    return page.locator("main").inner_text()


@pytest.mark.parametrize(("width", "dark", "script"), MODES)
def test_removed_words_are_there_for_their_author_alone(visiting, width, dark, script):
    how = {"width": width, "dark": dark, "script": script}
    matteo, rui = visiting("matteo", **how), visiting("rui", **how)
    nadia = visiting("nadia", **how)
    words = f"The blue door beside the bakery ({width}, {dark}, {script})."
    address = written(matteo, words)
    rui.goto(address)
    rui.locator(".comment", has_text="More on").locator("a", has_text="Report").click()
    rui.check("input[name=kind][value=harassment]")
    rui.click("main form button:has-text('Send the report')")
    rui.wait_for_load_state()

    nadia.goto("/moderation/")
    nadia.locator("main h2 a", has_text="Matteo").last.click()
    expect(nadia.locator("main")).to_contain_text(f"More on: {words}")
    sound(nadia, script)
    nadia.locator("a", has_text="Remove this comment").last.click()
    expect(nadia.locator("h1")).to_have_text("Remove this comment?")
    sound(nadia, script)
    nadia.fill("input[name=why]", WHY)
    nadia.click("main form button:has-text('Remove it')")
    expect(nadia.locator("main")).to_contain_text("What was done")
    expect(nadia.locator("main")).to_contain_text(WHY)
    sound(nadia, script)

    rui.goto(address)
    expect(rui.locator("main")).to_contain_text(words)
    expect(rui.locator(".comment")).to_have_count(0)
    matteo.goto(address)
    own = matteo.locator(".comment", has_text="More on")
    expect(own).to_contain_text("A moderator removed this")
    expect(own).to_contain_text(WHY)
    expect(own.locator("a", has_text="Edit")).to_have_count(0)
    sound(matteo, script)

    back = nadia.get_by_role("button", name="Put back").last
    back.click()
    if script:  # it asks once more
        nadia.get_by_role("button", name="Let everybody see it again?").last.click()
    expect(nadia.locator("body")).to_contain_text("It stands again")
    rui.reload()
    expect(rui.locator(".comment", has_text="More on")).to_be_visible()

    # The post itself.
    rui.goto(address)
    rui.click("article.post summary:has-text('More about')")
    rui.click("article.post .menu-item:has-text('Report')")
    rui.check("input[name=kind][value=harassment]")
    rui.click("main form button:has-text('Send the report')")
    rui.wait_for_load_state()
    nadia.reload()
    nadia.locator("a", has_text="Remove this post").last.click()
    nadia.fill("input[name=why]", WHY)
    nadia.click("main form button:has-text('Remove it')")
    expect(nadia.locator("main")).to_contain_text("What was done")
    rui.excused.append("status of 404")  # as it should be
    assert rui.goto(address).status == 404
    matteo.goto(address)
    expect(matteo.locator("article.post")).to_contain_text(WHY)
    expect(matteo.locator("article.post")).to_contain_text("Only you see it")
    sound(matteo, script)
    # A job makes the notice, soon after.
    wait_until(lambda: "A moderator removed your post" in notices_of(matteo))
