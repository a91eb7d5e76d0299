"""A member changes the top of their profile."""

import pytest

from rapport.kit.refusals import Refused
from rapport.members.actions.profile import update_profile
from rapport.members.models import Member, SearchEntry
from tests.cast import make_member
from tests.members.searched import words_found

pytestmark = pytest.mark.django_db


@pytest.fixture
def ana() -> Member:
    return make_member("ana", name="Ana Pereira")


def refused(result: object) -> Refused:
    assert isinstance(result, Refused), result
    return result


def test_the_top_is_stored_as_typed_and_about_is_rendered_once(ana):
    changes = {
        "name": " Ana  Maria Pereira ",
        "headline": "Bridges & tunnels",
        "about": "First line\r\nsecond <b>line</b>\r\n\r\nSee https://example.org/a",
        "location": "Porto",
        "time_zone": "Europe/Lisbon",
    }
    saved = update_profile(ana, changes)
    assert isinstance(saved, Member)
    ana.refresh_from_db()
    assert ana.name == "Ana Maria Pereira"
    assert ana.headline == "Bridges & tunnels"
    assert ana.about == "First line\nsecond <b>line</b>\n\nSee https://example.org/a"
    assert "&lt;b&gt;line&lt;/b&gt;" in ana.about_html
    assert 'href="https://example.org/a"' in ana.about_html
    assert (ana.location, ana.time_zone) == ("Porto", "Europe/Lisbon")


def test_what_is_not_given_stays(ana):
    update_profile(ana, {"headline": "Bridges"})
    update_profile(ana, {"location": "Porto"})
    ana.refresh_from_db()
    assert (ana.headline, ana.location) == ("Bridges", "Porto")


@pytest.mark.parametrize(
    ("field", "limit"), [("name", 80), ("headline", 220), ("about", 2600), ("location", 120)]
)
def test_limits_count_code_points(ana, field, limit):
    assert isinstance(update_profile(ana, {field: "🙂" * limit}), Member)
    refusal = refused(update_profile(ana, {field: "🙂" * (limit + 1)}))
    assert (refusal.code, refusal.on, refusal.status) == ("too_long", field, 422)
    assert f"{limit:,}" in refusal.sentence
    assert "by 1." in refusal.sentence
    ana.refresh_from_db()
    assert len(getattr(ana, field)) == limit


def test_a_line_end_counts_as_one_character_however_the_browser_sends_it(ana):
    assert isinstance(update_profile(ana, {"about": "a" + "\r\n" * 2598 + "b"}), Member)
    assert refused(update_profile(ana, {"about": "a" + "\r\n" * 2599 + "b"})).code == "too_long"


@pytest.mark.parametrize("name", ["", "   ", "\u200b\u200b", "\x00", "\u3164"])
def test_a_name_that_nobody_would_see_is_refused(ana, name):
    refusal = refused(update_profile(ana, {"name": name}))
    assert (refusal.code, refusal.on) == ("empty", "name")


@pytest.mark.parametrize(
    "handle", ["a", "Ana Pereira", "-ana", "ana-", "ana_p", "änä", "a" * 41, "ana/../bo", 7, None]
)
def test_a_handle_of_another_shape_is_refused(ana, handle):
    assert refused(update_profile(ana, {"handle": handle})).code == "bad_handle"


def test_a_handle_is_kept_in_small_letters(ana):
    saved = update_profile(ana, {"handle": " Ana-P "})
    assert isinstance(saved, Member)
    assert saved.handle == "ana-p"


def test_a_handle_that_is_taken_is_refused_and_nothing_else_is_saved(ana):
    make_member("bo")
    refusal = refused(update_profile(ana, {"handle": "bo", "headline": "New"}))
    assert (refusal.code, refusal.on) == ("handle_taken", "handle")
    ana.refresh_from_db()
    assert (ana.handle, ana.headline) == ("ana", "")


def test_a_handle_of_the_place_itself_is_refused(ana):
    assert refused(update_profile(ana, {"handle": "moderator"})).code == "handle_reserved"


def test_saving_the_form_with_ones_own_handle_changes_nothing(ana):
    assert isinstance(update_profile(ana, {"handle": "ana", "headline": "x"}), Member)


@pytest.mark.parametrize("zone", ["Europe/Atlantis", "../etc/passwd", "europe/lisbon", 5, None])
def test_an_unknown_time_zone_is_refused(ana, zone):
    refusal = refused(update_profile(ana, {"time_zone": zone}))
    assert (refusal.code, refusal.on) == ("unknown_time_zone", "time_zone")


def test_fields_that_are_not_of_the_profile_cannot_be_set(ana):
    for field in ("is_staff", "tier", "email", "password", "about_html"):
        assert refused(update_profile(ana, {field: "x"})).code == "unknown_field"
    ana.refresh_from_db()
    assert (ana.is_staff, ana.tier) == (False, "basic")


@pytest.mark.parametrize("value", [None, 5, ["x"], {"a": 1}, True])
def test_text_must_be_text(ana, value):
    assert refused(update_profile(ana, {"headline": value})).code == "wrong_type"


def test_search_finds_the_new_words_at_once(ana):
    update_profile(ana, {"name": "Zoë Ångström", "headline": "Tunnels"})
    entry = SearchEntry.objects.get(member=ana)
    assert entry.name == "zoe angstrom"
    assert "tunnels" in words_found(ana)
    assert "pereira" not in words_found(ana)
    assert entry.completeness == 10
