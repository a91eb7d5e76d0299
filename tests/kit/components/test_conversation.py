"""Conversations on a page: text as text, states only of one's own, the limit said in words."""

import re
from types import SimpleNamespace

import pytest
from django.utils.safestring import mark_safe

from rapport.kit import clock
from tests.kit.samples import draw, values


def test_a_body_that_is_not_marked_safe_is_shown_as_text() -> None:
    drawn = draw("{% bubble message %}{% endbubble %}")
    assert "<script" not in drawn
    assert "&lt;script&gt;" in drawn


def test_a_rendered_body_is_shown_as_it_was_rendered() -> None:
    message = SimpleNamespace(**{**vars(values()["message"]), "body": mark_safe("<p>Hello</p>")})
    assert "<p>Hello</p>" in draw("{% bubble message %}{% endbubble %}", message=message)


def test_the_state_of_a_message_is_shown_to_its_sender_only() -> None:
    assert "Read" in draw("{% bubble message own=True %}{% endbubble %}")
    assert "Read" not in draw("{% bubble message %}{% endbubble %}")


def test_a_state_that_does_not_exist_is_a_mistake_that_shows() -> None:
    message = {**vars(values()["message"]), "state": "teleported"}
    with pytest.raises(ValueError, match="state of a message"):
        draw("{% bubble message own=True %}{% endbubble %}", message=message)


def test_a_deleted_message_shows_neither_subject_nor_body() -> None:
    message = {**vars(values()["message"]), "deleted": True}
    drawn = draw("{% bubble message %}{% endbubble %}", message=message)
    assert "was deleted" in drawn
    assert "Signs" not in drawn
    assert "alert" not in drawn


def test_the_composer_states_its_limit_and_links_it_to_the_text() -> None:
    drawn = draw('{% composer "/t/" label="Answer" limit=8000 %}{% endcomposer %}')
    assert "Up to 8,000 characters." in drawn
    assert 'aria-describedby="composer-text-limit"' in drawn
    assert 'data-limit="8000"' in drawn
    assert "maxlength" not in drawn  # it would count UTF-16 units and cut what is pasted


def test_each_composer_has_an_id_of_its_own_and_a_refused_one_keeps_it() -> None:
    source = '{% composer "/t/" label="A" limit=10 client_id=id %}{% endcomposer %}'
    found = [re.search(r'client_id" value="([^"]+)"', draw(source, id="")) for _ in range(2)]
    assert len({match.group(1) for match in found if match}) == 2
    assert 'client_id" value="kept"' in draw(source, id="kept")


def test_a_refused_text_is_kept_to_the_letter_with_its_error() -> None:
    text = "\n</textarea><b>two\n\nlines"
    drawn = draw(
        '{% composer "/t/" label="A" limit=10 value=v errors=e %}{% endcomposer %}',
        v=text,
        e=["Too long by 3."],
    )
    assert "&lt;/textarea&gt;" in drawn
    # the parser drops one newline after <textarea>, so there must be one more than in the text
    assert re.search(r"<textarea[^>]*>\n\n&lt;", drawn)
    assert 'aria-invalid="true"' in drawn
    assert "Too long by 3." in drawn


def test_an_unread_thread_says_how_many_in_words() -> None:
    drawn = draw("{% thread_row thread %}")
    assert "is-unread" in drawn
    assert re.search(r'class="count">2<span class="said"> unread', drawn)


def test_a_row_is_drawn_anew_when_anything_of_it_changes() -> None:
    thread = {"id": "1", "href": "/t/", "who": {"name": "Bo"}, "preview": "Soon", "at": None}
    changes = [
        {"preview": "Later"}, {"own": True}, {"unread": 2}, {"chip": "Request"}, {"starred": True},
        {"muted": True}, {"current": True}, {"title": "Knots"}, {"who": {"name": "Cy"}},
        {"who": {"name": "Bo", "photo_url": "/p/"}}, {"pick": True}, {"pick": True, "picked": True},
        {"at": clock.now()}, {"until": clock.now()},
    ]  # fmt: skip
    drawn = [draw("{% thread_row thread %}", thread=thread | one) for one in [{}, *changes]]
    assert len(set(drawn)) == len(drawn)
    assert draw("{% thread_row thread %}", thread=SimpleNamespace(**thread)) == drawn[0]
