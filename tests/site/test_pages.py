"""The roof's own pages: the theme switch, and what is read when something went wrong."""

from types import SimpleNamespace

import pytest
from django.test import Client, RequestFactory

from rapport.site import pages

pytestmark = pytest.mark.urls("tests.kit.urls")


@pytest.fixture
def visitor() -> Client:
    """A browser that nobody is signed in with; its errors come back as pages."""
    return Client(raise_request_exception=False)


def test_the_theme_is_remembered_and_the_visitor_returns(visitor: Client) -> None:
    answer = visitor.post("/site/theme/", {"theme": "dark", "next": "/search/?q=a"})
    assert (answer.status_code, answer["Location"]) == (302, "/search/?q=a")
    cookie = answer.cookies["rapport_theme"]
    assert (cookie.value, cookie["samesite"], cookie["httponly"]) == ("dark", "Lax", True)


@pytest.mark.parametrize("away", ["https://evil.example/", "//evil.example", "javascript:x", ""])
def test_the_switch_never_leads_away(visitor: Client, away: str) -> None:
    assert visitor.post("/site/theme/", {"theme": "light", "next": away})["Location"] == "/"


def test_an_unknown_theme_is_refused_and_nothing_is_remembered(visitor: Client) -> None:
    answer = visitor.post("/site/theme/", {"theme": "neon"})
    assert answer.status_code == 400
    assert "rapport_theme" not in answer.cookies


def test_nothing_changes_by_looking(visitor: Client) -> None:
    assert visitor.get("/site/theme/?theme=dark").status_code == 405


def test_the_token_is_asked_for() -> None:
    answer = Client(enforce_csrf_checks=True).post("/site/theme/", {"theme": "dark"})
    assert answer.status_code == 403
    assert b"too old" in answer.content


def test_a_mistake_of_ours_shows_the_id_of_the_request_and_no_detail(visitor: Client) -> None:
    answer = visitor.get("/broken/")
    assert answer.status_code == 500
    assert answer["X-Request-ID"].encode() in answer.content
    assert b"mistake of ours" not in answer.content


def test_an_absent_page_says_what_to_do_in_the_visitors_theme(visitor: Client) -> None:
    visitor.cookies["rapport_theme"] = "dark"
    answer = visitor.get("/nothing/here/")
    assert answer.status_code == 404
    assert b'data-theme="dark"' in answer.content
    assert answer["X-Request-ID"].encode() in answer.content


def test_too_often_says_when() -> None:
    answer = pages.too_many(RequestFactory().get("/"), retry_after=42)
    assert (answer.status_code, answer["Retry-After"]) == (429, "42")
    assert b"42 seconds" in answer.content
    assert b"few minutes" in pages.too_many(RequestFactory().get("/")).content


def test_a_refused_member_reads_that_nothing_was_changed() -> None:
    answer = pages.forbidden(RequestFactory().get("/"))
    assert answer.status_code == 403
    assert b"Nothing was changed" in answer.content


def test_the_page_about_a_fault_survives_a_fault_of_its_own(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def fail(*_: object) -> str:
        raise OSError("no templates")

    monkeypatch.setattr(pages, "loader", SimpleNamespace(render_to_string=fail))
    answer = pages.server_error(RequestFactory().get("/"))
    assert answer.status_code == 500
    assert b"Something went wrong" in answer.content
