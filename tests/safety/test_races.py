from functools import partial

import pytest

from rapport.kit.clock import now
from rapport.live.models import Outbox
from rapport.safety.actions import Complaint, close_report, report_member
from rapport.safety.actions.reporting import REPORTS_A_DAY
from rapport.safety.models import Report
from tests.cast import make_cast, make_member
from tests.races import at_once, codes
from tests.safety.stories import make_moderator

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.race]


@pytest.fixture
def cast(transactional_db):
    return make_cast()


def test_a_report_sent_six_times_at_once_is_one_report(cast):
    mo = make_moderator()
    said = Complaint("spam", "Once.")

    results = at_once(*[partial(report_member, cast.ana.pk, "dee", said, now())] * 6)

    assert codes(results) == ["Report"] * 6
    assert Report.objects.count() == 1
    assert Outbox.objects.filter(member=mo, kind="report_made").count() == 1


def test_the_limit_of_reports_a_day_holds(cast):
    people = [make_member(f"person-{number}") for number in range(6)]
    Report.objects.bulk_create(
        Report(reporter=cast.ana, about=cast.bo, kind="spam", created_at=now())
        for _ in range(REPORTS_A_DAY - 1)
    )
    said = Complaint("spam")

    results = at_once(*(partial(report_member, cast.ana.pk, p.handle, said, now()) for p in people))

    assert codes(results) == ["Report", *["reports_limit"] * 5]
    assert Report.objects.count() == REPORTS_A_DAY


def test_of_three_moderators_at_once_one_closes_it(cast):
    desk = [make_moderator(f"mo-{number}") for number in range(3)]
    made = report_member(cast.ana.pk, "dee", Complaint("spam"), now())

    results = at_once(
        *(partial(close_report, mo.pk, made.public_id, f"By {mo.handle}", now()) for mo in desk)
    )

    assert codes(results) == ["Report", "conflict", "conflict"]
    closed = Report.objects.get()
    assert closed.outcome == f"By {closed.closed_by.handle}"
    assert Outbox.objects.filter(kind="report_closed").count() == 1
