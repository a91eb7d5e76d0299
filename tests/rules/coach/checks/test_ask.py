"""One easy question: none, too many, vague, a meeting demanded; and what needs none."""

from dataclasses import replace

import pytest

from rapport.rules.coach.checks import ask
from rapport.rules.coach.draft import Author, Draft, DraftWay, Earlier, Post
from rapport.rules.coach.findings import Level
from rapport.rules.coach.reading import Reading
from tests.rules.coach.checks.cases import DEE, WHEN, applied, found, to_dee


@pytest.mark.parametrize(
    "text",
    [
        "Hi Dee, I read your post on tidal power. We had the same trouble with salt last winter.",
        "Hi Dee, we sell pumps. They are made in Porto and last for twenty years.",
        "Hi Dee, how are you? I read your post on tidal power and liked it.",
    ],
)
def test_an_opener_that_asks_nothing_warns(text: str) -> None:
    (finding,) = found(ask.check, to_dee(text))
    assert finding.level is Level.WARN
    assert finding.source == "B:67"


def test_a_question_about_their_post_is_proposed_where_there_is_room() -> None:
    draft = to_dee("Hi Dee, we had the same trouble with salt last winter.\n\nBest,\nAna")
    post = Post("p1", WHEN, "How we keep salt out of the valves of our tidal plant in Orkney.")
    draft = replace(draft, recipient=replace(DEE, posts=(post,)))
    (finding,) = found(ask.check, draft)
    mended = replace(draft, text=applied(draft.text, finding))
    assert found(ask.check, mended) == []
    assert mended.text.endswith("?\n\nBest,\nAna")
    long = replace(draft, text=draft.text.replace("winter", "winter " + "and the one before " * 12))
    assert found(ask.check, long)[0].fix is None


@pytest.mark.parametrize(
    "text",
    [
        "Hi Dee, which pump did you choose for the tidal plant?",
        "Hi Dee, could you tell me which pump you chose.",
        "Hi Dee, I'd love to hear which pump you chose for Orkney.",
        "Hi Dee, I wonder how you keep the salt out.",
        "Hello Dee, please to answer me one question about salt.",
        "Hello Dee, I want to ask you about your thesis.",
        "Hi Dee, any tips for a first tidal plant would help me",
        "Hi Dee, would you be open to a short talk about pumps?",
        "Hi Dee, let me know what you would take today.",
    ],
)
def test_one_ask_is_enough_however_it_is_worded(text: str) -> None:
    assert found(ask.check, to_dee(text)) == []


@pytest.mark.parametrize(
    "text",
    [
        "Hi Dee, congratulations on the award! Nobody earned it more.",
        "Dear Dee, thank you for the talk on tides. It gave me the courage to start.",
        "Dear Dee, I am so sorry for your loss. No need to answer.",
        "Hi Dee, happy tenth work anniversary! All the best for the next ten.",
    ],
)
def test_congratulations_thanks_and_condolences_need_none(text: str) -> None:
    assert found(ask.check, to_dee(text)) == []


def test_an_answer_needs_none() -> None:
    asked = Earlier(Author.RECIPIENT, WHEN, "Which valve did you take?")
    draft = to_dee("Hi Dee, we took the small one from Porto. It has held for two winters.")
    assert found(ask.check, replace(draft, history=(asked,), now=WHEN)) == []


def test_an_invitation_asks_by_itself() -> None:
    draft = to_dee("Hi Dee, we were both at Tides 2026. Your talk on salt was clear.")
    (finding,) = found(ask.check, replace(draft, way=DraftWay.CONNECT))
    assert finding.level is Level.TIP


def test_of_a_bare_text_nothing_is_demanded() -> None:
    draft = Draft(text="The report is in the folder. The meeting room is the one upstairs.")
    assert {one.level for one in found(ask.check, draft)} <= {Level.TIP}


def test_from_the_fourth_question_on_each_is_too_many() -> None:
    questions = ["Which pump?", "Which valve?", "How deep?", "How much?", "Who paid?"]
    three = to_dee("Hi Dee, three things on the plant in Orkney. " + " ".join(questions[:3]))
    five = to_dee("Hi Dee, five things on the plant in Orkney. " + " ".join(questions))
    assert found(ask.check, three) == []
    findings = found(ask.check, five)
    assert [one.level for one in findings] == [Level.WARN, Level.WARN]
    assert findings[0].evidence.startswith("How much?")


@pytest.mark.parametrize(
    "text",
    [
        "Hi Dee, let's meet on Tuesday. I will bring the plans.",
        "Hi Dee, book a slot in my calendar.",
        "Hi Dee, when are you free for a call this week?",
        "Hi Dee, I'll call you tomorrow at 10.",
        "Hi Dee, we need to talk, send me your availability.",
    ],
)
def test_a_meeting_demanded_of_a_stranger_warns(text: str) -> None:
    assert Level.WARN in {one.level for one in found(ask.check, to_dee(text))}


def test_a_meeting_may_be_set_with_somebody_known() -> None:
    asked = Earlier(Author.RECIPIENT, WHEN, "Shall we talk about the valve?")
    draft = replace(to_dee("Hi Dee, let's meet on Tuesday."), history=(asked,), now=WHEN)
    assert found(ask.check, draft) == []


def test_only_vague_asks_are_a_tip() -> None:
    draft = to_dee("Hi Dee, I'd love to connect and learn more about your journey.")
    (finding,) = found(ask.check, draft)
    assert finding.level is Level.TIP


def test_one_clear_question_is_praised() -> None:
    reading = Reading(to_dee("Hi Dee, which pump did you choose for the tidal plant?"))
    (finding,) = ask.check(reading)
    assert finding.level is Level.GOOD
    assert finding.evidence == "which pump did you choose for the tidal plant?"


def test_a_reproach_is_no_question() -> None:
    draft = to_dee("Hi Dee, why haven't you answered my last message?")
    assert [one.level for one in found(ask.check, draft)] == [Level.WARN]
