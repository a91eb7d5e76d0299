"""Parts drawn once: never another's, never stale, and what is new on each page is new."""

import pytest
from django.test import override_settings
from django.utils.safestring import mark_safe
from django.utils.translation import override
from hypothesis import given
from hypothesis import strategies as st

from rapport.kit.components import kept
from rapport.kit.components.frame import Account
from tests.kit.samples import ANA, DEE, draw

pytestmark = [pytest.mark.urls("tests.kit.urls")]
LOCMEM = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "OPTIONS": {
            "loaders": [
                (
                    "django.template.loaders.locmem.Loader",
                    {
                        "said.html": "{{ said }}|{{ who.name }}|{{ request }}|{{ user }}",
                        "form.html": "{% csrf_token %}<i>{{ late_here }}</i>{{ late_here }}",
                    },
                )
            ]
        },
    }
]


@pytest.fixture(autouse=True)
def own_templates():
    kept.drawn.cache_clear()
    with override_settings(TEMPLATES=LOCMEM):
        yield
    kept.drawn.cache_clear()


def said(value, **more):
    return kept.keep(None, "said.html", {"said": value, **more})


def test_the_same_values_are_drawn_once_and_others_anew():
    first = said("Ana")
    assert said("Ana") == first
    assert kept.drawn.cache_info().hits == 1
    assert said("Bo") != first
    assert kept.drawn.cache_info().misses == 2


@given(st.lists(st.one_of(st.text(), st.integers(), st.booleans(), st.none()), min_size=2))
def test_what_is_drawn_is_always_what_its_values_say(values):
    """Whatever was drawn before: equal to a drawing without memory."""
    with override_settings(TEMPLATES=LOCMEM):
        for value in (*values, *reversed(values)):
            remembered = said(value)
            kept.drawn.cache_clear()
            assert said(value) == remembered


def test_values_that_are_equal_but_not_the_same_are_drawn_apart():
    assert said(mark_safe("<b>")).startswith("<b>|")
    assert said("<b>").startswith("&lt;b&gt;|")
    assert said(mark_safe("<b>")).startswith("<b>|")
    assert [said(value).split("|")[0] for value in (1, True, 0, False)] == "1 True 0 False".split()
    unsafe, safe = (Account(name, "", "", "", False) for name in ("<b>", mark_safe("<b>")))
    assert "&lt;b&gt;" in said("", who=unsafe)
    assert "|<b>|" in said("", who=safe)


def test_another_language_is_another_part():
    said("Ana")
    with override("de"):
        said("Ana")
    assert kept.drawn.cache_info().misses == 2


def test_what_is_late_and_the_token_are_those_of_the_page_and_escaped():
    for token, here in (("first", "/a/?q=<b>"), ("second", "/b/")):
        drawn = kept.keep(token, "form.html", {"late_here": here})
        assert f'value="{token}"' in drawn
        assert drawn.count(here.replace("<b>", "&lt;b&gt;")) == 2
    assert kept.drawn.cache_info().misses == 1


def test_words_that_look_like_a_mark_stay_words():
    drawn = kept.keep("secret", "said.html", {"said": "[0:csrf_token] [csrf_token]"})
    assert "secret" not in drawn
    assert "[0:csrf_token]" in drawn


@pytest.mark.parametrize("value", [object(), ["a"], {"a": 1}, (object(),), 1.5])
def test_what_is_no_plain_value_is_the_authors_mistake(value):
    with pytest.raises(TypeError, match="said of a kept part"):
        said(value)


def test_nothing_of_the_page_reaches_a_part():
    with override_settings(TEMPLATES=LOCMEM):
        drawn = said("Ana")
    assert drawn == "Ana|||"


class TestTheShell:
    @pytest.fixture(autouse=True)
    def own_templates(self):
        """The shell's own, not those above."""
        kept.drawn.cache_clear()

    def test_each_member_sees_their_own_menu_whoever_came_before(self):
        for _ in range(2):
            ana, dee = draw("{% account_menu %}", user=ANA), draw("{% account_menu %}", user=DEE)
            assert "Ana Ribeiro" in ana
            assert "Dee" not in ana
            assert "Ana" not in dee
            assert "Dee &lt;b onclick=" in dee

    def test_what_was_looked_for_is_in_the_field_of_this_page_alone(self):
        page = '{% extends "base.html" %}'
        assert 'value="&lt;b&gt;secret"' in draw(page, path="/search/?q=<b>secret")
        assert "secret" not in draw(page, path="/search/?q=other")
