"""A place with the demo network in a process of its own, and visitors in a real Chromium."""

import os
import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Error, expect

from tests.kit.conftest import browser_type_launch_args  # noqa: F401
from tests.place import Place, fresh_place

# Playwright's loop runs in this thread; the tests around it ask the database from here too.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
PASSWORD = "rapport-demo"
# Two cores drive a place, two browsers and the tests: what comes late is no fault of a page.
expect.set_options(timeout=15_000)


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Place]:
    """The demo network, as `make run` starts it; one for each file, whose stories change it."""
    with fresh_place(tmp_path_factory.mktemp("place")) as found:
        found.start("--demo")
        yield found


@pytest.fixture(scope="module")
def sessions() -> dict[str, Any]:
    """The cookies of whoever signed in once: sign-ins from one address are limited."""
    return {}


@pytest.fixture
def visiting(browser: Any, place: Place, sessions: dict[str, Any]) -> Iterator[Any]:
    """Opens a browser context: `visiting("ana", width=390, dark=True, script=False)`.

    `page.complaints` collects what the console calls an error or a warning: script errors, refused
    scripts, failed requests. A story fails by any that is left at its end; what a story brings
    about itself it names before, as a pattern in `page.excused`.
    """
    contexts: list[Any] = []
    pages: list[Any] = []

    def visit(
        who: str = "",
        *,
        width: int = 1280,
        dark: bool = False,
        script: bool = True,
        **more: Any,
    ) -> Any:
        context = browser.new_context(
            base_url=place.url,
            viewport={"width": width, "height": 900},
            color_scheme="dark" if dark else "light",
            java_script_enabled=script,
            storage_state=sessions.get(who),
            **more,
        )
        contexts.append(context)
        page = context.new_page()
        pages.append(listening(page))
        if who and who not in sessions:
            sign_in(page, who)
            sessions[who] = context.storage_state()
        return page

    yield visit
    left = [said for page in pages for said in page.complaints]
    for page in pages:
        come_to_rest(page)
    for context in contexts:
        context.close()
    assert left == []


@pytest.fixture
def conversation(visiting: Any) -> tuple[Any, Any]:
    """Ana and Bo, each with the page of their conversation open; Ana has written."""
    ana, bo = visiting("ana"), visiting("bo", width=390)
    ana.goto("/members/bo/")
    ana.click(".primary-way a")
    ana.fill("textarea[name=text]", "Are you at your desk?")
    ana.click("main form[data-composer] button[type=submit]")
    ana.wait_for_url(re.compile("/messages/[0-9a-f-]{36}/"))
    bo.goto(ana.url)
    for one in (ana, bo):
        expect(one.locator("html")).to_have_attribute("data-connection", "open")
    return ana, bo


def come_to_rest(page: Any) -> None:
    """Leave a page that may be on its way to the next one.

    A story may end while a page loads. Chromium forgets to close a context whose page changes in
    that very moment, and the test would wait for it until its time is over.
    """
    for _ in range(3):
        if page.is_closed():
            return
        try:
            page.goto("about:blank")
        except Error:  # the other page came in between
            continue
        return


def listening(page: Any) -> Any:
    """The same page, which from now on keeps what it complains of."""
    page.complaints, page.excused = [], []
    page.on("pageerror", lambda error: complain(page, str(error)))
    page.on("console", lambda m: m.type in ("error", "warning") and complain(page, in_words(m)))
    return page


def in_words(message: Any) -> str:
    """What the console says, with the address it speaks of."""
    return f"{message.text} {urlsplit(message.location.get('url', '')).path}".strip()


def complain(page: Any, said: str) -> None:
    """Keep it, if the story did not bring it about."""
    if not any(re.search(pattern, said) for pattern in page.excused):
        page.complaints.append(said)


def sign_in(page: Any, who: str) -> None:
    """Sign in as a member of the demo, by the page."""
    page.goto("/accounts/login/")
    page.fill("input[name=login]", f"{who}@demo.example")
    page.fill("input[name=password]", PASSWORD)
    page.click("main form button")
    page.wait_for_url("**/messages/")
