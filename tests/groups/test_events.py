from datetime import UTC, datetime, timedelta

import pytest

from rapport.groups import limits
from rapport.groups.actions import (
    add_attendance,
    attend_event,
    create_event,
    edit_event,
    unattend_event,
)
from rapport.groups.actions.events import EventWords
from rapport.groups.models import Attendance, Event
from rapport.groups.queries.events import attendees_of, coming_events, event_for, past_events
from rapport.kit.clock import now
from rapport.kit.refusals import Refused
from tests.cast import make_member

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)
DAY = timedelta(days=1)


def announce(member, name: str = "Lamp Evening", starts=DAY, lasts=2 * HOUR, **more) -> Event:
    begins = now() + starts
    words = EventWords(name, begins, begins + lasts if lasts else None, **more)
    event = create_event(member.pk, words, now())
    assert isinstance(event, Event), event
    return event


def past(name: str, ended: timedelta, member=None) -> Event:
    """An event that is over, as it stands in the table after its time."""
    begins = now() - ended - HOUR
    return Event.objects.create(
        slug=name.lower().replace(" ", "-"),
        name=name,
        starts_at=begins,
        ends_at=begins + HOUR,
        created_by=member,
    )


def test_who_announces_an_event_attends_it(cast):
    event = announce(cast.ana, place=" Pier  4 ")

    assert (event.slug, event.place) == ("lamp-evening", "Pier 4")
    assert event_for(cast.ana.pk, event.slug).attending
    assert not event_for(cast.bo.pk, event.slug).attending


@pytest.mark.parametrize(
    ("starts", "lasts", "code", "field"),
    [
        (DAY, -HOUR, "ends_before_start", "ends_at"),
        (DAY, timedelta(0), "ends_before_start", "ends_at"),
        (DAY, timedelta(days=61), "lasts_too_long", "ends_at"),
        (-3 * HOUR, HOUR, "already_over", "starts_at"),
        (-25 * HOUR, None, "already_over", "starts_at"),
        (timedelta(days=731), HOUR, "too_far_ahead", "starts_at"),
    ],
)
def test_times_that_cannot_be_are_refused(cast, starts, lasts, code, field):
    begins = now() + starts
    ends = None if lasts is None else begins + lasts

    refused = create_event(cast.ana.pk, EventWords("Lamp", begins, ends), now())

    assert isinstance(refused, Refused)
    assert (refused.code, refused.on) == (code, field)
    assert not Event.objects.exists()


@pytest.mark.parametrize(
    "moment", [datetime.max.replace(tzinfo=UTC), datetime.min.replace(tzinfo=UTC)]
)
def test_the_ends_of_the_calendar_are_refused_and_no_accident(cast, moment):
    assert isinstance(create_event(cast.ana.pk, EventWords("Lamp", moment), now()), Refused)


def test_an_event_that_is_on_may_be_announced(cast):
    assert announce(cast.ana, starts=-HOUR)


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"name": " "}, "name_missing"),
        ({"name": "x" * 101}, "name_too_long"),
        ({"about": "x" * 2001}, "about_too_long"),
        ({"place": "x" * 121}, "place_too_long"),
    ],
)
def test_words_out_of_shape_are_refused(cast, change, code):
    words = {"name": "Lamp", "starts_at": now() + DAY, **change}

    assert create_event(cast.ana.pk, EventWords(**words), now()).code == code


def test_attending_and_taking_it_back_are_harmless_when_repeated(cast):
    event = announce(cast.ana)

    first, second = (attend_event(cast.bo.pk, event.pk, now()) for _ in range(2))
    assert first == second
    assert unattend_event(cast.bo.pk, event.pk)
    assert not unattend_event(cast.bo.pk, event.pk)
    assert attend_event(cast.bo.pk, 10**9, now()).code == "not_found"


def test_attending_closes_14_days_after_the_start_to_the_second(cast):
    event = announce(cast.ana)
    end = event.starts_at + timedelta(days=14)

    assert attend_event(cast.bo.pk, event.pk, end).code == "event_over"
    assert isinstance(attend_event(cast.bo.pk, event.pk, end - timedelta(seconds=1)), Attendance)


def test_a_long_event_takes_people_until_it_ends(cast):
    event = announce(cast.ana, lasts=timedelta(days=30))

    assert isinstance(
        attend_event(cast.bo.pk, event.pk, event.starts_at + timedelta(days=20)), Attendance
    )
    assert attend_event(cast.cy.pk, event.pk, event.ends_at).code == "event_over"


def test_one_attends_100_events_ahead_at_most_and_the_past_does_not_count(cast):
    begins = now() + DAY
    rows = [Event(slug=f"e{n}", name=f"E{n}", starts_at=begins) for n in range(101)]
    Event.objects.bulk_create(rows)
    for row in rows[: limits.ATTENDING_MAX]:
        add_attendance(row.pk, [cast.ana.pk], now())

    assert attend_event(cast.ana.pk, rows[-1].pk, now()).code == "attending_limit"
    Event.objects.filter(slug="e0").update(starts_at=now() - 2 * DAY)
    assert isinstance(attend_event(cast.ana.pk, rows[-1].pk, now()), Attendance)


def test_one_announces_20_events_ahead_at_most(cast):
    for number in range(limits.EVENTS_AHEAD_MAX):
        announce(cast.ana, f"Lamp {number}")

    refused = create_event(cast.ana.pk, EventWords("One more", now() + DAY), now())
    assert refused.code == "events_limit"
    assert refused.numbers == {"used": 20, "limit": 20}


def test_only_who_announced_it_edits_it(cast):
    event = announce(cast.ana)
    words = EventWords("Other", event.starts_at, event.ends_at)

    assert edit_event(cast.bo.pk, event.pk, words, now()).code == "not_found"
    assert edit_event(cast.ana.pk, event.pk, words, now()).name == "Other"


def test_once_it_has_begun_its_start_stays(cast):
    event = announce(cast.ana)
    later = event.starts_at + HOUR
    moved = EventWords(event.name, event.starts_at + DAY, event.ends_at + DAY)

    assert edit_event(cast.ana.pk, event.pk, moved, later).code == "already_begun"
    longer = EventWords(event.name, event.starts_at, event.ends_at + HOUR)
    assert edit_event(cast.ana.pk, event.pk, longer, later).ends_at == event.ends_at + HOUR


def test_a_form_without_seconds_does_not_move_the_start(cast):
    event = announce(cast.ana)
    typed = EventWords("Renamed", event.starts_at.replace(second=0, microsecond=0), event.ends_at)

    changed = edit_event(cast.ana.pk, event.pk, typed, event.starts_at + HOUR)

    assert changed.name == "Renamed"
    assert changed.starts_at == event.starts_at


def test_ahead_and_over_are_two_lists_in_their_order(cast):
    soon, later = announce(cast.ana, "Soon"), announce(cast.bo, "Later", starts=2 * DAY)
    running = announce(cast.bo, "Running", starts=-HOUR)
    yesterday, last_week = past("Yesterday", DAY), past("Last Week", 7 * DAY)

    ahead = coming_events(cast.ana.pk, now()).rows
    assert [row.pk for row in ahead] == [running.pk, soon.pk, later.pk]
    over = past_events(cast.ana.pk, now()).rows
    assert [row.pk for row in over] == [yesterday.pk, last_week.pk]
    assert [row.pk for row in coming_events(cast.ana.pk, now(), mine=True).rows] == [soon.pk]
    assert [row.name for row in coming_events(cast.ana.pk, now(), text="RUNN").rows] == ["Running"]


def test_events_come_in_pages_each_once_in_both_directions(cast):
    begins = now() + DAY
    Event.objects.bulk_create(
        Event(slug=f"e{n}", name=f"E{n}", starts_at=begins + (n // 3) * HOUR) for n in range(25)
    )
    Event.objects.bulk_create(
        Event(slug=f"p{n}", name=f"P{n}", starts_at=begins - 9 * DAY - (n // 3) * HOUR)
        for n in range(25)
    )

    for find in (coming_events, past_events):
        first = find(cast.ana.pk, now())
        second = find(cast.ana.pk, now(), cursor=first.next)
        assert len({row.pk for row in [*first.rows, *second.rows]}) == 25
        assert second.next == ""


def test_attendees_who_are_hidden_are_neither_listed_nor_counted(cast):
    event = announce(cast.bo)
    gil = make_member("gil", reach_closed=True)
    add_attendance(event.pk, [cast.ana.pk, cast.eve.pk, gil.pk], now())

    seen = {row.member.handle for row in attendees_of(event.pk, cast.ana.pk).rows}

    assert seen == {"ana", "bo"}
    assert event_for(cast.ana.pk, event.slug).people == 2
    assert event_for(cast.dee.pk, event.slug).people == 3
    assert add_attendance(event.pk, [cast.ana.pk], now()) == 4
