from datetime import timedelta
from uuid import uuid4

import pytest

from rapport.contacts.actions import record_invitation
from rapport.contacts.models import Block
from rapport.kit.clock import now
from rapport.kit.refusals import Refused
from rapport.live.models import Outbox
from rapport.messaging.models import Message
from rapport.notices.wording import word
from rapport.safety.actions import Complaint, close_report, report_member
from rapport.safety.actions.reporting import REPORTS_A_DAY
from rapport.safety.models import Report
from tests.cast import connect, make_member, write
from tests.safety.stories import INSULT, make_moderator, request_from

pytestmark = pytest.mark.django_db


def report(reporter, handle: str, *, at=None, **said) -> Report:
    done = report_member(reporter.pk, handle, Complaint(**{"kind": "spam", **said}), at or now())
    assert isinstance(done, Report), done
    return done


def test_ana_reports_the_request_of_dee_and_its_words_are_kept(cast):
    thread = request_from(cast.dee, cast.ana)

    made = report(cast.ana, "dee", kind="harassment", text=" Rude. ", thread=thread.public_id)

    assert (made.reporter, made.about, made.kind, made.text) == (
        cast.ana,
        cast.dee,
        "harassment",
        "Rude.",
    )
    assert [(piece["by"], piece["text"], piece["way"]) for piece in made.evidence] == [
        ("dee", INSULT, "request")
    ]


def test_evidence_stays_as_it_was_when_the_message_changes(cast):
    thread = request_from(cast.dee, cast.ana)
    made = report(cast.ana, "dee", thread=thread.public_id)

    Message.objects.update(text="Nothing to see here")

    made.refresh_from_db()
    assert made.evidence[0]["text"] == INSULT
    again = report(cast.ana, "dee", thread=thread.public_id)
    assert [piece["text"] for piece in again.evidence] == [INSULT, "Nothing to see here"]


def test_evidence_is_the_last_20_messages_the_oldest_first(cast):
    for number in range(25):
        thread = write(cast.bo, cast.ana, f"Message {number}").thread

    made = report(cast.ana, "bo", thread=thread)

    assert [piece["text"] for piece in made.evidence] == [f"Message {n}" for n in range(5, 25)]


def test_the_note_of_an_invitation_is_evidence_too(cast):
    sent = record_invitation(cast.cy.pk, cast.ana.pk, "Buy my course", uuid4(), now())

    made = report(cast.ana, "cy", invitation=sent.public_id)

    assert [(piece["way"], piece["text"]) for piece in made.evidence] == [
        ("connect", "Buy my course")
    ]


@pytest.mark.parametrize("who", ["bo", "cy", "dee"])
def test_nobody_brings_a_conversation_they_take_no_part_in(cast, who):
    gil = make_member("gil")
    connect(cast.ana, gil)
    thread = write(gil, cast.ana, "Between us").thread

    done = report_member(getattr(cast, who).pk, "gil", Complaint("spam", thread=thread), now())

    assert isinstance(done, Refused)
    assert done.code == "not_found"
    assert not Report.objects.exists()


def test_a_conversation_with_somebody_else_is_no_evidence_about_bo(cast):
    thread = request_from(cast.dee, cast.ana)

    done = report_member(cast.ana.pk, "bo", Complaint("spam", thread=thread.public_id), now())

    assert done.code == "not_found"


def test_the_invitation_of_somebody_else_is_no_evidence(cast):
    sent = record_invitation(cast.cy.pk, cast.ana.pk, "Hello", uuid4(), now())

    for reporter, about in ((cast.bo, "cy"), (cast.ana, "bo"), (cast.cy, "ana")):
        done = report_member(
            reporter.pk, about, Complaint("spam", invitation=sent.public_id), now()
        )
        assert done.code == "not_found"


def test_a_second_report_within_a_day_continues_the_first(cast):
    first = report(cast.ana, "dee", text="First words")
    second = report(cast.ana, "dee", kind="scam", text="More words")
    third = report(cast.ana, "dee", kind="scam")

    assert first.pk == second.pk == third.pk
    stands = Report.objects.get()
    assert (stands.kind, stands.text) == ("scam", "More words"), "no words leave the old ones"


def test_after_a_day_it_is_a_new_report(cast):
    start = now()
    report(cast.ana, "dee", at=start)
    day = timedelta(hours=24)

    report(cast.ana, "dee", at=start + day - timedelta(seconds=1))
    assert Report.objects.count() == 1
    report(cast.ana, "dee", at=start + day)
    assert Report.objects.count() == 2


def test_after_it_was_closed_it_is_a_new_report(cast):
    made = report(cast.ana, "dee")
    close_report(make_moderator().pk, made.public_id, "Warned", now())

    assert report(cast.ana, "dee").pk != made.pk


def test_two_members_make_two_reports(cast):
    assert report(cast.ana, "dee").pk != report(cast.bo, "dee").pk


def test_20_reports_a_day_are_the_limit_and_continuing_one_is_not_counted(cast):
    for number in range(REPORTS_A_DAY):
        report(cast.ana, make_member(f"m{number}").handle)

    refused = report_member(cast.ana.pk, "dee", Complaint("spam"), now())
    assert (refused.code, refused.status) == ("reports_limit", 429)
    assert report(cast.ana, "m0").pk
    assert Report.objects.count() == REPORTS_A_DAY


@pytest.mark.parametrize(
    ("said", "code", "field"),
    [
        ({"kind": ""}, "kind_missing", "kind"),
        ({"kind": "annoying"}, "kind_missing", "kind"),
        ({"kind": "spam", "text": "x" * 2001}, "text_too_long", "text"),
    ],
)
def test_words_out_of_shape_are_refused(cast, said, code, field):
    refused = report_member(cast.ana.pk, "dee", Complaint(**said), now())

    assert (refused.code, refused.on, refused.status) == (code, field, 422)
    assert not Report.objects.exists()


def test_length_is_code_points_after_line_ends_are_one(cast):
    assert report(cast.ana, "dee", text="🙂\r\n" * 1000)


def test_reporting_may_block_as_well(cast):
    report(cast.ana, "dee", also_block=True)

    assert Block.objects.filter(blocker=cast.ana, blocked=cast.dee).exists()


def test_without_the_wish_nobody_is_blocked(cast):
    report(cast.ana, "dee")

    assert not Block.objects.filter(blocked=cast.dee).exists()


def test_a_refused_report_blocks_nobody(cast):
    report_member(cast.ana.pk, "dee", Complaint("", also_block=True), now())

    assert not Block.objects.filter(blocked=cast.dee).exists()


def test_whom_one_may_report(cast):
    closed = make_member("gil", reach_closed=True)
    thread = request_from(cast.dee, cast.ana)

    def code(reporter, handle, **said):
        done = report_member(reporter.pk, handle, Complaint("spam", **said), now())
        return done.code if isinstance(done, Refused) else "made"

    assert code(cast.ana, "eve") == "made", "whom she blocked herself"
    assert code(cast.eve, "ana") == "not_found", "who blocked Eve is not there for Eve"
    assert code(cast.ana, closed.handle) == "not_found"
    assert code(cast.ana, "ana") == "not_found"
    assert code(cast.ana, "nobody") == "not_found"
    Block.objects.create(blocker=cast.dee, blocked=cast.ana)
    assert code(cast.ana, "dee") == "not_found"
    assert code(cast.ana, "dee", thread=thread.public_id) == "made", "from the old conversation"


def test_moderators_are_told_once_and_the_reported_never(cast):
    mo = make_moderator()
    report(cast.ana, "dee", text="First")
    report(cast.ana, "dee", text="More")

    news = Outbox.objects.get()
    assert (news.member, news.kind) == (mo, "report_made")
    assert word(news.kind, news.about).path == f"/moderation/{Report.objects.get().public_id}/"


def test_a_moderator_who_is_reported_is_not_told(cast):
    make_moderator()
    report(cast.ana, "mo")

    assert not Outbox.objects.exists()
