"""The button that lets this device be told: allowed, stored, forgotten on both sides; denied."""

import json
import sqlite3
from contextlib import closing

import psycopg
import pytest
from playwright.sync_api import expect

from tests.notices.push_services import Browser

pytestmark = pytest.mark.browser
PHONE = Browser().fields
GIVEN = {
    "endpoint": PHONE["endpoint"],
    "keys": {"p256dh": PHONE["p256dh"], "auth": PHONE["auth"]},
}
# No push service is reachable here: the browser's side of it is kept in its storage.
STUB = """(() => {
  const given = GIVEN;
  const made = () => ({
    toJSON: () => given,
    unsubscribe: async () => { delete localStorage.subscribed; return true; },
  });
  PushManager.prototype.subscribe = async (options) => {
    localStorage.subscribed = options.applicationServerKey;
    return made();
  };
  PushManager.prototype.getSubscription = async () => localStorage.subscribed ? made() : null;
})()""".replace("GIVEN", json.dumps(GIVEN))
BUTTON = "Tell this device"


def stored(place):
    """The devices that the place knows: their addresses and keys."""
    ask = "SELECT endpoint, p256dh, auth FROM notices_device"
    if place.database_url:
        with psycopg.connect(place.database_url) as connection:
            return connection.execute(ask).fetchall()
    with closing(sqlite3.connect(place.folder / "rapport.sqlite3")) as connection:
        return connection.execute(ask).fetchall()


def settings_of(page):
    page.goto("/notices/settings/")
    expect(page.locator("[data-push]")).to_be_visible()
    return page


@pytest.fixture
def willing(visiting):
    """Bo's browser, which lets itself be told when asked."""
    page = visiting("bo")
    page.context.grant_permissions(["notifications"])
    page.add_init_script(STUB)
    return settings_of(page)


def test_a_device_is_told_after_a_press_and_forgotten_on_both_sides(willing, place):
    page = willing
    key = page.locator("[data-push]").get_attribute("data-push")
    assert stored(place) == []
    page.get_by_role("button", name=BUTTON).click()
    devices = page.locator("#devices ~ ul li")
    expect(devices).to_have_count(1)
    expect(devices).to_contain_text("Chrom")
    assert stored(place) == [(PHONE["endpoint"], PHONE["p256dh"], PHONE["auth"])]
    assert page.evaluate("() => localStorage.subscribed") == key

    devices.get_by_role("button", name="Forget").click()
    expect(page.locator("main")).to_contain_text("No device is told yet.")
    assert stored(place) == []
    # In the next session of this browser it does not come back by itself.
    page.evaluate("() => sessionStorage.clear()")
    settings_of(page)
    assert page.evaluate("() => localStorage.subscribed ?? null") is None
    expect(devices).to_have_count(0)
    assert stored(place) == []


def test_a_device_forgotten_elsewhere_is_told_so_and_lets_go(willing, visiting, place):
    page = willing
    page.get_by_role("button", name=BUTTON).click()
    expect(page.locator("#devices ~ ul li")).to_have_count(1)
    elsewhere = visiting("bo")
    settings_of(elsewhere).get_by_role("button", name="Forget").click()
    expect(elsewhere.locator("main")).to_contain_text("No device is told yet.")
    assert stored(place) == []

    page.evaluate("() => sessionStorage.clear()")
    page.excused.append("409")
    page.goto("/")
    page.wait_for_function("() => localStorage.subscribed === undefined")
    assert stored(place) == []


def test_whoever_does_not_allow_it_is_told_where_it_can_be_changed(visiting, place):
    page = visiting("ana")
    page.add_init_script(STUB + ";Notification.requestPermission = async () => 'denied'")
    settings_of(page)
    page.get_by_role("button", name=BUTTON).click()
    expect(page.locator("[data-push] [role=status]")).to_contain_text("does not allow it")
    assert page.evaluate("() => localStorage.subscribed ?? null") is None
    assert stored(place) == []
