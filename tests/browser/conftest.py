"""A place with the demo network in a process of its own, and visitors in a real Chromium."""

import os
from collections.abc import Iterator
from typing import Any

import pytest

from tests.kit.conftest import browser_type_launch_args  # noqa: F401
from tests.place import Place, fresh_place

# Playwright's loop runs in this thread; the tests around it ask the database from here too.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
PASSWORD = "rapport-demo"


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

    `page.complaints` collects script errors, refused scripts and failed requests.
    """
    contexts: list[Any] = []

    def visit(who: str = "", *, width: int = 1280, dark: bool = False, script: bool = True) -> Any:
        context = browser.new_context(
            base_url=place.url,
            viewport={"width": width, "height": 900},
            color_scheme="dark" if dark else "light",
            java_script_enabled=script,
            storage_state=sessions.get(who),
        )
        contexts.append(context)
        page = context.new_page()
        page.complaints = []
        page.on("pageerror", lambda error: page.complaints.append(str(error)))
        page.on("console", lambda m: complain(page.complaints, m))
        if who and who not in sessions:
            sign_in(page, who)
            sessions[who] = context.storage_state()
        return page

    yield visit
    for context in contexts:
        context.close()


def complain(complaints: list[str], message: Any) -> None:
    """Keep what the console calls an error.

    A look of the coach that a newer one replaces is ended by htmx, which says so in two lines.
    """
    if message.type != "error":
        return
    if message.text.startswith("htmx:sendAbort"):
        if complaints and complaints[-1].startswith("htmx:afterRequest"):
            complaints.pop()
        return
    complaints.append(message.text)


def sign_in(page: Any, who: str) -> None:
    """Sign in as a member of the demo, by the page."""
    page.goto("/accounts/login/")
    page.fill("input[name=login]", f"{who}@demo.example")
    page.fill("input[name=password]", PASSWORD)
    page.click("main form button")
    page.wait_for_url("**/messages/")
