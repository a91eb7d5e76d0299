"""The frame: landmarks, counts, the present place, and only what exists."""

import pytest

from tests.kit.samples import draw

PAGE = (
    '{% extends "base.html" %}{% block title %}Inbox{% endblock %}{% block main %}x{% endblock %}'
)
NAV = {"unread": 3, "invitations": 2, "notices": 0}

pytestmark = [pytest.mark.urls("tests.kit.urls")]


def test_a_member_sees_search_navigation_counts_and_sign_out_by_post() -> None:
    drawn = draw(PAGE, path="/inbox/7/", nav=NAV)
    for words in ('href="#main"', "<main", "<search", "<nav", "<footer", 'aria-live="polite"'):
        assert words in drawn
    assert '>3</span><span class="said"> unread' in drawn
    assert '<form class="menu-rule" method="post" action="/logout/">' in drawn


def test_the_present_place_is_marked_once() -> None:
    drawn = draw(PAGE, path="/groups/events/", nav=NAV)
    assert drawn.count('aria-current="page"') == 1
    assert 'href="/groups/events/" aria-current="page"' in drawn
    assert draw(PAGE, path="/elsewhere/", nav=NAV).count('aria-current="page"') == 0


def test_a_visitor_sees_the_doors_and_nothing_of_a_member() -> None:
    drawn = draw(PAGE, user=None)
    assert 'href="/login/"' in drawn
    assert 'href="/signup/"' in drawn
    assert "Sign out" not in drawn
    assert "<search" not in drawn


def test_where_sign_up_is_closed_it_is_not_offered() -> None:
    assert 'href="/signup/"' not in draw(PAGE, user=None, sign_up_open=False)


@pytest.mark.parametrize("theme", ["system", "light", "dark"])
def test_the_theme_is_written_by_the_server(theme: str) -> None:
    drawn = draw(PAGE, theme=theme)
    assert f'data-theme="{theme}"' in drawn
    assert f'value="{theme}" aria-pressed="true"' in drawn
    assert drawn.count('aria-pressed="true"') == 1


def test_an_entry_without_an_address_is_not_drawn() -> None:
    assert draw('{% menu_item "no:where" "Nowhere" "bell" %}').strip() == ""


@pytest.mark.urls("tests.kit.no_rooms")
def test_without_any_room_the_page_still_draws() -> None:
    drawn = draw(PAGE, nav=NAV)
    assert "nav-link" not in drawn
    assert "<main" in drawn
