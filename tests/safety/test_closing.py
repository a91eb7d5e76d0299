import pytest

from rapport.kit.clock import now
from rapport.live.models import Outbox
from rapport.notices.wording import word
from rapport.safety.actions import Complaint, close_report, report_member
from rapport.safety.models import Report
from tests.safety.stories import make_moderator

pytestmark = pytest.mark.django_db


@pytest.fixture
def made(cast) -> Report:
    """Ana's report about Dee."""
    return report_member(cast.ana.pk, "dee", Complaint("spam"), now())


def test_mo_closes_it_with_what_came_of_it(cast, made):
    mo = make_moderator()

    closed = close_report(mo.pk, made.public_id, "  Warned\n Dee ", now())

    assert (closed.outcome, closed.closed_by) == ("Warned Dee", mo)
    assert closed.closed_at is not None


def test_ana_is_told_that_it_was_looked_at_and_not_what_came_of_it(cast, made):
    close_report(make_moderator().pk, made.public_id, "Warned Dee", now())

    news = Outbox.objects.get(kind="report_closed")
    assert news.member == cast.ana
    assert "Warned" not in str(news.about) + word(news.kind, news.about).sentence


def test_of_two_moderators_one_closes_it(cast, made):
    mo, max_ = make_moderator(), make_moderator("max")
    close_report(mo.pk, made.public_id, "Warned", now())

    second = close_report(max_.pk, made.public_id, "Nothing in it", now())

    assert (second.code, second.status) == ("conflict", 409)
    assert Report.objects.get().outcome == "Warned"
    assert Outbox.objects.filter(kind="report_closed").count() == 1


@pytest.mark.parametrize(
    ("outcome", "code"),
    [("", "outcome_missing"), (" \n ", "outcome_missing"), ("x" * 301, "outcome_too_long")],
)
def test_an_outcome_out_of_shape_closes_nothing(cast, made, outcome, code):
    assert close_report(make_moderator().pk, made.public_id, outcome, now()).code == code
    assert Report.objects.get().closed_at is None


def test_nobody_closes_a_report_about_themselves(cast):
    mo = make_moderator()
    about_mo = report_member(cast.ana.pk, "mo", Complaint("other"), now())

    assert close_report(mo.pk, about_mo.public_id, "Nothing in it", now()).code == "not_found"


def test_a_report_outlives_who_made_it(cast, made):
    cast.ana.delete()

    closed = close_report(make_moderator().pk, made.public_id, "Warned", now())

    assert closed.reporter is None
    assert not Outbox.objects.filter(kind="report_closed").exists()
