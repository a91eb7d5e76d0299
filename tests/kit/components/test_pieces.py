"""Small pieces: forms bring their token, times their exact moment, lists teach when empty."""

import pytest
from heroicons import IconDoesNotExist

from tests.kit.samples import THEN, draw


def test_a_button_that_changes_something_is_a_form_with_a_token() -> None:
    drawn = draw('{% post_button "/x/" "Withdraw" sure="Really?" about="the one to Dee" %}')
    assert 'method="post"' in drawn
    assert "csrfmiddlewaretoken" in drawn
    assert 'data-confirm="Really?"' in drawn
    assert "the one to Dee" in drawn


def test_a_question_before_something_final_has_a_token_and_a_way_back() -> None:
    drawn = draw(
        '{% confirm "Sure?" action="/x/" label="Yes" cancel="/back/" %}Why.{% endconfirm %}'
    )
    assert "csrfmiddlewaretoken" in drawn
    assert 'href="/back/"' in drawn
    assert "<h1>Sure?</h1>" in drawn


def test_a_time_carries_the_exact_moment() -> None:
    drawn = draw("{% when then %}", then=THEN)
    assert 'datetime="2026-05-03T09:00:00+00:00"' in drawn
    assert 'title="Sunday 3 May 2026, 09:00 UTC"' in drawn
    assert draw("{% when then %}", then=None) == ""


def test_an_icon_is_silent_and_a_wrong_name_is_a_mistake_that_shows() -> None:
    assert 'aria-hidden="true"' in draw('{% icon "bell" %}')
    with pytest.raises(IconDoesNotExist):
        draw('{% icon "no-such-icon" %}')


def test_a_notice_is_read_at_once_only_when_it_answers_the_member() -> None:
    assert 'role="alert"' in draw('{% notice "stop" alert=True %}No.{% endnotice %}')
    assert "role=" not in draw('{% notice "good" %}Yes.{% endnotice %}')
    with pytest.raises(ValueError, match="plain, good, care, stop"):
        draw('{% notice "loud" %}?{% endnotice %}')


def test_a_list_of_one_page_has_no_pager() -> None:
    assert draw("{% pager %}").strip() == ""
    assert 'rel="next"' in draw('{% pager older="?after=a" %}')


def test_an_empty_state_has_an_action_with_an_address_or_none() -> None:
    assert "Find a group" in draw('{% empty_state "Learn." "Find a group" "/groups/" %}')
    with pytest.raises(ValueError, match="href"):
        draw('{% empty_state "Learn." "Find a group" %}')


def test_progress_of_unknown_size_has_no_number_and_never_passes_its_end() -> None:
    assert "value=" not in draw('{% progress "Opening" 0 0 %}')
    assert 'value="10" max="10"' in draw('{% progress "Reading" 12 10 %}')
