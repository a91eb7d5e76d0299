from datetime import timedelta

import pytest

from rapport.kit.api import written
from rapport.kit.clock import now

pytestmark = pytest.mark.django_db


def test_a_group_is_founded_joined_changed_and_left(cast, calling):
    ana, bo = calling(cast.ana), calling(cast.bo)
    made = ana.post("/groups", {"name": "Night Ferries", "about": "Timetables."})
    assert (made["slug"], made["role"], made["people"]) == ("night-ferries", "owner", 1)

    joined = bo.put("/groups/night-ferries/membership")
    assert bo.put("/groups/night-ferries/membership") == joined
    assert (joined["role"], joined["people"]) == ("member", 2)
    bo.patch("/groups/night-ferries", {"name": "Mine"}, status=404)
    assert ana.patch("/groups/night-ferries", {"about": "Boats."})["name"] == "Night Ferries"
    members = ana.get("/groups/night-ferries/members")["members"]
    assert [row["member"]["handle"] for row in members] == ["ana", "bo"]
    bo.delete("/groups/night-ferries/membership")
    bo.delete("/groups/night-ferries/membership", status=404)
    assert [group["slug"] for group in ana.get("/me/groups")] == [
        "harbour-writers",
        "night-ferries",
    ]
    assert [group["slug"] for group in bo.get("/groups?q=boats")["groups"]] == ["night-ferries"]


def test_a_group_without_a_name_is_refused(cast, calling):
    refused = calling(cast.ana).post("/groups", {"name": "  "}, status=422)
    assert (refused["code"], refused["on"]) == ("name_missing", "name")


def times(days: int) -> dict[str, str]:
    start = now() + timedelta(days=days)
    return {"starts_at": written(start), "ends_at": written(start + timedelta(hours=2))}


def test_an_event_is_made_attended_changed_and_left(cast, calling):
    ana, bo = calling(cast.ana), calling(cast.bo)
    made = ana.post("/events", {"name": "Tide Day", "place": "Pier 3", **times(3)})
    assert (made["attending"], made["is_own"], made["people"]) == (True, True, 1)

    assert bo.put("/events/tide-day/attendance")["people"] == 2
    bo.patch("/events/tide-day", {"place": "Mine"}, status=404)
    changed = ana.patch("/events/tide-day", {"place": "Pier 4"})
    assert (changed["place"], changed["starts_at"]) == ("Pier 4", made["starts_at"])
    handles = [row["member"]["handle"] for row in bo.get("/events/tide-day/attendees")["members"]]
    assert handles == ["bo", "ana"]
    assert [event["slug"] for event in bo.get("/events?mine=true")["events"]] == ["tide-day"]
    assert bo.get("/events?when=past")["events"] == []
    bo.delete("/events/tide-day/attendance")
    bo.delete("/events/tide-day/attendance", status=404)


WRONG = {
    "no offset": ({"starts_at": "2027-01-01T10:00:00"}, "invalid", "starts_at"),
    "over": ({"starts_at": "2020-01-01T10:00:00Z"}, "already_over", "starts_at"),
    "too far": ({"starts_at": "9999-12-31T23:59:59Z"}, "too_far_ahead", "starts_at"),
    "before all": ({"starts_at": "0001-01-01T00:00:00+14:00"}, "invalid", "starts_at"),
    "a number": ({"starts_at": 1_900_000_000}, "invalid", "starts_at"),
}


@pytest.mark.parametrize("name", WRONG)
def test_a_wrong_time_is_refused_by_name(cast, calling, name):
    body, code, on = WRONG[name]
    refused = calling(cast.ana).post("/events", {"name": "Tide Day", **body}, status=422)
    assert (refused["code"], refused["on"]) == (code, on)


def test_absent_groups_and_events_are_absent_to_every_operation(cast, calling):
    ana = calling(cast.ana)
    absent = ana.get("/groups/none", status=404)
    assert absent == ana.patch("/groups/none", {"name": "x"}, status=404)
    assert absent == ana.put("/groups/none/membership", status=404)
    assert absent == ana.get("/events/none", status=404)
    assert absent == ana.patch("/events/none", {"name": "x"}, status=404)
    assert absent == ana.put("/events/none/attendance", status=404)
