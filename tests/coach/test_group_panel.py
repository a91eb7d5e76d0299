"""The panel at the composer of a group conversation: what words tell whoever reads them."""

import json
from uuid import uuid4

import pytest
from selectolax.lexbor import LexborHTMLParser

from rapport.coach.actions.reviewing import Asked, review_to
from rapport.kit.clock import now
from rapport.kit.refusals import NOT_FOUND
from rapport.members.actions.settings import update_reach
from rapport.messaging.actions import group_members as people
from rapport.messaging.actions.group_sending import GroupDraft, send_to_group
from rapport.rules.coach.checks import FOR_MANY
from rapport.rules.coach.draft import DraftWay
from rapport.rules.coach.findings import Check, Level
from tests.cast import connect, done, make_member, write
from tests.groups_cast import group_of, said

pytestmark = pytest.mark.django_db
HX = {"HTTP_HX_REQUEST": "true"}
BLANK = "Hi [Name], I liked your talk on harbours. What came of it?"
COPY = "I read your notes on harbour walls and wonder how you chose the stone for them?"
OF_WORDS = {
    Check.SAMENESS, Check.PLACEHOLDER, Check.GRADE, Check.TONE_STIFF, Check.TONE_GUSHING,
    Check.TONE_PUSHY, Check.JARGON, Check.RAMBLING,
}  # fmt: skip


@pytest.fixture
def group(cast):
    return group_of(cast)


def reviewed(member, group, text, **more):
    return review_to(member, Asked("", DraftWay.MESSAGE, text, thread=group, **more))


def found(member, group, text, **more):
    return {one.check: one.level for one in reviewed(member, group, text, **more).review.findings}


def stopped(member, group, text, **more):
    """What the panel stops, and what the send does."""
    told = {
        check for check, level in found(member, group, text, **more).items() if level is Level.STOP
    }
    result = send_to_group(GroupDraft(member.pk, group, text, uuid4(), **more))
    return {check.value for check in told}, getattr(result, "code", None)


def test_a_blank_stops_in_the_panel_as_it_does_when_it_is_sent(cast, group):
    assert stopped(cast.ana, group, BLANK) == ({"placeholder"}, "placeholder")


def test_no_blank_for_a_name_is_filled_with_what_is_nobodys_name(cast, group):
    text = "Dear {first_name}, nine is good for the harbour."
    (finding,) = reviewed(cast.ana, group, text).review.findings
    assert (finding.check, finding.fix) == (Check.PLACEHOLDER, None)


def test_copies_stop_in_the_panel_as_they_do_when_they_are_sent(cast, group):
    for number in range(3):
        one = make_member(f"friend-{number}", name=f"Sam Lee{number}")
        connect(cast.ana, one)
        write(cast.ana, one, COPY)
    assert stopped(cast.ana, group, COPY) == ({"sameness"}, "sameness")
    asked = said(cast.bo, group, "What did you write to them?")
    assert stopped(cast.ana, group, COPY, reply_to=asked.message) == (set(), None)


@pytest.mark.parametrize(
    "text",
    [
        "Hello Dee, congratulations on your new job at Harbour Works! Can we meet tomorrow?",
        "Dear Sir or Madam, I hope this message finds you well. Kindly revert.",
        "You should really rewrite your notes. Buy this: https://shop.example",
        "I know Bo from Lisbon, and I saw your post on tides. Wann passt es Ihnen?",
        "Ok",
    ],
)
def test_nothing_is_said_that_needs_one_reader(cast, group, text):
    update_reach(cast.bo, {"away_until": None})
    review = reviewed(cast.ana, group, text).review
    assert {one.check for one in review.findings} <= OF_WORDS
    assert review.alternatives == ()
    assert review.send_at is None


def test_words_that_are_hard_on_whoever_reads_them_are_told(cast, group):
    text = "Let us leverage synergies and move the needle, ASAP!!! Why has NOBODY answered me?!"
    assert found(cast.ana, group, text)
    assert len(FOR_MANY) == 8


def test_who_takes_no_part_learns_nothing(cast, group):
    assert reviewed(cast.dee, group, "Hello") == NOT_FOUND
    assert reviewed(cast.dee, uuid4(), "Hello") == NOT_FOUND
    done(people.leave(cast.ana.pk, group))
    assert reviewed(cast.ana, group, "Hello") == NOT_FOUND


def test_the_composer_has_the_panel_and_without_script_a_preview(cast, group, as_member):
    client = as_member(cast.ana)
    page = LexborHTMLParser(client.get(f"/messages/{group}/").content.decode())
    panel = page.css_first(".coach-panel")
    assert json.loads(panel.attributes["hx-vals"]) == {"thread": str(group), "way": "message"}
    shown = client.post(
        "/coach/review/", {"thread": group, "way": "message", "text": BLANK}, **HX
    ).content.decode()
    assert "Not like this yet" in shown
    preview = page.css_first(".composer-preview").attributes["formaction"]
    previewed = client.post(preview, {"text": BLANK, "client_id": str(uuid4())})
    assert previewed.status_code == 200
    words = LexborHTMLParser(previewed.content.decode())
    assert "Harbour plans" in words.css_first("h1").text()
    assert words.css_first("#composer-text-form").attributes["action"] == f"/messages/{group}/"
    assert (
        client.post("/coach/instead/", {"thread": group, "text": "x"}, **HX).content.strip() == b""
    )
    empty = client.post("/coach/review/", {"thread": group, "text": ""}, **HX)
    assert "Worth asking" not in empty.content.decode()
    at = now()
    assert as_member(cast.dee).post(preview, {"text": "x"}).status_code == 404, at
