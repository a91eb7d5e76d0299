from datetime import UTC, datetime, timedelta

import pytest

from rapport.groups.actions import add_attendance, create_event
from rapport.groups.actions.events import EventWords
from rapport.groups.models import Attendance, Event
from rapport.kit.clock import now
from tests.cast import make_member

pytestmark = pytest.mark.django_db
HOSTILE = "<script>alert(1)</script>"


@pytest.fixture
def lamp(cast) -> Event:
    """An event of Bo's tomorrow."""
    begins = now() + timedelta(days=1)
    return create_event(cast.bo.pk, EventWords("Lamp Evening", begins, place="Pier 4"), now())


def next_year(month: int, day: int, time: str) -> str:
    return f"{now().year + 1}-{month:02}-{day:02}T{time}"


def test_times_are_typed_and_shown_in_the_members_own_zone(cast, as_member):
    cast.ana.time_zone = "Asia/Tokyo"
    cast.ana.save()
    client = as_member(cast.ana)
    assert "Asia/Tokyo" in client.get("/events/new/").content.decode()

    words = {"name": "Lamp Evening", "starts_at": next_year(5, 4, "19:30")}
    made = client.post("/events/new/", words, follow=True)

    event = Event.objects.get()
    assert event.starts_at == datetime(now().year + 1, 5, 4, 10, 30, tzinfo=UTC)
    assert "19:30 JST" in made.content.decode()
    edit = client.get("/events/lamp-evening/edit/").content.decode()
    assert f'value="{next_year(5, 4, "19:30")}"' in edit


def test_the_same_event_is_shown_in_the_time_of_each(cast, as_member):
    cast.dee.time_zone = "Europe/Lisbon"
    cast.dee.save()
    begins = datetime(now().year + 1, 1, 15, 18, 0, tzinfo=UTC)
    create_event(cast.ana.pk, EventWords("Lamp Evening", begins), now())

    assert "18:00 UTC" in as_member(cast.ana).get("/events/lamp-evening/").content.decode()
    assert "18:00 WET" in as_member(cast.dee).get("/events/lamp-evening/").content.decode()


def test_a_time_that_the_clocks_skip_is_refused(cast, as_member):
    cast.ana.time_zone = "Europe/Berlin"
    cast.ana.save()
    skipped = "2027-03-28T02:30"

    answer = as_member(cast.ana).post("/events/new/", {"name": "Lamp", "starts_at": skipped})

    assert answer.status_code == 422
    assert not Event.objects.exists()


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ({"name": "Lamp"}, "This field is required."),
        ({"name": "Lamp", "starts_at": "tomorrow"}, "Enter a valid date/time."),
        ({"name": "Lamp", "starts_at": "0001-01-01T00:00"}, "over already"),
        ({"name": "Lamp", "starts_at": "9999-12-31T23:59"}, "more than 2 years ahead"),
        ({"name": "Lamp", "starts_at": "2001-01-01T10:00"}, "over already"),
        ({"name": "", "starts_at": "2030-01-01T10:00"}, "This field is required."),
        ({"name": "Lamp", "starts_at": "NEXT", "ends_at": "2001-01-01T10:00"}, "ends before"),
        ({"name": "Lamp", "starts_at": "NEXT", "place": "x" * 121}, "at most 120 fit"),
    ],
)
def test_a_form_out_of_shape_comes_back_with_its_reason(cast, as_member, words, said):
    words = {key: next_year(5, 4, "10:00") if v == "NEXT" else v for key, v in words.items()}
    answer = as_member(cast.ana).post("/events/new/", words)

    assert answer.status_code == 422
    assert said in answer.content.decode()
    assert not Event.objects.exists()


def test_ana_attends_and_takes_it_back(cast, lamp, as_member):
    client = as_member(cast.ana)

    answer = client.post("/events/lamp-evening/attend/", follow=True)
    assert answer.redirect_chain == [("/events/lamp-evening/", 303)]
    assert "You attend Lamp Evening." in answer.content.decode()

    assert client.post("/events/lamp-evening/unattend/").status_code == 303
    assert not Attendance.objects.filter(member=cast.ana).exists()
    assert client.post("/events/lamp-evening/unattend/").status_code == 404


def test_after_its_time_the_page_says_so_and_the_button_is_gone(cast, as_member):
    begins = now() - timedelta(days=15)
    Event.objects.create(slug="past", name="Past", starts_at=begins, created_by=cast.bo)
    client = as_member(cast.ana)

    assert "/events/past/attend/" not in client.get("/events/past/").content.decode()
    answer = client.post("/events/past/attend/", follow=True)
    assert "This event is over" in answer.content.decode()
    assert not Attendance.objects.exists()


def test_lists_ahead_mine_and_over(cast, lamp, as_member):
    begins = now() - timedelta(days=3)
    Event.objects.create(slug="past", name="Old Regatta", starts_at=begins)
    client = as_member(cast.ana)

    assert "Lamp Evening" in client.get("/events/").content.decode()
    assert "Old Regatta" not in client.get("/events/").content.decode()
    assert "Old Regatta" in client.get("/events/?when=past").content.decode()
    assert "You attend nothing" in client.get("/events/?when=mine").content.decode()
    assert "No event matches" in client.get("/events/?q=zeppelin").content.decode()


def test_only_who_announced_it_has_an_edit_page(cast, lamp, as_member):
    assert as_member(cast.ana).get("/events/lamp-evening/edit/").status_code == 404

    client = as_member(cast.bo)
    words = {"name": "Lantern Evening", "starts_at": next_year(5, 4, "19:30")}
    changed = client.post("/events/lamp-evening/edit/", words, follow=True)
    assert "Lantern Evening" in changed.content.decode()


def test_words_of_people_are_text(cast, as_member):
    begins = now() + timedelta(days=1)
    words = EventWords(HOSTILE, begins, None, HOSTILE, HOSTILE)
    event = create_event(cast.bo.pk, words, now())
    client = as_member(cast.ana)

    for address in ("/events/", f"/events/{event.slug}/"):
        html = client.get(address).content.decode()
        assert "<script>alert" not in html
        assert "&lt;script&gt;" in html


@pytest.mark.parametrize("path", ["", "edit/", "attend/", "unattend/"])
def test_an_event_that_is_not_there_is_404(cast, as_member, path):
    client = as_member(cast.ana)
    address = f"/events/no-such-event/{path}"

    answer = client.post(address) if path.endswith("attend/") else client.get(address)
    assert answer.status_code == 404


@pytest.mark.parametrize("path", ["attend/", "unattend/"])
def test_a_look_changes_nothing(cast, lamp, as_member, path):
    assert as_member(cast.ana).get(f"/events/lamp-evening/{path}").status_code == 405


@pytest.mark.parametrize("path", ["", "new/", "lamp-evening/", "lamp-evening/edit/"])
def test_a_visitor_is_asked_to_sign_in(lamp, client, path):
    assert client.get(f"/events/{path}").status_code == 302


def test_full_pages_take_at_most_20_queries(cast, lamp, as_member, django_assert_max_num_queries):
    add_attendance(lamp.pk, [make_member(f"m{n}").pk for n in range(25)], now())
    begins = now() + timedelta(days=2)
    rows = [Event(slug=f"e{n}", name=f"E{n}", starts_at=begins) for n in range(25)]
    Event.objects.bulk_create(rows)
    client = as_member(cast.ana)

    for address in ("/events/", "/events/lamp-evening/"):
        with django_assert_max_num_queries(20):
            html = client.get(address).content.decode()
        assert 'rel="next"' in html, address
