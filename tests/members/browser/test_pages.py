"""Ana's pages in Chromium: nothing that somebody wrote runs, and nothing keeps anybody out."""

from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe

from rapport.members.actions.abilities import add_language, add_skill
from rapport.members.actions.background import add_position, add_school
from rapport.members.actions.profile import update_profile
from rapport.members.actions.settings import update_etiquette
from tests.cast import connect, make_member
from tests.members.hostile import MARKUP

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
PAGES = (
    "/members/dee/",
    "/members/ana/",
    "/search/?q=alert",
    "/search/",
    "/me/",
    "/me/top/",
    "/me/photo/",
    "/me/positions/new/",
    "/me/education/new/",
    "/me/skills/",
    "/me/languages/",
    "/settings/",
    "/settings/reach/",
    "/settings/visibility/",
    "/settings/etiquette/",
)

TOO_WIDE = """() => document.documentElement.scrollWidth <= innerWidth ? [] :
    [...document.querySelectorAll("main *, aside *")]
        .filter(e => e.getBoundingClientRect().right > innerWidth).map(e => e.outerHTML)"""


def fill(member: Any, markup: str) -> None:
    """The markup in every text field of a member."""
    fields = dict.fromkeys(("name", "headline", "about", "location"), markup)
    update_profile(member, {**fields, "time_zone": "Europe/Lisbon"})
    add_position(member, dict.fromkeys(("title", "employer", "location", "description"), markup))
    add_school(member, dict.fromkeys(("school", "degree", "field", "notes"), markup))
    add_skill(member, {"name": markup})
    topics = [markup[:60]]
    update_etiquette(member, {"note": markup, "welcome": topics, "unwelcome": topics})


@pytest.fixture
def people() -> tuple[Any, Any]:
    """Ana and Dee, both with everything; and a friend of both with markup for a name."""
    ana, dee, friend = make_member("ana"), make_member("dee"), make_member("friend")
    for markup in MARKUP:
        for member in (ana, dee):
            fill(member, markup)
    update_profile(friend, {"name": MARKUP[1]})
    connect(ana, friend)
    connect(dee, friend)
    add_language(ana, {"code": "pt"})
    return ana, dee


def test_markup_of_people_never_runs(people: Any, browsing: Any, live_server: Any) -> None:
    page = browsing(people[0])
    for path in PAGES:
        page.goto(live_server.url + path)
        page.wait_for_load_state("networkidle")
        assert page.complaints == [], path
        bad = "main script, main img:not(.avatar), main style, main [onload], main [onerror]"
        assert page.locator(bad).count() == 0, path
        assert page.locator('main a[href^="javascript:"]').count() == 0, path
        if path.startswith("/members/"):
            assert MARKUP[0] in page.inner_text("main"), path


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_no_page_keeps_anybody_out(
    people: Any, browsing: Any, live_server: Any, scheme: str
) -> None:
    page = browsing(people[0])
    page.emulate_media(color_scheme=scheme)
    page.set_viewport_size({"width": 320, "height": 800})
    for path in PAGES:
        page.goto(live_server.url + path)
        page.wait_for_load_state("networkidle")
        found = Axe().run(page).response["violations"]
        serious = [
            (v["id"], v["nodes"][0]["html"])
            for v in found
            if v["impact"] in ("serious", "critical")
        ]
        assert serious == [], path
        assert page.evaluate(TOO_WIDE) == [], path
