"""What is being written is saved on a pause, outlives its page, and loses to nobody unseen."""

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.browser
COMPOSER = "/members/{}/ways/message/"
AREA = "#composer-text"


def opened(page, to):
    page.goto(COMPOSER.format(to))
    page.locator("[data-draft]").wait_for()
    return page


def typed(page, text):
    """Put these words, and wait until the server has them; what it says of them."""
    with page.expect_response("**/drafts/message/") as saved:
        page.fill(AREA, text)
    return saved.value.json()


def test_a_draft_is_there_in_a_second_browser_and_after_a_page_that_died(visiting):
    ana, elsewhere = opened(visiting("ana"), "bo"), visiting("ana", width=390)
    assert typed(ana, "Shall we meet")["revision"] == 1
    expect(ana.locator("[data-draft-state]")).to_have_text("Draft saved")
    opened(elsewhere, "bo")
    expect(elsewhere.locator(AREA)).to_have_value("Shall we meet")
    # The page ends without a word of farewell.
    ana.route("**/drafts/message/", lambda one: one.abort())
    ana.close()
    again = opened(visiting("ana"), "bo")
    expect(again.locator(AREA)).to_have_value("Shall we meet")
    again.goto("/messages/drafts/")
    expect(again.locator("main")).to_contain_text("Shall we meet")


def test_deleting_the_words_deletes_the_draft(visiting):
    ana = opened(visiting("ana"), "bo")
    typed(ana, "Never mind this one")
    assert typed(ana, "") == {"revision": 0, "other_text": ""}
    expect(ana.locator("[data-draft-state]")).to_have_text("")
    ana.goto("/messages/drafts/")
    expect(ana.locator("main")).not_to_contain_text("Never mind this one")
    opened(ana, "bo")
    expect(ana.locator(AREA)).to_have_value("")


def test_of_two_tabs_the_later_words_win_and_the_others_are_shown(visiting):
    first = opened(visiting("ana"), "bo")
    typed(first, "x")
    typed(first, "")
    second = opened(visiting("ana"), "bo")
    typed(first, "Words of the first tab")
    assert typed(second, "Words of the second")["other_text"] == "Words of the first tab"
    shown = second.locator("[data-draft-other]")
    expect(shown).to_be_visible()
    expect(shown).to_contain_text("Words of the first tab")
    opened(second, "bo")
    expect(second.locator(AREA)).to_have_value("Words of the second")
    expect(second.locator("[data-draft-other]")).to_contain_text("Words of the first tab")
    # Emptying the first one takes nothing of what the second one has.
    assert typed(first, "")["revision"] > 0
    opened(second, "bo")
    expect(second.locator(AREA)).to_have_value("Words of the second")
