"""The panel beside a composer: what it shows, dismisses, and shows without script."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from rapport.coach.models import Dismissal
from rapport.kit.clock import now
from rapport.members.models import ReachSettings
from rapport.posts.actions import NewPost, write_post
from tests.cast import write

pytestmark = pytest.mark.django_db
HX = {"HTTP_HX_REQUEST": "true"}


@pytest.fixture
def panel(cast, as_member):
    """Ana's panel; gives the answer's text."""
    client = as_member(cast.ana)

    def ask(text, to="bo", way="message", where="review", **more):
        got = client.post(f"/coach/{where}/", {"to": to, "way": way, "text": text, **more}, **HX)
        assert got.status_code == 200, got.content
        return got.content.decode()

    return ask


def test_a_blank_is_quoted_with_its_mending_and_its_source(panel):
    shown = panel("Hi [Name], how did you choose the stone for the north wall?")
    assert "Not like this yet" in shown
    assert 'data-coach-start="3" data-coach-end="9"' in shown
    assert 'data-coach-fix="Bo"' in shown
    assert "/coach/#a-30" in shown
    assert "Don't tell me" not in shown.split("[Name]")[1].split("</li>")[0]


def test_at_most_three_findings_are_shown(panel):
    text = (
        "Dear Sir or Madam, I hope this message finds you well! I would love to pick your brain "
        "and leverage synergies. Kindly revert at your earliest convenience. I came across your "
        "profile. I am AMAZING!!! Please do the needful."
    )
    shown = panel(text, to="dee", way="request")
    assert shown.count('<li class="coach-line') == 3


def test_text_of_members_is_escaped(panel, cast):
    cast.bo.name = '<img src=x onerror="alert(1)"> Bo'
    cast.bo.save()
    shown = panel('Hi <script>alert("1")</script> [Name]')
    assert "<script" not in shown
    assert "<img" not in shown


def test_line_ends_count_as_one_character(panel):
    assert 'data-coach-start="5"' in panel("Hi.\r\n\r\n[Name], how did you choose the stone?")


def test_a_dismissed_check_is_silent_until_it_is_restored(panel, cast, as_member):
    text = "Hi Bo, I hope this message finds you well. How did you choose the stone for the wall?"
    assert 'value="stock"' in panel(text)
    client = as_member(cast.ana)
    told = client.post("/coach/dismiss/", {"check": "stock"}, **HX)
    assert (told.status_code, told["HX-Trigger"]) == (204, "coach-changed")
    client.post("/coach/dismiss/", {"check": "stock"}, **HX)
    assert 'value="stock"' not in panel(text)
    assert "Stock phrases" in client.get("/coach/settings/").content.decode()
    assert client.post("/coach/restore/", {"check": "stock"}).status_code == 303
    assert 'value="stock"' in panel(text)
    assert not Dismissal.objects.exists()


@pytest.mark.parametrize("name", ["placeholder", "sameness", "manners", ""])
def test_what_is_always_told_and_what_is_no_check_is_not_dismissed(cast, as_member, name):
    client = as_member(cast.ana)
    assert client.post("/coach/dismiss/", {"check": name}).status_code == 422
    assert not Dismissal.objects.exists()


def test_dismissals_belong_to_one_member(panel, cast, as_member):
    Dismissal.objects.create(member=cast.bo, name="stock")
    text = "Hi Bo, I hope this message finds you well. How did you choose the stone for the wall?"
    assert 'value="stock"' in panel(text)


def test_the_panel_may_be_switched_off_and_on(panel, cast, as_member):
    client = as_member(cast.ana)
    assert client.post("/coach/switch/", {"on": "0"}, **HX).status_code == 204
    assert "The coach is off" in panel("Hi [Name]")
    assert not panel("", where="instead").strip()
    assert client.post("/coach/switch/", {"on": "1"}).status_code == 303
    assert "Not like this yet" in panel("Hi [Name]")


@pytest.mark.parametrize(("to", "way"), [("eve", "request"), ("ana", "message"), ("bo", "pigeon")])
@pytest.mark.parametrize("where", ["review", "instead"])
def test_who_is_not_there_is_absent_for_the_panel_too(cast, as_member, to, way, where):
    got = as_member(cast.ana).post(f"/coach/{where}/", {"to": to, "way": way, "text": "Hi"})
    assert got.status_code == 404


def test_a_layoff_post_holds_the_message_with_a_date_unless_its_author_switched_it_off(panel, cast):
    said = "After nine years I was laid off this morning, with my whole team."
    write_post(cast.dee.pk, NewPost(said, "everyone"), now())
    text = "Hi Dee, may I ask how you chose the title of your book?"
    shown = panel(text, to="dee", way="request")
    assert "Better later" in shown
    assert "A good moment for them" in shown
    better = panel("", to="dee", way="request", where="instead")
    assert f"Wait until {now() + timedelta(days=14):%d %B %Y}" in better
    ReachSettings.objects.filter(member=cast.dee).update(posts_weighed=False)
    assert "Better later" not in panel(text, to="dee", way="request")


def test_a_post_that_the_writer_may_not_see_says_nothing(panel, cast):
    write_post(cast.dee.pk, NewPost("I was laid off this morning.", "connections"), now())
    text = "Hi Dee, may I ask how you chose the title of your book?"
    assert "Better later" not in panel(text, to="dee", way="request")


def test_what_is_better_leads_to_the_very_post_and_to_whom_introduces(panel, cast):
    post = write_post(
        cast.cy.pk, NewPost("Our lighthouse at Brixham got a new lamp room.", "everyone"), now()
    )
    better = panel("", to="cy", way="connect", where="instead")
    assert f"/posts/{post.public_id}/#comments" in better
    assert "/members/cy/ways/introduction/" in better
    assert 'action="/members/cy/ways/follow/"' in better


def test_to_whom_one_follows_following_is_not_offered(panel, cast, as_member):
    as_member(cast.ana).post("/members/dee/ways/follow/")
    assert "ways/follow/" not in panel("", to="dee", way="request", where="instead")


def test_an_introduction_is_judged_against_whom_it_asks(panel):
    text = "Hi Bo, would you introduce me to Cy, who built the lamp room?"
    shown = panel(text, to="cy", way="introduction", via="bo")
    assert 'value="name"' not in shown
    assert 'value="name"' in panel(text.replace("Bo", "Sven"), "cy", "introduction", via="bo")


def test_the_panel_asks_at_most_twenty_queries_and_writes_nothing(cast, as_member):
    write(cast.ana, cast.bo, "Did you see the plan?")
    write_post(cast.bo.pk, NewPost("A new lamp room at last.", "everyone"), now())
    client = as_member(cast.ana)
    client.get("/messages/")
    for where in ("review", "instead", f"preview/?action=/members/bo/ways/message/&x={uuid4()}"):
        where = where if "?" in where else f"{where}/"
        with CaptureQueriesContext(connection) as asked:
            got = client.post(f"/coach/{where}", {"to": "bo", "way": "message", "text": "Hi Bo"})
        assert got.status_code == 200
        statements = [query["sql"] for query in asked.captured_queries]
        assert len(statements) <= 20, statements
        assert not [sql for sql in statements if sql.startswith(("INSERT", "UPDATE", "DELETE"))]


def test_without_script_the_preview_shows_the_review_and_keeps_what_was_typed(cast, as_member):
    client = as_member(cast.ana)
    page = client.get("/members/dee/ways/inmail/").content.decode()
    assert "/coach/preview/?to=dee&amp;way=inmail&amp;action=/members/dee/ways/inmail/" in page
    got = client.post(
        "/coach/preview/?to=dee&way=inmail&action=/members/dee/ways/inmail/",
        {"text": "Hi [Name], why stone?", "subject": "Walls", "client_id": "0" * 8},
    )
    shown = got.content.decode()
    assert got.status_code == 200
    assert '<mark class="coach-mark coach-stop">[Name]</mark>' in shown
    assert "Hi [Name], why stone?</textarea>" in shown
    assert 'value="Walls"' in shown
    assert 'action="/members/dee/ways/inmail/"' in shown
    assert 'value="00000000"' in shown


def test_a_note_is_kept_as_a_note_and_its_sender_sends_it_from_the_preview(cast, as_member):
    client = as_member(cast.ana)
    got = client.post(
        "/coach/preview/?to=cy&way=connect&action=/members/cy/ways/connect/",
        {"note": "Hi Cy, how did you build the lamp room?"},
    )
    assert 'name="note"' in got.content.decode()


@pytest.mark.parametrize(
    "action", ["", "https://example.org/", "//example.org/", "/settings/", "/nowhere/"]
)
def test_a_preview_leads_to_a_composer_and_nowhere_else(cast, as_member, action):
    got = as_member(cast.ana).post(
        f"/coach/preview/?to=bo&way=message&action={action}", {"text": "Hi Bo"}
    )
    assert got.status_code == 404


@pytest.mark.parametrize(
    ("path", "way"),
    [
        ("/members/bo/ways/message/", "message"),
        ("/members/cy/ways/connect/", "connect"),
        ("/members/cy/ways/introduction/", "introduction"),
        ("/members/dee/ways/request/", "request"),
        ("/members/dee/ways/inmail/", "inmail"),
    ],
)
def test_every_composer_has_its_panel(cast, as_member, path, way):
    page = as_member(cast.ana).get(path).content.decode()
    assert 'hx-post="/coach/review/"' in page
    assert f'"way": "{way}"' in page


def test_a_conversation_has_its_panel(cast, as_member):
    thread = write(cast.ana, cast.bo, "Did you see the plan?").thread
    page = as_member(cast.ana).get(f"/messages/{thread}/").content.decode()
    assert 'hx-post="/coach/review/"' in page
    assert '"to": "bo"' in page


def test_lines_of_a_running_talk_are_no_follow_ups(panel, cast):
    for number in range(4):
        write(cast.ana, cast.bo, f"Line {number} of one thought.")
    assert "unanswered" not in panel("And one more line of it, Bo.")


def test_a_very_long_text_is_refused_with_its_length(cast, as_member):
    got = as_member(cast.ana).post("/coach/review/", {"to": "bo", "text": "x" * 20_001})
    assert got.status_code == 422
    assert "20,001" in got.content.decode()
