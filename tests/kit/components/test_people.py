"""Members on a page: what people write stays text, and portraits need no photo."""

import pytest

from tests.kit.samples import DEE, draw

pytestmark = pytest.mark.urls("tests.kit.urls")


def test_a_member_without_a_photo_gets_initials_that_are_not_read_out() -> None:
    drawn = draw("{% avatar member %}")
    assert "AR" in drawn
    assert 'aria-hidden="true"' in drawn
    assert "tint-" in drawn


def test_a_photo_has_its_size_and_its_name_only_where_it_stands_alone() -> None:
    assert 'alt=""' in draw('{% avatar dee size="xl" %}', dee=DEE)
    alone = draw('{% avatar dee size="xl" label=True %}', dee=DEE)
    assert 'width="112"' in alone
    assert "Dee &lt;b" in alone


def test_a_name_with_markup_is_shown_as_text_and_cannot_leave_an_attribute() -> None:
    drawn = draw("{% member_card dee %}{% endmember_card %}{% avatar dee label=True %}", dee=DEE)
    assert "<b" not in drawn.replace("<bdi", "")
    assert "Signs &amp; maps" in drawn


def test_a_card_links_to_the_profile_and_shows_degree_slot_and_what_is_shared() -> None:
    source = (
        '{% member_card member steps=2 show_degree=True shared="Bo knows you both" %}'
        "<i>slot</i>{% endmember_card %}"
    )
    drawn = draw(source)
    assert 'href="/members/ana/"' in drawn
    assert "2nd" in drawn
    assert "Bo knows you both" in drawn
    assert "<i>slot</i>" in drawn


def test_somebody_without_a_handle_is_shown_without_a_link() -> None:
    drawn = draw("{% member_card shadow %}{% endmember_card %}", shadow={"name": "Kim Lee"})
    assert "Kim Lee" in drawn
    assert "<a " not in drawn


def test_a_member_outside_the_network_is_told_in_words() -> None:
    assert "outside your network" in draw("{% degree None %}")


def test_an_unknown_size_is_refused_with_the_sizes_there_are() -> None:
    with pytest.raises(ValueError, match="s, m, l, xl"):
        draw('{% avatar member size="huge" %}')


def test_an_empty_etiquette_card_says_what_is_a_good_start() -> None:
    drawn = draw("{% etiquette_card member.name %}")
    assert "No wishes noted" in drawn
    assert "<dl" not in drawn
