"""Tone: stiff, gushing, pushy, jargon, stock, advice, digressions; look-alikes stay silent."""

from dataclasses import replace

import pytest

from rapport.rules.coach.checks import (
    advice,
    jargon,
    rambling,
    stock,
    tone_gushing,
    tone_pushy,
    tone_stiff,
)
from rapport.rules.coach.draft import Author, Draft, Earlier, Post
from rapport.rules.coach.findings import Level
from tests.rules.coach.checks.cases import DEE, WHEN, found, to_dee

SAID = [
    (tone_stiff, "Please find attached the report.", "Please find attached"),
    (tone_stiff, "Kindly do the needful.", "do the needful"),
    (tone_stiff, "We utilise your valve.", "utilise"),
    (tone_stiff, "Write at your earliest convenience.", "at your earliest convenience"),
    (tone_gushing, "I am a huge fan of your work.", "I am a huge fan of"),
    (tone_gushing, "Your talk was absolutely amazing.", "Your talk was absolutely amazing"),
    (tone_gushing, "I was blown away by it.", "I was blown away by"),
    (tone_gushing, "What a day!!!", "!!!"),
    (tone_pushy, "I need an answer by Friday.", "I need an answer by Friday"),
    (tone_pushy, "Call me today.", "Call me today"),
    (tone_pushy, "I am still waiting for your reply.", None),
    (tone_pushy, "I WANT THIS DONE NOW.", "I WANT THIS DONE NOW"),
    (jargon, "Let's circle back.", "circle back"),
    (jargon, "We leverage our reach.", "leverage our"),
    (jargon, "It will move the needle.", "move the needle"),
    (stock, "May I pick your brain?", "pick your brain"),
    (stock, "I'd like to add you to my professional network.", None),
    (stock, "hope this e-mail finds u well", None),
    (advice, "You should really change the colours.", None),
    (advice, "Your website could be better.", None),
    (advice, "I noticed some mistakes in your paper.", None),
    (advice, "Your tests are too slow.", None),
    (rambling, "But I digress.", None),
]


@pytest.mark.parametrize(("check", "text", "evidence"), SAID)
def test_a_phrase_is_a_finding(check: object, text: str, evidence: str | None) -> None:
    findings = found(check.check, to_dee(f"Hi Dee, we build plants. {text}"))  # type: ignore[attr-defined]
    assert findings
    if evidence:
        assert evidence in [one.evidence for one in findings]


SILENT = [
    (tone_pushy, "Hello, please to answer me, I want to ask you about your research."),
    (tone_pushy, "I need your help for my thesis, is it possible?"),
    (tone_pushy, "Please answer me as soon as possible, thank you for your patience."),
    (tone_pushy, "There is nothing you need to answer, and there is no hurry at all."),
    (tone_pushy, "Could you reply by Friday if that suits you?"),
    (tone_pushy, "NASA and the ESA met at CERN."),
    (tone_pushy, "Hi [INSERT FIRST NAME HERE], which pump did you take?"),
    (tone_pushy, "It immediately caught my interest, and I will write at once."),
    (tone_stiff, "Thank you in advance for your answer."),
    (tone_pushy, "You must to help me please, I need urgently your answer."),
    (tone_pushy, "Hello, give me please your opinion, you have to know I am beginner."),
    (advice, "You should to see our laboratory when you come to Lyon."),
    (tone_stiff, "I attach the report. Thank you, and kind regards"),
    (tone_gushing, "I liked your talk! The part on salt was new to me."),
    (tone_gushing, "It is a very good idea."),
    (jargon, "The bandwidth of the cable is 10 GHz and the leverage ratio is 3."),
    (jargon, "Seals have the right of way; the touch of the base plate is cold."),
    (stock, "I hope the new plant finds good people in Orkney."),
    (stock, "Your profile of the coast was useful: which sonar did you use?"),
    (advice, "You should see our harbour in spring; it would please you."),
    (advice, "Do you think we should move the turbine?"),
    (advice, "You need not answer; your mistake was ours too."),
    (rambling, "By the way, which valve did you take?"),
]


@pytest.mark.parametrize(("check", "text"), SILENT)
def test_look_alikes_are_silent(check: object, text: str) -> None:
    assert found(check.check, to_dee(text)) == []  # type: ignore[attr-defined]


def test_style_is_a_tip_until_it_is_gross() -> None:
    one = to_dee("Hi Dee, let's circle back.")
    many = to_dee("Let's circle back, touch base, take a deep dive and move the needle.")
    assert {f.level for f in found(jargon.check, one)} == {Level.TIP}
    assert {f.level for f in found(jargon.check, many)} == {Level.WARN}


def test_of_a_bare_text_many_phrases_are_tips() -> None:
    text = "Let's circle back, touch base, take a deep dive and move the needle."
    assert {f.level for f in found(jargon.check, Draft(text=text))} == {Level.TIP}


@pytest.mark.parametrize(
    "text",
    [
        "Why haven't you replied?",
        "This is my third message.",
        "Only two seats left!",
        "I won't take no for an answer.",
        "You owe me an explanation.",
    ],
)
def test_reproach_and_pressure_warn_by_themselves(text: str) -> None:
    assert found(tone_pushy.check, to_dee(text))[0].level is Level.WARN


def test_what_others_said_is_not_the_writers() -> None:
    text = '> Why haven\'t you replied?\nHi Dee, they wrote "you owe me" to us. What would you do?'
    assert found(tone_pushy.check, to_dee(text)) == []


def test_advice_that_was_asked_for_is_welcome() -> None:
    text = "Hi Dee, you should really consider a second valve."
    asked = Earlier(Author.RECIPIENT, WHEN, "What would you change in our plan?")
    post = Post("p1", WHEN, "We are stuck with salt in the valves. Any advice?")
    assert found(advice.check, to_dee(text))
    assert found(advice.check, replace(to_dee(text), history=(asked,))) == []
    recipient = replace(DEE, posts=(post,))
    assert found(advice.check, replace(to_dee(text), recipient=recipient)) == []


def test_critique_warns_even_of_a_bare_text() -> None:
    draft = Draft(text="Your website could be better. Shall we talk?")
    assert found(advice.check, draft)[0].level is Level.WARN


def test_one_aside_is_human_two_are_rambling() -> None:
    one = "Hi Dee, I read your post. Anyway, which pump did you take?"
    two = one + " By the way, my cat sends her love."
    assert found(rambling.check, to_dee(one)) == []
    assert len(found(rambling.check, to_dee(two))) >= 2


def test_a_few_exclamation_marks_are_cheer() -> None:
    assert found(tone_gushing.check, to_dee("Hi Dee! What a plant! Thank you!")) == []
    assert found(tone_gushing.check, to_dee("Hi Dee! What a plant! Thank you! Wow! Great!"))


def test_the_sample_of_the_article_is_full_of_stock() -> None:
    # A:31, with its blanks filled so that only the wording speaks.
    text = (
        "Hi Dee,\nI hope this message finds you well! I came across your profile while "
        "researching leaders in tidal power, and I was particularly impressed by your work at "
        "Orkney Power. I share a similar passion for the sea, and I would love to connect and "
        "learn more about your experiences.\nLooking forward to hearing from you!"
    )
    assert len(found(stock.check, to_dee(text))) >= 3
    assert found(stock.check, to_dee(text))[0].level is Level.WARN
    assert found(tone_gushing.check, to_dee(text))


@pytest.mark.parametrize("language", ["it", "pl", "tr", "ja"])
def test_languages_without_a_pack_are_left_alone(language: str) -> None:
    for check in (stock, tone_stiff, tone_gushing, tone_pushy, jargon, advice, rambling):
        draft = to_dee("Why haven't you replied? I hope this finds you well!!!", language)
        assert found(check.check, draft) == []
