"""Send later and undo: each message once, judged again, taken back in time or told why not."""

from datetime import UTC, datetime, timedelta
from functools import partial
from uuid import uuid4

import pytest
import time_machine

from rapport.kit.clock import now
from rapport.kit.refusals import NOT_FOUND, Refused
from rapport.live.models import Outbox
from rapport.messaging.actions import bonds, delivering, planning
from rapport.messaging.actions.outcomes import Done, Sent
from rapport.messaging.actions.planning import Planned, cancel_plan, change_plan, plan, send_sooner
from rapport.messaging.actions.sending import Draft, send
from rapport.messaging.actions.undoing import send_undoably
from rapport.messaging.actions.uploading import Incoming, remove_upload, upload
from rapport.messaging.jobs import forget_files, forget_planned, send_planned
from rapport.messaging.models import KeptDraft, Message, PlannedSend, WritingSettings
from rapport.messaging.queries.kept import draft_for
from rapport.rules.reach import Way
from tests.cast import make_cast, write
from tests.races import at_once, codes

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)


def draft(cast, text="Coffee on Thursday?", **more):
    given = {"to_id": cast.bo.pk, "way": Way.MESSAGE, "client_id": uuid4(), **more}
    return Draft(cast.ana.pk, text=text, **given)


def planned(cast, text="Coffee on Thursday?", **more):
    result = plan(draft(cast, text, **more), now() + HOUR)
    assert isinstance(result, Planned), result
    return PlannedSend.objects.get(public_id=result.id)


def test_it_goes_at_its_moment_and_not_before(cast):
    planned(cast)
    assert send_planned(now()) == 0
    assert not Message.objects.exists()
    with time_machine.travel(now() + HOUR + timedelta(seconds=1)):
        assert send_planned(now()) == 1
        assert send_planned(now()) == 0
    assert Message.objects.get().text == "Coffee on Thursday?"
    assert PlannedSend.objects.get().message == Message.objects.get()


def test_a_worker_that_is_killed_between_sending_and_booking_leaves_it_to_be_sent_once(
    cast, monkeypatch
):
    row = planned(cast)

    class Killed(BaseException):
        pass

    def dies(draft):
        send(draft)
        raise Killed

    later = row.send_at + timedelta(seconds=1)
    monkeypatch.setattr(delivering, "carry", dies)
    with time_machine.travel(later), pytest.raises(Killed):
        send_planned(later)
    assert not Message.objects.exists()
    monkeypatch.undo()
    with time_machine.travel(later):
        assert send_planned(later) == 1
    assert Message.objects.count() == 1


def test_one_that_was_sent_by_another_road_is_not_sent_again(cast):
    row = planned(cast)
    send(planning.as_draft(row))
    with time_machine.travel(row.send_at):
        send_planned(now())
    assert Message.objects.count() == 1
    assert PlannedSend.objects.get().state == "sent"


def test_the_same_client_id_plans_once(cast):
    one = draft(cast)
    first, second = plan(one, now() + HOUR), plan(one, now() + HOUR)
    assert (second.id, second.repeated) == (first.id, True)
    assert PlannedSend.objects.count() == 1
    assert plan(draft(cast, client_id=one.client_id, to_id=cast.cy.pk), now() + HOUR).code


def test_planning_takes_the_draft_along_and_taking_back_returns_it(cast):
    KeptDraft.objects.create(owner=cast.ana, to=cast.bo, way="message", text="Coffee")
    row = planned(cast)
    assert not KeptDraft.objects.exists()
    cancel_plan(cast.ana.pk, row.public_id)
    kept = draft_for(cast.ana.pk, cast.bo.pk, "message")
    assert kept.text == "Coffee on Thursday?"
    assert kept.client_id != row.client_id
    with time_machine.travel(row.send_at):
        assert send_planned(now()) == 0
    assert not Message.objects.exists()


def test_it_is_judged_again_and_its_author_is_told_why_not(cast):
    row = planned(cast)
    bonds.block(cast.bo.pk, cast.ana.pk)
    with time_machine.travel(row.send_at):
        assert send_planned(now()) == 1
    row.refresh_from_db()
    assert (row.state, bool(row.why)) == ("refused", True)
    assert not Message.objects.exists()
    told = Outbox.objects.get(kind="planned_refused")
    assert (told.member, told.about["planned"]) == (cast.ana, str(row.public_id))


def test_the_words_of_one_that_is_refused_are_a_draft_again(cast):
    row = planned(cast, way=Way.REQUEST, to_id=cast.dee.pk, text="How did it begin?")
    write(cast.ana, cast.dee, "Sent by hand meanwhile", Way.REQUEST)
    with time_machine.travel(row.send_at):
        send_planned(now())
    row.refresh_from_db()
    assert row.state == "refused"
    assert draft_for(cast.ana.pk, cast.dee.pk, "request").text == "How did it begin?"


def test_what_could_not_go_now_is_not_planned(cast):
    refused = plan(draft(cast, to_id=cast.cy.pk), now() + HOUR)
    assert refused.code == "not_connected"
    assert plan(draft(cast, "Hello [Name]"), now() + HOUR).code == "placeholder"
    assert plan(draft(cast, "  "), now() + HOUR).on == "text"
    assert plan(draft(cast, to_id=cast.eve.pk), now() + HOUR).status == 404
    assert plan(draft(cast, to_id=cast.ana.pk), now() + HOUR) == NOT_FOUND
    assert not PlannedSend.objects.exists()


def test_what_time_lifts_before_the_moment_may_be_planned(cast):
    at = now()
    for days in (3, 2):
        with time_machine.travel(at - timedelta(days=days)):
            write(cast.ana, cast.bo, f"Are you there? {days}")
    soon = plan(draft(cast), at + HOUR)
    assert (soon.code, soon.on) == ("follow_up", "overrule")
    assert isinstance(plan(draft(cast), at + timedelta(days=100)), Planned)


@pytest.mark.parametrize("ahead", [timedelta(seconds=-1), timedelta(0), timedelta(days=367)])
def test_moments_that_are_over_or_too_far_are_refused(cast, ahead):
    with time_machine.travel(datetime(2026, 11, 22, 9, tzinfo=UTC), tick=False):
        refused = plan(draft(cast), now() + ahead)
    assert (refused.code, refused.on, refused.status) == ("moment", "send_at", 422)


def test_a_waiting_one_gets_other_words_and_another_moment(cast):
    row = planned(cast)
    later = now() + timedelta(days=1)
    assert isinstance(change_plan(cast.ana.pk, row.public_id, text="Tea?", send_at=later), Planned)
    row.refresh_from_db()
    assert (row.text, row.send_at) == ("Tea?", later)
    assert change_plan(cast.ana.pk, row.public_id, text="Dear [Name],").code == "placeholder"
    row.refresh_from_db()
    assert row.text == "Tea?"


def test_nobody_else_finds_it(cast):
    row = planned(cast)
    assert change_plan(cast.bo.pk, row.public_id, text="x") == NOT_FOUND
    assert cancel_plan(cast.bo.pk, row.public_id) == NOT_FOUND
    assert send_sooner(cast.bo.pk, row.public_id) == NOT_FOUND
    assert planning.dismiss_plan(cast.bo.pk, row.public_id) == NOT_FOUND


def test_what_is_sent_can_neither_be_taken_back_nor_changed(cast):
    row = planned(cast)
    send_sooner(cast.ana.pk, row.public_id)
    send_planned(now())
    for refused in (
        cancel_plan(cast.ana.pk, row.public_id),
        change_plan(cast.ana.pk, row.public_id, text="x"),
    ):
        assert (refused.code, refused.status) == ("already_sent", 409)
    assert not KeptDraft.objects.exists()


def test_an_accident_is_tried_again_then_given_up_and_told(cast, monkeypatch):
    row = planned(cast)

    def fails(draft):
        raise RuntimeError("out of order")

    monkeypatch.setattr(delivering, "carry", fails)
    at = row.send_at
    for _ in range(delivering.TRIES_MAX):
        assert send_planned(at) == 0
        assert send_planned(at) == 0  # not at once again
        at += timedelta(hours=1)
    row.refresh_from_db()
    assert (row.state, row.tries) == ("failed", delivering.TRIES_MAX)
    assert Outbox.objects.filter(kind="planned_refused").count() == 1
    assert draft_for(cast.ana.pk, cast.bo.pk, "message").text == row.text


def test_there_is_a_limit_of_what_waits(cast, monkeypatch):
    monkeypatch.setattr(planning, "PLANNED_MAX", 1)
    planned(cast)
    refused = plan(draft(cast), now() + HOUR)
    assert (refused.code, refused.status) == ("planned_limit", 429)


def test_old_plans_are_forgotten_and_waiting_ones_are_not(cast):
    row = planned(cast)
    planned(cast, "Another")
    cancel_plan(cast.ana.pk, row.public_id)
    forget_planned(now() + timedelta(days=8))
    assert [row.text for row in PlannedSend.objects.all()] == ["Another"]


def test_undo_waits_its_seconds_and_only_where_chosen(cast):
    assert isinstance(send_undoably(draft(cast, "At once")), Sent)
    WritingSettings.objects.create(member=cast.ana, undo_seconds=10)
    waits = send_undoably(draft(cast, "In ten seconds"))
    assert isinstance(waits, Planned)
    assert timedelta(seconds=8) < waits.send_at - now() <= timedelta(seconds=10)
    assert Message.objects.count() == 1
    assert not Outbox.objects.filter(created_at__gt=now()).exists()
    with time_machine.travel(waits.send_at):
        send_planned(now())
    assert list(Message.objects.values_list("text", flat=True)) == ["At once", "In ten seconds"]


def test_by_the_pages_without_script(cast, as_member):
    WritingSettings.objects.create(member=cast.ana, undo_seconds=10)
    client = as_member(cast.ana)
    form = {"text": "Coffee?", "client_id": uuid4()}
    answer = client.post("/members/bo/ways/message/", form)
    row = PlannedSend.objects.get()
    assert answer["Location"] == f"/messages/later/{row.public_id}/"
    assert "Undo" in client.get(answer["Location"]).content.decode()
    back = client.post(f"/messages/later/{row.public_id}/cancel/")
    assert back["Location"] == "/members/bo/ways/message/"
    assert "Coffee?</textarea>" in client.get(back["Location"]).content.decode()


def test_in_a_conversation_what_waits_stands_under_it(cast, as_member):
    sent = write(cast.bo, cast.ana, "Lunch?")
    WritingSettings.objects.create(member=cast.ana, undo_seconds=10)
    client = as_member(cast.ana)
    place = f"/messages/{sent.thread}/"
    client.post(place, {"text": "Gladly", "client_id": uuid4()})
    page = client.get(place).content.decode()
    assert "Not sent yet" in page
    assert "Gladly" in page
    assert "Gladly" not in as_member(cast.bo).get(place).content.decode()


def test_their_morning_is_offered_and_taken(cast, as_member):
    cast.bo.time_zone = "Europe/Lisbon"
    cast.bo.save()
    # A Saturday; Monday is no holiday in Portugal.
    with time_machine.travel(datetime(2026, 11, 21, 12, tzinfo=UTC), tick=False):
        client = as_member(cast.ana)
        page = client.get("/members/bo/ways/message/").content.decode()
        assert "Monday, 23 November, 08:30 in Lisbon" in page
        form = {"text": "Coffee?", "client_id": uuid4(), "when": "morning"}
        assert client.post("/members/bo/later/message/", form).status_code == 303
    assert PlannedSend.objects.get().send_at == datetime(2026, 11, 23, 8, 30, tzinfo=UTC)


def test_a_moment_of_ones_own_is_read_in_ones_zone(cast, as_member):
    cast.ana.time_zone = "America/New_York"
    cast.ana.save()
    day = (now() + timedelta(days=5)).date()
    form = {"text": "Coffee?", "client_id": uuid4(), "when": "at", "at": f"{day}T09:00"}
    client = as_member(cast.ana)
    assert client.post("/members/bo/later/message/", form).status_code == 303
    row = PlannedSend.objects.get()
    assert row.send_at.utcoffset() == timedelta(0)
    assert row.send_at.hour in (13, 14)
    page = client.get(f"/messages/later/{row.public_id}/").content.decode()
    assert f'value="{day}T09:00"' in page
    change = {"text": "Tea?", "when": "at", "at": f"{day}T10:00"}
    assert client.post(f"/messages/later/{row.public_id}/", change).status_code == 303
    row.refresh_from_db()
    assert row.text == "Tea?"


def test_moments_are_shown_in_ones_own_zone_and_say_which(cast, as_member):
    cast.ana.time_zone = "Asia/Tokyo"
    cast.ana.save()
    write(cast.ana, cast.bo, "Tea?")
    thread = write(cast.bo, cast.ana, "Gladly.").thread
    row = planned(cast)
    PlannedSend.objects.update(send_at=datetime(2027, 1, 3, 20, 30, tzinfo=UTC))
    client = as_member(cast.ana)
    assert "4 January 2027, 05:30 JST" in client.get("/messages/drafts/").content.decode()
    assert (
        "4 January 2027, 05:30 JST"
        in client.get(f"/messages/later/{row.public_id}/").content.decode()
    )
    assert "4 January, 05:30 JST" in client.get(f"/messages/{thread}/").content.decode()


def test_files_wait_with_their_message_and_go_with_it(cast, settings, tmp_path):
    settings.FILES_ROOT = tmp_path / "files"
    file = upload(cast.ana.pk, Incoming("tides.txt", b"High at nine"))
    row = planned(cast, "The tides", files=(file.public_id,))
    with time_machine.travel(now() + timedelta(minutes=59), tick=False):
        forget_files(now())
    with time_machine.travel(now() + HOUR, tick=False):
        assert send_planned(now()) == 1
    row.refresh_from_db()
    (sent,) = row.message.attachments.all()
    assert sent.public_id == file.public_id


def test_a_file_that_is_gone_by_then_stops_it_and_its_author_has_the_words(cast):
    file = upload(cast.ana.pk, Incoming("tides.txt", b"High at nine"))
    row = planned(cast, "The tides", files=(file.public_id,))
    assert isinstance(remove_upload(cast.ana.pk, file.public_id), Done)
    with time_machine.travel(now() + HOUR, tick=False):
        assert send_planned(now()) == 1
    row.refresh_from_db()
    assert (row.state, row.message) == ("refused", None)
    assert draft_for(cast.ana.pk, cast.bo.pk, "message").text == "The tides"


@pytest.mark.parametrize("previews", [True, False])
def test_a_wish_for_no_previews_is_remembered_until_it_goes(cast, previews):
    row = planned(cast, "Look: https://tides.example/today", previews=previews)
    with time_machine.travel(now() + HOUR, tick=False):
        send_planned(now())
    row.refresh_from_db()
    assert row.message.links.get().removed is not previews


@pytest.mark.parametrize("at", ["", "soon", "2020-01-01T09:00", "9999-12-31T23:59"])
def test_without_a_moment_the_page_asks_and_keeps_the_words(cast, as_member, at):
    form = {"text": "Coffee <?>", "client_id": uuid4(), "when": "at", "at": at}
    answer = as_member(cast.ana).post("/members/bo/later/message/", form)
    assert answer.status_code == 422
    assert "Coffee &lt;?&gt;</textarea>" in answer.content.decode()
    assert not PlannedSend.objects.exists()


@pytest.mark.race
@pytest.mark.django_db(transaction=True)
def test_workers_and_an_author_at_once_come_to_one_end(transactional_db):
    cast = make_cast()
    for _ in range(5):
        row = planned(cast, f"Once {uuid4()}")
        send_sooner(cast.ana.pk, row.public_id)
        before = Message.objects.count()
        moment = now() + timedelta(seconds=1)
        results = at_once(
            partial(send_planned, moment),
            partial(send_planned, moment),
            partial(send_planned, moment),
            partial(cancel_plan, cast.ana.pk, row.public_id),
        )
        row.refresh_from_db()
        went = Message.objects.count() - before
        assert (row.state, went) in (("sent", 1), ("cancelled", 0))
        assert sum(one for one in results if isinstance(one, int)) == went
        assert ("already_sent" in codes(results)) == (went == 1)


@pytest.mark.race
@pytest.mark.django_db(transaction=True)
def test_plans_made_at_once_stay_within_the_limit(transactional_db, monkeypatch):
    cast = make_cast()
    monkeypatch.setattr(planning, "PLANNED_MAX", 3)
    results = at_once(*[partial(plan, draft(cast, f"No {n}"), now() + HOUR) for n in range(8)])
    assert sum(isinstance(one, Planned) for one in results) == 3
    assert sum(isinstance(one, Refused) for one in results) == 5
