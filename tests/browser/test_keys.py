"""By keyboard alone: the palette, the list of keys, changing and reacting; and all of it off."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.test_every_page import serious
from tests.browser.test_live import write

pytestmark = pytest.mark.browser
PALETTE = "#palette"
OPEN = "dialog[open]"


def switched(page, on):
    """The member's choice about keys, saved."""
    page.goto("/settings/inbox/")
    page.set_checked("input[name=shortcuts]", on)
    page.click("main form button[type=submit]:not([name])")
    page.wait_for_load_state()


def tabbed(page, selector):
    """Press Tab until this has the focus."""
    for _ in range(40):
        page.keyboard.press("Tab")
        if page.locator(f"{selector}:focus").count():
            return
    pytest.fail(f"{selector} is not reached by Tab")


def test_the_palette_opens_filters_goes_and_gives_the_focus_back(visiting):
    page = visiting("ana")
    page.goto("/messages/")
    page.keyboard.press("j")
    row = page.locator(".threads .thread-link").first
    expect(row).to_be_focused()
    page.keyboard.press("Control+k")
    words, links = page.locator("#palette-words"), page.locator(f"{PALETTE} li a")
    expect(words).to_be_focused()
    expect(links.filter(has_text="Settings")).to_be_visible()
    assert serious(page) == []
    page.keyboard.type("lindq")
    expect(links.filter(has_text="Settings")).to_have_count(0)
    expect(links.filter(has_text="Bo Lindqvist").first).to_be_visible()
    page.keyboard.press("ArrowDown")
    expect(links.first).to_be_focused()
    page.keyboard.press("ArrowUp")
    expect(words).to_be_focused()
    page.keyboard.type("zzz")
    expect(page.locator(PALETTE)).to_contain_text("Nothing here fits.")
    page.keyboard.press("Escape")
    expect(page.locator(PALETTE)).to_be_hidden()
    expect(row).to_be_focused()
    page.keyboard.press("Control+k")
    expect(words).to_be_focused()
    page.keyboard.type("inbox and keys")
    expect(links).to_have_text(["Inbox and keys"])
    page.keyboard.press("Enter")
    page.wait_for_url("**/settings/inbox/")


def test_the_question_mark_shows_the_keys_but_is_a_letter_while_one_types(visiting):
    page = visiting("ana")
    page.goto("/messages/")
    page.keyboard.press("/")
    page.keyboard.type("?")
    field = page.locator("input[type=search]:focus")
    expect(field).to_have_value("?")
    expect(page.locator(OPEN)).to_have_count(0)
    field.evaluate("(field) => field.blur()")
    page.keyboard.press("?")
    keys = page.locator("#keys")
    expect(keys).to_be_visible()
    expect(keys.locator("dt")).to_have_count(13)
    assert serious(page) == []
    page.keyboard.press("Escape")
    expect(keys).to_be_hidden()


def test_whoever_switches_keys_off_has_none(visiting):
    page = visiting("rui")
    switched(page, on=False)
    page.goto("/messages/")
    for key in ("?", "Control+k", "j"):
        page.keyboard.press(key)
    expect(page.locator("dialog")).to_have_count(0)
    expect(page.locator(".thread-link:focus")).to_have_count(0)
    switched(page, on=True)
    page.goto("/messages/")
    page.keyboard.press("?")
    expect(page.locator("#keys")).to_be_visible()


def test_the_arrow_up_changes_ones_last_message_and_the_other_sees_it(conversation):
    ana, bo = conversation
    write(ana, "The boot leaves at five")
    expect(ana.locator(".bubble-own[data-seq]", has_text="The boot leaves")).to_be_visible()
    area = ana.locator("textarea[name=text]")
    area.focus()
    ana.keyboard.type("words")
    ana.keyboard.press("ArrowUp")  # in a text it is a key of the text
    ana.keyboard.press("Control+a")
    ana.keyboard.press("Backspace")
    expect(area).to_have_value("")
    ana.keyboard.press("ArrowUp")
    ana.wait_for_url("**/edit/")
    expect(ana.locator("textarea[name=text]")).to_be_focused()
    expect(ana.locator("textarea[name=text]")).to_have_value("The boot leaves at five")
    ana.keyboard.press("Control+a")
    ana.keyboard.type("The boat leaves at five")
    ana.keyboard.press("Control+Enter")
    ana.wait_for_url(re.compile("/messages/[0-9a-f-]{36}/"))
    changed = bo.locator(".bubble", has_text="The boat leaves at five")
    expect(changed).to_contain_text(re.compile("changed|edited", re.IGNORECASE))
    expect(bo.locator(".bubble", has_text="The boot leaves")).to_have_count(0)


def test_a_reaction_is_given_and_taken_back_by_keyboard(conversation):
    ana, bo = conversation
    write(bo, "The palette opens by Ctrl and K")
    theirs = ana.locator(".bubble:not(.bubble-own)", has_text="The palette opens by")
    shown = bo.locator(".bubble-own", has_text="The palette opens by")
    theirs.locator(".bubble-more").focus()
    ana.keyboard.press("Enter")
    offered = theirs.locator(".bubble-tools button[name=emoji]").first
    expect(offered).to_be_visible()
    emoji = offered.get_attribute("value")
    expect(offered).to_be_focused()
    with ana.expect_navigation():
        ana.keyboard.press("Enter")
    expect(shown).to_contain_text(emoji)
    expect(theirs).to_contain_text(emoji)

    theirs.locator(".bubble-more").focus()
    ana.keyboard.press("Enter")
    expect(theirs.locator(".bubble-tools")).to_be_visible()
    tabbed(ana, ".bubble-tools input[name=emoji]")
    ana.keyboard.insert_text("🌊")
    with ana.expect_navigation():
        ana.keyboard.press("Enter")
    expect(shown).to_contain_text("🌊")

    theirs.locator(".bubble-more").focus()
    ana.keyboard.press("Enter")
    expect(theirs.locator(".bubble-tools")).to_be_visible()
    tabbed(ana, ".bubble-tools button:has-text('Take back 🌊')")
    with ana.expect_navigation():
        ana.keyboard.press("Enter")
    expect(shown).not_to_contain_text("🌊")
    expect(shown).to_contain_text(emoji)


def test_what_is_open_under_a_message_stays_open_when_the_other_reacts(conversation):
    ana, bo = conversation
    write(bo, "Ten o'clock at the slip")
    theirs = ana.locator(".bubble:not(.bubble-own)", has_text="Ten o'clock")
    theirs.locator(".bubble-more").focus()
    ana.keyboard.press("Enter")
    expect(theirs.locator(".bubble-tools")).to_be_visible()
    tabbed(ana, ".bubble-tools input[name=emoji]")
    ana.keyboard.insert_text("⛵")

    bo.locator(".bubble-own", has_text="Ten o'clock").locator(".bubble-more").click()
    bo.locator(".bubble-tools button[name=emoji]").first.click()
    expect(theirs.locator(".reactions li")).to_have_count(1)
    field = theirs.locator(".bubble-tools input[name=emoji]")
    expect(field).to_be_focused()
    expect(field).to_have_value("⛵")
    with ana.expect_navigation():
        ana.keyboard.press("Enter")
    expect(theirs).to_contain_text("⛵")
