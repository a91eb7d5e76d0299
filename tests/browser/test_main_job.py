"""A newcomer's first visit: Ana finds out how she may reach Dee, writes, and Dee answers."""

import pytest
from playwright.sync_api import expect

from rapport.interchange.demo.pairs import PAIRS

pytestmark = pytest.mark.browser
LABELS = {
    "edit": "Edit profile",
    "message": "Message",
    "connect": "Connect",
    "accept": "Accept",
    "pending": "Pending",
    "waiting": "Waiting",
    "request": "Message request",
    "introduction": "Ask for an introduction",
    "inmail": "InMail",
    "follow": "Follow",
    "none": "Not available",
}


def test_every_row_of_the_reach_table_shows_its_button_and_reason(visiting):
    # First of all stories here: the others change what Ana may do.
    pages = {}
    for pair in PAIRS:
        page = pages.setdefault(pair.viewer, None) or visiting(pair.viewer)
        pages[pair.viewer] = page
        page.goto(f"/members/{pair.target}/")
        if pair.row == "unavailable":
            assert "not available" in page.inner_text("main").lower()
            continue
        if pair.row == "self":
            assert page.locator("main a[href='/me/']").first.is_visible()
            continue
        button = page.locator(".primary-way")
        button.wait_for()
        assert LABELS[pair.way] in button.inner_text(), pair
        assert button.get_attribute("data-way") == pair.way
        assert len(page.locator(".reason").inner_text()) > 10, pair


@pytest.mark.parametrize(("script", "target"), [(True, "dee"), (False, "ines")])
def test_ana_reaches_a_stranger_who_answers(visiting, script, target):
    ana = visiting("ana", script=script)
    ana.goto(f"/members/{target}/")
    if not script:
        ana.click(f"main a[href='/members/{target}/ways/']")
    ana.click("a:has-text('Message request')")
    assert "waits until they accept" in ana.inner_text("main")
    ana.fill("textarea[name=text]", "What surprised you most in your last project?")
    ana.click("button:has-text('Send request')")
    ana.wait_for_url("**/messages/*/")
    conversation = ana.url
    assert "Waits for their yes" in ana.inner_text("main")

    other = visiting(target, script=script)
    other.goto("/messages/?box=requests")
    other.click("a:has-text('What surprised you most')")
    assert other.url == conversation
    other.fill("textarea[name=text]", "That nobody had asked the readers.")
    other.click("button:has-text('Send')")
    answer = ".bubble{}[data-seq]:has-text('That nobody had asked the readers.')"
    expect(other.locator(answer.format("-own"))).to_be_visible()

    ana.goto(conversation)
    expect(ana.locator(answer.format(""))).to_be_visible()
    assert not ana.complaints + other.complaints


def test_an_invitation_is_accepted_without_script(visiting):
    ana = visiting("ana", script=False)
    ana.goto("/network/")
    before = ana.locator("button:has-text('Accept')").count()
    assert before
    ana.locator("button:has-text('Accept')").first.click()
    ana.goto("/network/")
    assert ana.locator("button:has-text('Accept')").count() == before - 1


def test_the_keyboard_alone_reaches_the_way_and_sends(visiting):
    page = visiting("ana")
    page.goto("/members/bo/ways/message/")
    for _ in range(60):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.name") == "text":
            break
    else:
        pytest.fail("the text is not reached by Tab")
    page.keyboard.type("Sent by keyboard.")
    page.keyboard.press("Control+Enter")
    page.wait_for_url("**/messages/*/")
    assert "Sent by keyboard." in page.inner_text("main")


def test_a_signed_out_visitor_is_asked_to_sign_in_and_comes_back(visiting):
    page = visiting()
    page.goto("/messages/?box=sent")
    assert "/accounts/login/" in page.url
    page.fill("input[name=login]", "bo@demo.example")
    page.fill("input[name=password]", "rapport-demo")
    page.click("main form button")
    page.wait_for_url("**/messages/?box=sent")


def test_opening_a_conversation_marks_it_as_read_where_there_is_script(visiting):
    page = visiting("ana")
    page.goto("/messages/")
    row = page.locator(".threads .is-unread").first
    address = row.locator("a").get_attribute("href")
    page.goto(address)
    page.wait_for_load_state("networkidle")
    page.goto("/messages/")
    assert not page.locator(f".threads .is-unread a[href='{address}']").count()
    assert not page.complaints


def test_opening_a_conversation_without_script_leaves_it_unread_until_the_button(visiting):
    page = visiting("ana", script=False)
    page.goto("/messages/")
    row = page.locator(".threads .is-unread").first
    address = row.locator("a").get_attribute("href")
    page.goto(address)
    page.goto("/messages/")
    assert page.locator(f".threads .is-unread a[href='{address}']").count()

    page.goto(address)
    page.click("summary:has-text('More')")
    page.click("button:has-text('Mark as read')")
    page.goto("/messages/")
    assert not page.locator(f".threads .is-unread a[href='{address}']").count()
