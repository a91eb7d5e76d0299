"""Two browsers write to each other live; one loses the network, and nothing is lost or doubled."""

import json
import re

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.browser
# What a browser says while there is no way to the server.
AWAY = ["WebSocket connection", "htmx:(afterRequest|sendError)"]


@pytest.fixture
def conversation(conversation):
    """The same, where Bo has had the last word."""
    ana, bo = conversation
    write(bo, "Yes, all day.")
    expect(ana.locator(".bubble:not(.bubble-own)", has_text="Yes, all day.").last).to_be_visible()
    return ana, bo


def write(page, text, *, key=False):
    page.fill("textarea[name=text]", text)
    if key:
        page.press("textarea[name=text]", "Control+Enter")
    else:
        page.click("form[data-live] button[type=submit]")


def test_what_one_writes_the_other_reads_at_once_by_button_and_by_keyboard(conversation):
    ana, bo = conversation
    for n, (author, reader) in enumerate([(bo, ana), (ana, bo), (bo, ana)]):
        write(author, f"Word number {n}", key=n == 1)
        theirs = reader.locator(".bubble:not(.bubble-own)", has_text=f"Word number {n}")
        expect(theirs).to_be_visible()
        mine = author.locator(".bubble-own[data-seq]", has_text=f"Word number {n}")
        expect(mine.locator(".bubble-state")).to_have_text(re.compile("Sent|Read"))
        expect(author.locator("[data-sketch]")).to_have_count(0)
        expect(author.locator("form[data-live] [aria-disabled]")).to_have_count(0)
    assert author.input_value("textarea[name=text]") == ""
    assert ana.complaints == []
    assert bo.complaints == []


def test_a_conversation_opens_where_it_ends(visiting):
    for who, width in (("ana", 1280), ("bo", 390)):
        page = visiting(who, width=width)
        page.goto("/messages/")
        other = "Bo Lindqvist" if who == "ana" else "Ana Ribeiro"
        page.click(f".thread-link:has-text('{other}')")
        page.wait_for_url("**/messages/*/")
        expect(page.locator(".talk .bubble").last).to_be_in_viewport()
        expect(page.locator("form[data-composer] textarea")).to_be_in_viewport()


def test_whoever_loses_the_network_writes_on_and_nothing_is_lost_or_doubled(conversation):
    ana, bo = conversation
    ana.excused += [*AWAY, "ERR_INTERNET_DISCONNECTED"]
    address = ana.url
    # The page can't get a new connection, and the old one breaks.
    ana.context.set_offline(True)
    ana.evaluate("dispatchEvent(new Event('offline'))")
    for n in range(3):
        write(ana, f"Written offline {n}")
    sketches = ana.locator("[data-sketch]", has_text="Written offline")
    expect(sketches).to_have_count(3)
    write(bo, "Meanwhile from Bo")
    ana.context.set_offline(False)
    ana.reload()

    for page in (ana, bo):
        page.goto(address)
        for n in range(3):
            found = page.locator(".bubble[data-seq]", has_text=f"Written offline {n}")
            expect(found).to_have_count(1)
        expect(page.locator(".bubble[data-seq]", has_text="Meanwhile from Bo")).to_have_count(1)
    expect(ana.locator("[data-sketch]")).to_have_count(0)
    order = [
        text for text in ana.locator(".bubble-own[data-seq]").all_inner_texts() if "offline" in text
    ]
    assert [re.search(r"offline (\d)", text).group(1) for text in order] == ["0", "1", "2"]


def test_a_third_try_asks_once_and_then_goes_by_the_form(conversation):
    ana, _ = conversation

    def door(socket):
        server = socket.connect_to_server()

        def said(text):
            line = json.loads(text)
            if line["type"] != "send":
                server.send(text)
                return
            asked = {"code": "follow_up", "sentence": "Two are unanswered.", "on": "overrule"}
            socket.send(json.dumps({"type": "refused", "client_id": line["client_id"], **asked}))

        socket.on_message(said)

    ana.route_web_socket(re.compile("/live/socket/"), door)
    ana.reload()
    expect(ana.locator("html")).to_have_attribute("data-connection", "open")
    expect(ana.locator("input[name=overrule]")).to_have_count(0)
    write(ana, "Once more, because the boat leaves")
    expect(ana.locator(".bubble-failed")).to_contain_text("Two are unanswered.")
    assert ana.input_value("textarea[name=text]") == "Once more, because the boat leaves"
    # Without the choice it is asked again; with it, the form sends it.
    ana.click("form[data-live] button[type=submit]")
    expect(ana.locator(".bubble-failed")).to_have_count(2)
    ana.check("input[name=overrule]")
    ana.click("form[data-live] button[type=submit]:not([name])")
    sent = ana.locator(".bubble-own[data-seq]", has_text="Once more, because the boat leaves")
    expect(sent).to_have_count(1)
    expect(ana.locator("input[name=overrule]")).to_have_count(0)


def test_a_refused_text_is_given_back_with_its_reason(conversation):
    # The last of these: from here on Bo has blocked her.
    ana, bo = conversation
    # For whom Bo has blocked there is nobody there, neither for her coach nor for her draft.
    ana.excused += ["status of 404 .*/(coach|drafts)/", "htmx:responseError", "Status Error"]
    write(ana, "first")
    expect(bo.locator(".bubble", has_text="first").first).to_be_visible()
    bo.goto("/members/ana/block/")
    bo.click("main form button[type=submit]")
    write(ana, "Can you still read me?")
    expect(ana.locator(".bubble-failed")).to_be_visible()
    assert ana.input_value("textarea[name=text]") == "Can you still read me?"
    assert "block" not in ana.inner_text("main").lower()
    bo.goto("/network/")


def test_the_inbox_and_the_counts_follow_while_they_are_open(visiting):
    cy = visiting("cy")
    cy.goto("/members/bo/")
    bo = visiting("bo")
    bo.goto("/messages/")
    expect(bo.locator("html")).to_have_attribute("data-connection", "open")
    cy.click(".primary-way a")
    cy.fill("textarea[name=text]", "Fresh news from Cy")
    cy.click("main form[data-composer] button[type=submit]")
    expect(bo.locator(".threads")).to_contain_text("Fresh news from Cy")
