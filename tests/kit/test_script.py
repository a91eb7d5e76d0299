"""What script adds to a page, in a real Chromium, under the policy that the place sends."""

from typing import Any

import pytest

from tests.kit.samples import WAYS

pytestmark = [pytest.mark.browser, pytest.mark.urls("tests.kit.urls")]

FRAME = '{% extends "base.html" %}{% block title %}Page{% endblock %}{% block main %}<h1>Page</h1>'
COMPOSER = FRAME + '{% composer "/sent/" label="Answer" limit=20 %}{% endcomposer %}{% endblock %}'
BUTTON = FRAME + '{% post_button "/sent/" "Withdraw" sure="Really withdraw?" %}{% endblock %}'
EVERYTHING = FRAME + (
    "{% primary_way 'request' 'Message request' 'You share a group.' href='/w/' %}"
    "{% ways_list ways %}<ul class='member-list'><li>{% member_card member steps=2 "
    "show_degree=True row=True %}{% post_button '/x/' 'Connect' %}{% endmember_card %}</li></ul>"
    "<ul class='threads'>{% thread_row thread %}</ul><ol class='talk'>{% bubble message own=True %}"
    "{% endbubble %}</ol>{% tabs items 'Parts' %}{% chips items 'Filters' %}"
    "{% form_page form submit='Save' %}{% endform_page %}{% endblock %}"
    "{% block aside %}<aside aria-label='Beside'>{% etiquette_card member.name rows=rows "
    "welcome=topics %}</aside>{% endblock %}"
)


def posts_of(page: Any) -> list[str]:
    """A list that fills with the bodies of the page's POSTs."""
    found: list[str] = []

    def note(request: Any) -> None:
        if request.method == "POST":
            found.append(request.post_data or "")

    page.on("request", note)
    return found


def test_the_counter_counts_as_the_server_does(show: Any) -> None:
    page = show(COMPOSER)
    counter = page.locator(".counter")
    assert counter.inner_text() == "Up to 20 characters."
    page.fill("textarea", "👋🏽é\n")  # two code points, one, one
    assert counter.inner_text() == "4 / 20"
    page.fill("textarea", "x" * 18)
    assert counter.get_attribute("data-state") == "near"
    page.fill("textarea", "x" * 21)
    assert (counter.inner_text(), counter.get_attribute("data-state")) == ("21 / 20", "over")
    assert page.input_value("textarea") == "x" * 21  # nothing is cut
    assert page.complaints == []


def test_ctrl_enter_sends_and_a_second_press_sends_nothing_more(show: Any) -> None:
    page = show(COMPOSER, client_id="c-1")
    posts = posts_of(page)
    page.route("**/sent/", lambda route: route.fulfill(status=204))  # the page stays as it is
    page.fill("textarea", "Good morning")
    page.keyboard.press("Control+Enter")
    page.keyboard.press("Control+Enter")
    page.click("button:has-text('Send')", no_wait_after=True)
    page.wait_for_timeout(200)
    assert len(posts) == 1
    assert "client_id=" in posts[0]


def test_what_was_asked_twice_is_done_once_and_a_first_press_does_nothing(show: Any) -> None:
    page = show(BUTTON)
    posts = posts_of(page)
    button = page.locator("main button")
    button.click()
    assert button.inner_text() == "Really withdraw?"
    assert posts == []
    button.blur()
    assert button.inner_text() == "Withdraw"
    button.click()
    button.click()
    page.wait_for_timeout(200)
    assert len(posts) == 1


def test_the_theme_changes_at_once_and_the_server_is_told(show: Any) -> None:
    page = show(FRAME + "{% endblock %}", nav={})
    posts = posts_of(page)
    page.click("summary")
    page.click("button[value=dark]")
    assert page.evaluate("document.documentElement.dataset.theme") == "dark"
    assert page.evaluate("getComputedStyle(document.body).colorScheme") == "dark"
    page.wait_for_timeout(200)
    assert len(posts) == 1
    assert "dark" in posts[0]
    page.keyboard.press("Escape")
    assert not page.evaluate("document.querySelector('details[data-menu]').open")


@pytest.mark.parametrize("width", [320, 390, 768, 1280])
def test_no_page_scrolls_sideways_and_main_targets_are_large(show: Any, width: int) -> None:
    show_at = {"width": width, "height": 800}
    page = show(EVERYTHING, ways=WAYS, nav={"unread": 128, "invitations": 12, "notices": 99})
    page.set_viewport_size(show_at)
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    small = page.evaluate(
        """[...document.querySelectorAll('main a, main button, .nav-link, summary')]
        .map(e => [e.outerHTML.slice(0, 60), e.getBoundingClientRect()])
        .filter(([, box]) => box.width && box.height < 24).map(([html]) => html)"""
    )
    assert small == []
    assert page.evaluate("document.querySelector('.nav-link').offsetHeight") >= 44
    assert page.complaints == []
