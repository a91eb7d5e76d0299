import pytest

from rapport.contacts.models import Block
from rapport.safety.models import Report
from tests.cast import make_member
from tests.safety.stories import INSULT, request_from

pytestmark = pytest.mark.django_db


def test_ana_reports_a_request_and_blocks_in_one_form(cast, as_member):
    thread = request_from(cast.dee, cast.ana)
    client = as_member(cast.ana)
    address = f"/members/dee/report/?thread={thread.public_id}"

    form = client.get(address)
    assert INSULT in form.content.decode()
    assert f'value="{thread.public_id}"' in form.content.decode()
    assert not Report.objects.exists(), "a look changes nothing"

    words = {"kind": "harassment", "text": "Rude", "also_block": "on", "thread": thread.public_id}
    answer = client.post("/members/dee/report/", words, follow=True)
    assert answer.redirect_chain == [("/network/?tab=blocked", 303)]
    assert "A moderator will look at it" in answer.content.decode()
    assert Report.objects.get().evidence[0]["text"] == INSULT
    assert Block.objects.filter(blocker=cast.ana, blocked=cast.dee).exists()


def test_a_report_from_the_profile_needs_only_a_kind(cast, as_member):
    assert as_member(cast.ana).post("/members/dee/report/", {"kind": "spam"}).status_code == 303
    assert Report.objects.get().evidence == []


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ({}, "This field is required."),
        ({"kind": "boring", "text": "kept"}, "Select a valid choice."),
        ({"kind": "spam", "text": "x" * 2001}, "have 2001 characters; at most 2000 fit"),
    ],
)
def test_a_form_out_of_shape_comes_back_with_its_reason(cast, as_member, words, said):
    answer = as_member(cast.ana).post("/members/dee/report/", words)

    assert answer.status_code == 422
    assert said in answer.content.decode()
    assert words.get("text", "") in answer.content.decode()
    assert not Report.objects.exists()


def test_a_foreign_conversation_is_not_shown_to_anybody(cast, as_member):
    thread = request_from(cast.dee, cast.ana)

    for who in (cast.bo, cast.cy, cast.eve):
        for handle in ("dee", "ana", "bo"):
            address = f"/members/{handle}/report/?thread={thread.public_id}"
            assert as_member(who).get(address).status_code == 404
            words = {"kind": "spam", "thread": thread.public_id}
            assert as_member(who).post(f"/members/{handle}/report/", words).status_code == 404
    assert not Report.objects.exists()


@pytest.mark.parametrize(
    "thread", ["nonsense", "018f3f7e-0000-7000-8000-000000000000", "\x00", "1" * 5000]
)
def test_a_conversation_that_is_not_there_is_404(cast, as_member, thread):
    client = as_member(cast.ana)

    assert client.get("/members/dee/report/", {"thread": thread}).status_code == 404
    words = {"kind": "spam", "thread": thread}
    assert client.post("/members/dee/report/", words).status_code == 404


@pytest.mark.parametrize("handle", ["nobody-here", "gil", "eve-who-blocked", "ana"])
def test_absent_closed_blocked_and_oneself_look_alike(cast, as_member, handle):
    make_member("gil", reach_closed=True)
    blocker = make_member("eve-who-blocked")
    Block.objects.create(blocker=blocker, blocked=cast.ana)
    client = as_member(cast.ana)

    assert client.get(f"/members/{handle}/report/").status_code == 404
    assert client.post(f"/members/{handle}/report/", {"kind": "spam"}).status_code == 404


def test_words_of_people_are_text(cast, as_member):
    hostile = "<script>alert(1)</script>"
    cast.dee.name = hostile
    cast.dee.save()
    thread = request_from(cast.dee, cast.ana, hostile)

    page = as_member(cast.ana).get(f"/members/dee/report/?thread={thread.public_id}")

    assert "<script>alert" not in page.content.decode()
    assert "&lt;script&gt;" in page.content.decode()


def test_a_visitor_is_asked_to_sign_in(cast, client):
    assert client.post("/members/dee/report/", {"kind": "spam"}).status_code == 302
    assert not Report.objects.exists()


def test_the_page_takes_at_most_20_queries(cast, as_member, django_assert_max_num_queries):
    thread = request_from(cast.dee, cast.ana)
    client = as_member(cast.ana)

    with django_assert_max_num_queries(20):
        client.get(f"/members/dee/report/?thread={thread.public_id}")
