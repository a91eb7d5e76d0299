"""A member adds, changes and removes where they worked and learnt."""

from datetime import date

import pytest

from rapport.kit.refusals import Refused
from rapport.members.actions.background import (
    POSITIONS,
    add_position,
    add_school,
    remove_position,
    remove_school,
    update_position,
    update_school,
)
from rapport.members.models import Education, Member, Position
from tests.cast import make_member
from tests.members.searched import words_found

pytestmark = pytest.mark.django_db
WORK = {"title": "Engineer", "employer": "Brücken & Co. GmbH", "started_on": "2020-03"}


@pytest.fixture
def ana() -> Member:
    return make_member("ana")


def made(result: object) -> Position:
    assert isinstance(result, Position), result
    return result


def refused(result: object) -> Refused:
    assert isinstance(result, Refused), result
    return result


def test_a_position_is_added_with_its_folded_employer(ana):
    position = made(add_position(ana, WORK))
    assert position.employer_key == "brucken"
    assert (position.started_on, position.ended_on) == (date(2020, 3, 1), None)
    assert {"brucken", "bruecken"} <= words_found(ana)


def test_a_position_needs_title_and_employer(ana):
    refusal = refused(add_position(ana, {"title": "Engineer"}))
    assert (refusal.code, refusal.on) == ("empty", "employer")
    assert refused(add_position(ana, {**WORK, "title": " "})).on == "title"
    assert Position.objects.count() == 0


def test_a_position_cannot_end_before_it_began(ana):
    refusal = refused(add_position(ana, {**WORK, "ended_on": "2020-02"}))
    assert (refusal.code, refusal.on) == ("ends_before_start", "ended_on")
    same_month = add_position(ana, {**WORK, "ended_on": date(2020, 3, 31)})
    assert made(same_month).ended_on == date(2020, 3, 1)


def test_a_change_of_one_date_is_judged_with_the_other_one(ana):
    position = made(add_position(ana, {**WORK, "ended_on": "2021-05"}))
    refusal = refused(update_position(ana, position.pk, {"started_on": "2022-01"}))
    assert refusal.code == "ends_before_start"
    position.refresh_from_db()
    assert position.started_on == date(2020, 3, 1)


@pytest.mark.parametrize("month", ["soon", "2020-13", "1899-12", "2101-01", 2020, True, "20200"])
def test_a_month_that_is_none_is_refused(ana, month):
    assert refused(add_position(ana, {**WORK, "started_on": month})).on == "started_on"


def test_somebody_elses_position_is_not_there(ana):
    bo = make_member("bo")
    position = made(add_position(bo, WORK))
    assert refused(update_position(ana, position.pk, {"title": "x"})).code == "not_found"
    assert refused(remove_position(ana, position.pk)).code == "not_found"
    position.refresh_from_db()
    assert position.title == "Engineer"


@pytest.mark.parametrize("key", [0, -1, 2**63, 10**30])
def test_a_key_that_no_row_can_have_is_not_there(ana, key):
    assert refused(update_position(ana, key, {"title": "x"})).code == "not_found"


def test_a_profile_holds_sixty_positions(ana):
    rows = [Position(member=ana, title="t", employer="e", employer_key="e") for _ in range(59)]
    Position.objects.bulk_create(rows)
    made(add_position(ana, WORK))
    assert refused(add_position(ana, WORK)).code == "too_many"
    assert Position.objects.count() == POSITIONS.most


def test_a_position_is_removed_and_no_longer_found(ana):
    position = made(add_position(ana, WORK))
    assert remove_position(ana, position.pk) is None
    assert not Position.objects.exists()
    assert "brucken" not in words_found(ana)


def test_a_school_is_added_changed_and_removed(ana):
    school = add_school(ana, {"school": "Universidade do Porto", "started_year": 2010})
    assert isinstance(school, Education)
    assert school.school_key == "universidade do porto"
    changed = update_school(ana, school.pk, {"ended_year": 2014, "degree": "MSc"})
    assert isinstance(changed, Education)
    assert (changed.started_year, changed.ended_year) == (2010, 2014)
    assert remove_school(ana, school.pk) is None
    assert not Education.objects.exists()


@pytest.mark.parametrize(
    ("values", "on"),
    [
        ({"school": ""}, "school"),
        ({}, "school"),
        ({"school": "P", "started_year": "2010"}, "started_year"),
        ({"school": "P", "started_year": 1700}, "started_year"),
        ({"school": "P", "started_year": True}, "started_year"),
        ({"school": "P", "started_year": 2014, "ended_year": 2010}, "ended_year"),
        ({"school": "P" * 121}, "school"),
        ({"school": "P", "notes": "n" * 2001}, "notes"),
    ],
)
def test_a_school_that_cannot_be_is_refused_by_the_name_of_its_field(ana, values, on):
    assert refused(add_school(ana, values)).on == on
    assert not Education.objects.exists()
