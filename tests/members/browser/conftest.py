"""A Chromium that is signed in at a server of the tests."""

import os
from typing import Any

import pytest
from django.test import Client

from tests.kit.conftest import browser_type_launch_args  # noqa: F401

# Playwright keeps an event loop in this thread, which Django takes for asynchronous code.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")


@pytest.fixture
def browsing(page: Any, live_server: Any) -> Any:
    """Sign a member in and return the page; `page.complaints` is what the browser objects to."""
    page.complaints = []
    page.on("pageerror", lambda error: page.complaints.append(str(error)))
    page.on("console", lambda m: page.complaints.append(m.text) if m.type == "error" else None)
    page.on("dialog", lambda dialog: (page.complaints.append(dialog.message), dialog.dismiss()))

    def sign_in(member: Any) -> Any:
        client = Client()
        client.force_login(member, backend="allauth.account.auth_backends.AuthenticationBackend")
        cookie = client.cookies["rapport_session"]
        page.context.add_cookies(
            [{"name": "rapport_session", "value": cookie.value, "url": live_server.url}]
        )
        return page

    return sign_in
