import pytest

from rapport.kit.clock import now
from rapport.safety.actions import Complaint, report_member
from rapport.safety.models import Report
from tests.cast import make_member
from tests.safety.stories import INSULT, make_moderator, request_from

pytestmark = pytest.mark.django_db


@pytest.fixture
def made(cast) -> Report:
    """Ana's report about the request of Dee."""
    thread = request_from(cast.dee, cast.ana)
    said = Complaint("harassment", "It frightened me.", thread.public_id)
    return report_member(cast.ana.pk, "dee", said, now())


def test_mo_reads_the_report_with_its_evidence_and_closes_it(cast, made, as_member):
    client = as_member(make_moderator())

    assert "Dee Moreau" in client.get("/moderation/").content.decode()
    page = client.get(f"/moderation/{made.public_id}/").content.decode()
    assert "It frightened me." in page
    assert INSULT in page

    closed = client.post(f"/moderation/{made.public_id}/", {"outcome": "Warned"}, follow=True)
    assert closed.redirect_chain == [("/moderation/", 303)]
    assert "Dee Moreau" not in closed.content.decode()
    assert "Warned" in client.get("/moderation/?state=closed").content.decode()


def test_a_closed_report_cannot_be_closed_again(cast, made, as_member):
    client = as_member(make_moderator())
    address = f"/moderation/{made.public_id}/"
    client.post(address, {"outcome": "Warned"})

    answer = client.post(address, {"outcome": "Else"})

    assert answer.status_code == 409
    assert "Somebody else has closed this report already." in answer.content.decode()
    assert Report.objects.get().outcome == "Warned"


@pytest.mark.parametrize("outcome", ["", "x" * 301])
def test_an_outcome_out_of_shape_comes_back(cast, made, as_member, outcome):
    client = as_member(make_moderator())

    assert client.post(f"/moderation/{made.public_id}/", {"outcome": outcome}).status_code == 422
    assert Report.objects.get().closed_at is None


@pytest.mark.parametrize("who", ["ana", "bo", "dee", "eve"])
def test_for_everybody_else_there_is_no_desk(cast, made, as_member, who):
    client = as_member(getattr(cast, who))

    assert client.get("/moderation/").status_code == 404
    assert client.get(f"/moderation/{made.public_id}/").status_code == 404
    assert client.post(f"/moderation/{made.public_id}/", {"outcome": "x"}).status_code == 404
    assert Report.objects.get().closed_at is None


def test_a_visitor_is_asked_to_sign_in(made, client):
    assert client.get("/moderation/").status_code == 302
    assert client.get(f"/moderation/{made.public_id}/").status_code == 302


def test_a_moderator_does_not_find_reports_about_themselves(cast, as_member):
    mo = make_moderator()
    about_mo = report_member(cast.ana.pk, "mo", Complaint("other", "Mo is unfair."), now())
    client = as_member(mo)

    assert "unfair" not in client.get("/moderation/").content.decode()
    assert client.get(f"/moderation/{about_mo.public_id}/").status_code == 404
    assert client.post(f"/moderation/{about_mo.public_id}/", {"outcome": "x"}).status_code == 404
    other = as_member(make_moderator("max"))
    assert "unfair" in other.get("/moderation/").content.decode()


def test_a_moderator_reads_no_conversation_without_a_report(cast, as_member):
    thread = request_from(cast.dee, cast.ana)

    client = as_member(make_moderator())

    assert client.get(f"/messages/{thread.public_id}/").status_code == 404
    assert client.get(f"/members/dee/report/?thread={thread.public_id}").status_code == 404
    assert INSULT not in client.get("/moderation/").content.decode()


def test_a_report_shows_the_others_about_the_same_member(cast, made, as_member):
    report_member(cast.bo.pk, "dee", Complaint("scam"), now())

    page = as_member(make_moderator()).get(f"/moderation/{made.public_id}/").content.decode()

    assert "Other reports about them" in page
    assert "Fraud or a scam" in page


@pytest.mark.parametrize("name", ["nonsense", "018f3f7e-0000-7000-8000-000000000000"])
def test_a_report_that_is_not_there_is_404(db, as_member, name):
    assert as_member(make_moderator()).get(f"/moderation/{name}/").status_code == 404


def test_words_of_people_are_text(cast, as_member):
    hostile = "<script>alert(1)</script>"
    thread = request_from(cast.dee, cast.ana, hostile)
    made = report_member(cast.ana.pk, "dee", Complaint("spam", hostile, thread.public_id), now())
    client = as_member(make_moderator())

    for address in ("/moderation/", f"/moderation/{made.public_id}/"):
        page = client.get(address).content.decode()
        assert "<script>alert" not in page
        assert "&lt;script&gt;" in page


def test_reports_come_oldest_first_in_pages_of_20_queries(
    cast, as_member, django_assert_max_num_queries
):
    for number in range(25):
        member = make_member(f"m{number}")
        Report.objects.create(reporter=cast.ana, about=member, kind="spam", created_at=now())
    client = as_member(make_moderator())

    with django_assert_max_num_queries(20):
        first = client.get("/moderation/")
    second = client.get("/moderation/" + first.context["older"])

    handles = [row.about.handle for page in (first, second) for row in page.context["reports"]]
    assert handles == [f"m{number}" for number in range(25)]
