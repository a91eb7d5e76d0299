"""The place is installable, and reads the inbox without a network: the signed-in member's alone."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.test_live import AWAY

KEPT = "async () => (await caches.keys()).filter((name) => name.startsWith('rapport-kept-'))"
PAGES = """async () => {
  const found = [];
  for (const name of await caches.keys()) {
    if (!name.startsWith('rapport-kept-')) continue;
    for (const one of await (await caches.open(name)).keys()) found.push(new URL(one.url).pathname);
  }
  return found.sort();
}"""


@pytest.fixture
def bo(visiting):
    """Bo's page, under the service worker."""
    page = visiting("bo")
    page.goto("/messages/")
    page.evaluate("async () => { await navigator.serviceWorker.ready }")
    page.wait_for_function("() => navigator.serviceWorker.controller !== null")
    page.goto("/messages/")
    return page


def keeps(page, count):
    """Wait until that many pages are kept; the worker keeps them beside the answer."""
    for _ in range(50):
        found = page.evaluate(PAGES)
        if len(found) == count:
            return found
        page.wait_for_timeout(100)
    raise AssertionError(found)


def test_the_manifest_makes_the_place_installable(bo):
    told = bo.evaluate(
        "async () => (await fetch(document.querySelector('link[rel=manifest]').href)).json()"
    )
    assert told["display"] == "standalone"
    assert {icon["sizes"] for icon in told["icons"]} == {"192x192", "512x512"}
    for icon in told["icons"]:
        size = bo.evaluate(
            """async (src) => { const image = new Image(); image.src = src; await image.decode();
            return `${image.naturalWidth}x${image.naturalHeight}` }""",
            icon["src"],
        )
        assert size == icon["sizes"]
    faults = bo.context.new_cdp_session(bo).send("Page.getInstallabilityErrors")
    found = [one["errorId"] for one in faults["installabilityErrors"]]
    assert [one for one in found if one != "in-incognito"] == []
    assert bo.complaints == []


def test_the_inbox_and_what_was_opened_are_read_offline_and_nothing_else(bo, place):
    bo.click(".threads a >> nth=0")
    bo.wait_for_url(re.compile(r"/messages/[0-9a-f-]{36}/"))
    thread = bo.url
    first = bo.inner_text(".bubble-text >> nth=0")
    bo.goto("/network/")
    bo.goto("/notices/settings/")
    path = "/" + thread.split("/", 3)[3]
    assert keeps(bo, 2) == ["/messages/", path]

    bo.excused += [*AWAY, "ERR_CONNECTION_REFUSED", "status of 503"]
    place.kill()
    bo.goto("/messages/")
    expect(bo.locator(".offline-note")).to_be_visible()
    expect(bo.locator(".threads")).to_be_visible()
    bo.goto(thread)
    expect(bo.locator(".offline-note")).to_be_visible()
    assert bo.inner_text(".bubble-text >> nth=0") == first
    expect(bo.locator("main :is(button, textarea, input):visible")).to_have_count(0)
    bo.goto("/network/")
    expect(bo.locator("h1")).to_have_text("You are offline")

    place.start()
    bo.goto("/messages/")
    expect(bo.locator(".offline-note")).to_have_count(0)


def test_signing_out_leaves_nothing_to_read(bo, sessions):
    keeps(bo, 1)
    bo.click("header summary")
    bo.click("form[action*=logout] button")
    bo.wait_for_load_state()
    if "logout" in bo.url:
        bo.click("main form button")
    sessions.pop("bo", None)
    for _ in range(50):
        if not bo.evaluate(KEPT):
            break
        bo.wait_for_timeout(100)
    assert bo.evaluate(KEPT) == []
