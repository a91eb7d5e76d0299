"""A group conversation in three real browsers: made, written in live, joined later, left again."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.test_every_page import serious

pytestmark = pytest.mark.browser


def made(ana, script=True):
    """Ana's conversation with Bo and one more of her connections; Cy is no connection of hers.

    Where there is no script axe can't look.
    """
    ana.goto("/messages/groups/new/")
    ana.fill("#group-title", "Harbour walls")
    assert ana.locator("input[name=member][value=cy]").count() == 0
    ana.check("input[name=member][value=bo]")
    ana.locator("input[name=member]:not([value=bo])").first.check()
    ana.check("input[name=history][value=joined]")
    assert not script or serious(ana) == []
    ana.click("main form button:has-text('Make the conversation')")
    ana.wait_for_url(re.compile(r"/messages/[0-9a-f-]{36}/$"))
    return ana.url


def opened(page, address):
    page.goto(address)
    expect(page.locator("html")).to_have_attribute("data-connection", "open")


def write(page, words):
    page.fill("#composer-text", words)
    page.click("form[data-live] button[type=submit]:not([name])")


def hears(page, words):
    expect(page.locator(".talk li", has_text=words)).to_be_visible()


def people(page, address):
    page.goto(address.replace("/messages/", "/messages/groups/"))


def test_ana_makes_one_they_write_live_cy_joins_and_is_taken_out(visiting):
    ana, bo, cy = visiting("ana"), visiting("bo", width=390), visiting("cy")
    # A draft may be on its way at the moment at which Cy is taken out.
    cy.excused.append("status of 404 .*/draft/")
    address = made(ana)
    for one in (ana, bo):
        opened(one, address)
    write(ana, "Who has the key to the quay?")
    hears(bo, "Who has the key to the quay?")
    expect(ana.locator(".bubble-own .bubble-state").last).to_contain_text("Read by Bo")
    bo.locator("#composer-text").press_sequentially("I have", delay=20)
    expect(ana.locator("[data-typing]")).to_contain_text(re.compile("Bo .*is typing"))
    for page in (ana, bo):
        assert serious(page) == []
    write(bo, "I have it")
    hears(ana, "I have it")
    expect(ana.locator("[data-typing]")).to_be_hidden()

    # Cy joins by Bo, and sees what is written from then on.
    people(bo, address)
    bo.check("input[name=member][value=cy]")
    assert serious(bo) == []
    bo.click("main form button:has-text('Add')")
    bo.wait_for_load_state()
    hears(ana, "added Cy")
    opened(cy, address)
    opened(bo, address)
    expect(cy.locator(".talk")).not_to_contain_text("the key to the quay")
    expect(cy.locator("main")).to_contain_text("Who joins later sees what is written from then on.")
    write(cy, "Thank you for the welcome")
    for page in (ana, bo):
        hears(page, "Thank you for the welcome")
    expect(cy.locator(".bubble-own .bubble-state").last).to_contain_text("Bo")

    # Ana, who has been in it longest, takes Cy out: what Cy saw stays, what follows is not there.
    people(ana, address)
    row = ana.locator("main li", has_text="Cy ")
    ana.once("dialog", lambda dialog: dialog.accept())
    row.locator("button:has-text('Remove')").click()
    if row.locator("button:has-text('Take them out?')").count():
        row.locator("button:has-text('Take them out?')").click()
    ana.wait_for_load_state()
    hears(cy, "removed Cy")
    opened(ana, address)
    write(ana, "Only the two of us and Dee now")
    hears(bo, "Only the two of us and Dee now")
    cy.reload()
    expect(cy.locator(".talk")).to_contain_text("Thank you for the welcome")
    expect(cy.locator(".talk")).not_to_contain_text("Only the two of us")
    expect(cy.locator("main")).to_contain_text("You no longer take part in this conversation.")
    assert cy.locator("#composer-text").count() == 0
    assert serious(cy) == []
    for page in (ana, bo, cy):
        assert page.complaints == []


AREA = "#composer-text"


def taken_out(ana, address, name):
    people(ana, address)
    row = ana.locator("main li", has_text=name)
    row.locator("button:has-text('Remove')").click()
    row.locator("button:has-text('Take them out?')").click()
    ana.wait_for_url(re.compile("/messages/groups/"))
    expect(ana.locator("main li", has_text=name).locator("button")).to_have_count(0)


def test_the_place_to_write_goes_and_comes_with_who_takes_part_and_no_word_is_lost(visiting):
    ana, bo, elsewhere = visiting("ana"), visiting("bo", width=390), visiting("bo")
    address = made(ana)
    for one in (bo, elsewhere):
        opened(one, address)
    bo.evaluate("() => { document.documentElement.dataset.same = 'yes' }")
    # No draft is saved of it, so that only the page can know these words.
    unsaved = {"revision": 0, "other_text": ""}
    bo.route("**/draft/", lambda one: one.fulfill(json=unsaved), times=1)
    bo.locator(AREA).press_sequentially("The key hangs ")
    taken_out(ana, address, "Bo ")
    for page in (bo, elsewhere):
        expect(page.locator(AREA)).to_have_count(0)
        expect(page.locator("[data-out]")).to_contain_text("Ana Ribeiro took you out")
        expect(page.locator(".keeping, .coach, .attach")).to_have_count(0)
    expect(bo.locator("[data-unsent]")).to_contain_text("The key hangs")
    expect(elsewhere.locator("[data-unsent]")).to_be_hidden()
    expect(bo.locator("[data-out]")).to_be_focused()
    assert serious(bo) == []

    people(ana, address)
    ana.check("input[name=member][value=bo]")
    ana.click("main form button:has-text('Add')")
    expect(bo.locator(AREA)).to_have_value("The key hangs ")
    expect(bo.locator("[data-out]")).to_have_count(0)
    expect(elsewhere.locator(AREA)).to_have_value("")
    # Everything that a page's own composer has works in this one: draft, coach, live sending.
    bo.locator(AREA).press_sequentially("[Name]")
    expect(bo.locator("[data-draft-state]")).to_have_text("Draft saved")
    expect(bo.locator(".coach-panel")).to_contain_text("[Name]")
    opened(ana, address)
    write(bo, "The key hangs by the door")
    hears(ana, "The key hangs by the door")
    assert bo.evaluate("() => document.documentElement.dataset.same") == "yes"

    people(elsewhere, address)
    elsewhere.click("main form button:has-text('Leave')")
    elsewhere.click("main form button:has-text('Leave? You see nothing')")
    expect(bo.locator("[data-out]")).to_contain_text("You left this conversation.")
    expect(bo.locator(AREA)).to_have_count(0)


def test_without_the_live_door_the_place_to_write_goes_with_the_next_look(visiting):
    ana, bo = visiting("ana"), visiting("bo")
    address = made(ana)
    bo.excused.append("WebSocket connection")
    bo.route_web_socket(re.compile("/live/socket/"), lambda socket: socket.close())
    bo.goto(address)
    expect(bo.locator("html")).to_have_attribute("data-connection", "away")
    taken_out(ana, address, "Bo ")
    expect(bo.locator(AREA)).to_be_visible()
    bo.evaluate("() => document.dispatchEvent(new Event('visibilitychange'))")
    expect(bo.locator("[data-out]")).to_contain_text("Ana Ribeiro took you out")
    expect(bo.locator(AREA)).to_have_count(0)


def test_a_draft_comes_back_and_undo_holds_what_is_sent(visiting):
    ana = visiting("ana", width=390)
    ana.goto("/settings/writing/")
    ana.check("input[name=undo_seconds][value='10']")
    ana.click("main form button[type=submit]")
    ana.wait_for_load_state()
    opened(ana, made(ana))
    ana.fill("#composer-text", "Hi [Name], shall we meet?")
    expect(ana.locator("[data-draft-state]")).to_have_text("Draft saved")
    expect(ana.locator(".coach-panel")).to_contain_text("[Name]")
    assert serious(ana) == []
    ana.reload()
    expect(ana.locator("#composer-text")).to_have_value("Hi [Name], shall we meet?")
    ana.fill("#composer-text", "Shall we meet at the quay?")
    ana.click("form[data-composer] button[type=submit]:not([name])")
    expect(ana.locator("[data-planned]")).to_contain_text("Not sent yet")
    assert ana.locator(".talk .bubble").count() == 0
    ana.click("[data-planned] button:has-text('Undo')")
    ana.wait_for_load_state()
    expect(ana.locator("#composer-text")).to_have_value("Shall we meet at the quay?")
    ana.goto("/messages/drafts/")
    expect(ana.locator("main")).to_contain_text("Harbour walls")
    assert serious(ana) == []
    assert ana.complaints == []


def test_without_script_one_writes_saves_and_sends_later(visiting):
    ana = visiting("ana", script=False)
    ana.excused.append("status of 422")  # a moment is missing
    ana.goto(made(ana, script=False))
    ana.fill("#composer-text", "Shall we meet at the quay?")
    ana.click("button:has-text('Save draft')")
    ana.wait_for_load_state()
    ana.click("main a:has-text('Harbour walls')")
    expect(ana.locator("#composer-text")).to_have_value("Shall we meet at the quay?")
    ana.click("summary:has-text('Send later')")
    ana.click("button:has-text('Send then')")
    expect(ana.locator(".errorlist")).to_contain_text("Choose a day and a time")
