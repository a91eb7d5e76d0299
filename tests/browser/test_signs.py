"""Signs in two real browsers: one types, the other sees it; one reads, the other sees that too."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.test_every_page import serious

pytestmark = pytest.mark.browser


def switched(page, **switches):
    """These switches of the visibility page, saved."""
    page.goto("/settings/visibility/")
    for name, on in switches.items():
        page.set_checked(f"input[name={name}]", on)
    page.click("main form button[type=submit]")
    page.wait_for_load_state()


def opened(ana):
    """The conversation of Ana and Bo, open on Ana's page."""
    ana.goto("/members/bo/")
    ana.click(".primary-way a")
    ana.fill("textarea[name=text]", "Are you at your desk?")
    ana.click("main form[data-composer] button[type=submit]")
    ana.wait_for_url("**/messages/*/")
    expect(ana.locator("html")).to_have_attribute("data-connection", "open")
    return ana.url


def last_state(page):
    return page.locator(".bubble-own[data-seq] .bubble-state").last


def test_typing_reading_and_being_here_are_seen_by_both_and_end(visiting):
    ana, bo = visiting("ana"), visiting("bo", width=390)
    for one in (ana, bo):
        switched(one, presence=True)
    bo.goto("about:blank")
    address = opened(ana)
    expect(last_state(ana)).to_have_text("Sent")
    expect(ana.locator("[data-here]")).to_be_hidden()

    bo.goto(address)
    expect(last_state(ana)).to_have_text(re.compile(r"Read \d\d:\d\d"))
    expect(bo.locator("[data-here]")).to_be_visible()
    bo.locator("textarea[name=text]").press_sequentially("I am, w", delay=20)
    expect(ana.locator("[data-typing]")).to_be_visible()
    expect(ana.locator("[data-typing]")).to_contain_text("is typing")
    for page in (ana, bo):
        assert serious(page) == []
    expect(ana.locator("[data-typing]")).to_be_hidden()

    bo.fill("textarea[name=text]", "I am, what is it?")
    bo.click("form[data-live] button[type=submit]")
    expect(last_state(ana)).to_have_text("Answered")
    expect(ana.locator("[data-typing]")).to_be_hidden()
    ana.reload()
    expect(ana.locator(".member-name + [data-here]")).to_be_visible()
    expect(last_state(ana)).to_have_text("Answered")
    assert ana.complaints == []
    assert bo.complaints == []


def test_off_for_one_is_off_for_both(visiting):
    ana, bo = visiting("ana"), visiting("bo")
    switched(bo, receipts=False, presence=False)
    address = opened(ana)
    bo.goto(address)
    expect(bo.locator("html")).to_have_attribute("data-connection", "open")
    assert bo.locator("[data-signs]").count() == 0
    bo.locator("textarea[name=text]").press_sequentially("Nobody sees this", delay=20)
    ana.wait_for_timeout(1500)
    expect(ana.locator("[data-typing]")).to_be_hidden()
    expect(ana.locator("[data-here]")).to_be_hidden()
    ana.reload()
    assert set(ana.locator(".bubble-own .bubble-state").all_inner_texts()) == {"Sent"}
    switched(bo, receipts=True)


def test_without_script_the_mark_is_there_on_the_next_look(visiting):
    ana, bo = visiting("ana", script=False), visiting("bo", script=False)
    bo.goto("/messages/")
    bo.click(".threads .thread-link:has-text('Ana')")
    bo.fill("textarea[name=text]", "Still at it.")
    bo.click("main form[data-composer] button[type=submit]")
    bo.wait_for_load_state()
    ana.goto(bo.url)
    ana.click("summary:has-text('More')")
    ana.click("button:has-text('Mark as read')")
    ana.wait_for_load_state()
    bo.reload()
    expect(last_state(bo)).to_have_text(re.compile(r"Read \d\d:\d\d"))
    expect(bo.locator("[data-here]")).to_be_hidden()
