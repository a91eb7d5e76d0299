"""Every page of the demo in light and dark, narrow and wide: axe, no sideways scroll, no errors."""

import pytest
from axe_playwright_python.sync_playwright import Axe

pytestmark = pytest.mark.browser
AXE = Axe()
SIGNED_OUT = ["/", "/accounts/login/", "/accounts/signup/", "/accounts/password/reset/"]
PAGES = [
    "/members/dee/",
    "/members/ana/",
    "/members/bo/",
    "/members/eve/",
    "/members/dee/ways/",
    "/members/wei/ways/inmail/",
    "/members/cy/ways/connect/",
    "/members/noor/ways/introduction/",
    "/members/cy/ways/message/",
    "/members/bo/block/",
    "/members/bo/report/",
    "/messages/",
    "/messages/groups/new/",
    "/messages/templates/",
    "/messages/search/?q=the",
    "/messages/?box=requests",
    "/messages/?box=waiting",
    "/messages/?box=sent",
    "/messages/?box=ignored",
    "/network/",
    "/network/?tab=sent",
    "/network/?tab=connections",
    "/network/?tab=following",
    "/network/?tab=followers",
    "/network/?tab=blocked",
    "/network/?tab=imported",
    "/members/bo/connections/",
    "/search/?q=design",
    "/search/?q=tunnle",
    "/search/",
    "/people/suggestions/",
    "/people/suggestions/?show=dismissed",
    "/feed/",
    "/posts/new/",
    "/members/bo/posts/",
    "/members/cy/posts/?tab=comments",
    "/members/cy/posts/?tab=reactions",
    "/groups/",
    "/groups/new/",
    "/events/",
    "/events/new/",
    "/notices/",
    "/notices/settings/",
    "/imports/",
    "/me/",
    "/me/top/",
    "/me/photo/",
    "/me/positions/new/",
    "/me/education/new/",
    "/me/skills/",
    "/me/languages/",
    "/settings/",
    "/settings/reach/",
    "/settings/etiquette/",
    "/settings/visibility/",
    "/settings/tokens/",
    "/policy/",
    "/accounts/email/",
    "/accounts/password/change/",
    "/accounts/2fa/",
    "/accounts/sessions/",
    "/accounts/logout/",
    "/nowhere/",
]
MODES = [(320, False), (1280, True)]


def serious(page):
    """What axe finds that is serious or critical, in one line each."""
    found = AXE.run(page).response["violations"]
    return [
        f"{page.url}: {one['id']} {one['nodes'][0]['html'][:120]}"
        for one in found
        if one["impact"] in ("serious", "critical")
    ]


def look_at(page, address):
    """Open an address and collect everything wrong with it."""
    page.goto(address)
    page.wait_for_load_state("networkidle")
    wide = page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
    wrong = [f"{address}: scrolls sideways by {wide} px"] if wide > 0 else []
    wrong += serious(page)
    wrong += [f"{address}: {said}" for said in page.complaints if "404" not in said]
    page.complaints.clear()
    return wrong


@pytest.mark.parametrize(("width", "dark"), MODES)
def test_axe_finds_nothing_serious_and_nothing_scrolls_sideways(visiting, width, dark):
    page = visiting("ana", width=width, dark=dark)
    wrong = [fault for address in PAGES for fault in look_at(page, address)]
    for folder in ("/messages/", "/groups/", "/events/"):
        page.goto(folder)
        first = page.locator(
            f"main a[href^='{folder}']:not([href*='?']):not([href$='/new/'])"
        ).first
        wrong += look_at(page, first.get_attribute("href"))
    for folder in ("", "edit/", "delete/"):
        page.goto("/members/ana/posts/")
        post = page.locator("main .post-facts a").first.get_attribute("href")
        wrong += look_at(page, post + folder)
    page.goto("/members/bo/posts/")
    post = page.locator("main .post-facts a").first.get_attribute("href")
    wrong += look_at(page, f"{post}share/") + look_at(page, f"{post}reactions/")
    assert not wrong


@pytest.mark.parametrize(("width", "dark"), MODES)
def test_the_doors_are_sound_too(visiting, width, dark):
    page = visiting(width=width, dark=dark)
    assert not [fault for address in SIGNED_OUT for fault in look_at(page, address)]


def test_the_first_load_is_light(visiting):
    assert first_load(visiting(), "/accounts/login/") <= 75_000
    for who, address in [("ana", "/feed/"), ("bo", "/messages/"), ("cy", "/members/dee/ways/")]:
        assert first_load(visiting(who), address) <= 150_000


def first_load(page, address):
    """The bytes that travel when a browser that knows nothing opens an address."""
    page.context.new_cdp_session(page).send("Network.setCacheDisabled", {"cacheDisabled": True})
    requests = []
    page.on("requestfinished", lambda request: requests.append(request))
    page.goto(address)
    page.wait_for_load_state("networkidle")
    sizes = [one.sizes() for one in requests if one.url.startswith("http")]
    assert len(sizes) > 10
    return sum(size["responseBodySize"] + size["responseHeadersSize"] for size in sizes)
