"""A real Chromium for the tests of script and style sheets, without a server or a database."""

from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.contrib.staticfiles import finders
from tools.browser import find

from tests.kit.samples import draw

TYPES = {".css": "text/css", ".js": "text/javascript", ".svg": "image/svg+xml"}
ORIGIN = "http://rapport.test"


@pytest.fixture(scope="session")
def browser_type_launch_args() -> dict[str, Any]:
    """The Chromium of this machine, as the tests of the whole start it."""
    path = find()
    if not path:
        pytest.fail("no Chromium found and none could be installed; see tools/browser.py")
    return {
        "executable_path": path,
        "args": [
            "--no-sandbox",
            "--disable-gpu",
            "--disable-background-networking",
            # A microphone that beeps, allowed to every page.
            "--use-fake-device-for-media-stream",
            "--use-fake-ui-for-media-stream",
        ],
    }


def policy_header() -> str:
    """The content security policy that the place sends."""
    directives = settings.CONTENT_SECURITY_POLICY["DIRECTIVES"]
    return "; ".join(f"{name} {' '.join(values)}" for name, values in directives.items())


@pytest.fixture
def show(page: Any) -> Any:
    """Open a template's text as a page; `page.complaints` collects what the browser objects to."""
    page.complaints = []
    page.on("pageerror", lambda error: page.complaints.append(str(error)))
    # These pages stand alone: nobody answers their socket.
    page.on(
        "console",
        lambda m: (
            page.complaints.append(m.text)
            if m.type == "error" and "/live/socket/" not in m.text
            else None
        ),
    )

    def open_page(source: str, **values: Any) -> Any:
        html = draw(source, **values)

        def answer(route: Any) -> None:
            path = route.request.url.removeprefix(ORIGIN)
            if path.startswith("/static/"):
                file = Path(finders.find(path.removeprefix("/static/")))
                kind = TYPES[file.suffix]
                route.fulfill(body=file.read_bytes(), content_type=kind)
            else:
                headers = {"Content-Security-Policy": policy_header()}
                route.fulfill(body=html, content_type="text/html; charset=utf-8", headers=headers)

        page.route(f"{ORIGIN}/**", answer)
        page.goto(f"{ORIGIN}/")
        return page

    return open_page
