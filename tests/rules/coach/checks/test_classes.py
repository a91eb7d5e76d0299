"""Classes of wordings: advice and orders in the imperative, quotations, figures meant literally."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from types import ModuleType

import pytest

from rapport.rules.coach import review
from rapport.rules.coach.checks import (
    advice,
    ask,
    ask_size,
    jargon,
    preference,
    stock,
    tone_gushing,
    tone_pushy,
)
from rapport.rules.coach.draft import Author, Card, Draft, Earlier, Post
from rapport.rules.coach.findings import Level
from tests.rules.coach.checks.cases import DEE, WHEN, found, to_dee

SAID = [
    (advice, "I'd cut the second chart, nobody will look at it."),
    (advice, "You ought to shorten your talk."),
    (advice, "Those long captions have to go."),
    (advice, "Your posters would read far better in black and white."),
    (advice, "Why not hire a proper photographer?"),
    (advice, "Shorten the title and move the map up."),
    (tone_pushy, "Bring the drawings."),
    (tone_pushy, "Then fill in the form."),
    (tone_pushy, "Yes or no by Friday."),
    (tone_pushy, "You have until noon."),
    (tone_pushy, "I won't ask a second time."),
    (tone_pushy, "Are you in or not?"),
    (tone_pushy, "If I don't hear from you by noon, it goes to others."),
    (tone_pushy, "I need your verdict tonight."),
    (tone_pushy, "The price goes up tonight."),
    (tone_pushy, "Secure your spot today."),
    (tone_pushy, "You still owe me an answer."),
    (tone_pushy, "It is basic courtesy to reply."),
    (tone_pushy, "I find that rude of you."),
    (tone_gushing, "You are the most talented engineer alive."),
    (tone_gushing, "Your model is pure genius."),
    (stock, "I trust these lines reach you in good spirits."),
    (stock, "May this letter find you in the best of health."),
    (ask, "You are expected at our plant on Monday."),
    (ask, "You will meet our director on Tuesday."),
    (ask_size, "Would you nominate me for the prize?"),
    (ask_size, "Could we have a ninety-minute video call?"),
    (ask_size, "I beg you to honour me with a position."),
    (ask_size, "Would you take me as your assistant?"),
    (ask_size, "Could you take my nephew on as a trainee?"),
    (jargon, "That is low-hanging fruit for both our firms."),
    (jargon, "Pumps are in our wheelhouse."),
]
SILENT = [
    (advice, "I'd move the meeting if that suits you better."),
    (advice, "You bake it first and then cut it in two."),
    (advice, "The old pump has to go, says my boss."),
    (advice, "You ought to be proud of your crew."),
    (tone_pushy, "Bring the drawings, please."),
    (tone_pushy, "Return the pump whenever you pass by."),
    (tone_pushy, "The board said “pay at once, last chance, or go”, and we laughed."),
    (tone_pushy, 'Their letter said "answer ASAP or be sorry" in red.'),
    (tone_pushy, "Registration closes on Friday at noon."),
    (tone_pushy, "We find it rude that the town shut the pier."),
    (tone_gushing, "Your note on salt made my week."),
    (stock, "I hope the letter about the pier reaches you in time for the vote."),
    (ask_size, "We could lend you our pump for free."),
    (ask_size, "Would Tuesday work for you?"),
    (ask_size, "Could we ask your view of what my son studies?"),
    (tone_pushy, "My train leaves, so I must be quick."),
    (ask_size, "Who put you forward for the prize?"),
    (ask_size, "Did you begin as an apprentice?"),
    (jargon, "The low-hanging fruit on the pear trees went first."),
    (jargon, "Who painted the wheelhouse of the trawler?"),
    (jargon, "A deep dive to the wreck is a fine thing."),
]


def _checked(check: ModuleType) -> Callable[..., Iterable[object]]:
    return check.check  # type: ignore[no-any-return]


@pytest.mark.parametrize(("check", "text"), SAID)
def test_a_wording_of_the_class_is_found(check: ModuleType, text: str) -> None:
    assert found(_checked(check), to_dee(f"Hi Dee, we build plants. {text}"))  # type: ignore[arg-type]


@pytest.mark.parametrize(("check", "text"), SILENT)
def test_a_look_alike_is_left_alone(check: ModuleType, text: str) -> None:
    findings = found(_checked(check), to_dee(f"Hi Dee, we build plants. {text}"))  # type: ignore[arg-type]
    assert [one for one in findings if one.span] == []


def test_orders_are_told_strangers_only() -> None:
    draft = to_dee("Hi Dee, your plan is fine. Bring the drawings.")
    turns = (
        Earlier(Author.SENDER, WHEN, "Shall we meet at the pier?"),
        Earlier(Author.RECIPIENT, WHEN, "Yes, what do I bring?"),
    )
    assert [one.level for one in found(tone_pushy.check, draft)] == [Level.TIP]
    assert not found(tone_pushy.check, replace(draft, history=turns, now=WHEN))
    assert not found(tone_pushy.check, replace(draft, warmth=0.8))
    assert not found(tone_pushy.check, Draft("Bring the drawings."))


def test_a_second_language_is_no_order() -> None:
    text = "Hello, I am student in Izmir. Send me the book please, I thank you. Bring the answer."
    assert not found(tone_pushy.check, to_dee(text))


def test_what_the_recipient_asked_for_is_no_advice() -> None:
    draft = to_dee("Hi Dee, I'd cut the second chart.")
    assert found(advice.check, draft)
    post = Post("1", WHEN, "New poster. Tell me honestly what to change.")
    asked = replace(draft, recipient=replace(DEE, posts=(post,)))
    assert not found(advice.check, asked)


def test_their_own_figure_of_speech_is_no_jargon() -> None:
    post = Post("1", WHEN, "We took the low-hanging fruit first.")
    draft = to_dee("Hi Dee, why do you call it low-hanging fruit?")
    assert found(jargon.check, draft)
    assert not found(jargon.check, replace(draft, recipient=replace(DEE, posts=(post,))))


@pytest.mark.parametrize(
    ("topic", "text", "named"),
    [
        ("crypto", "We take cryptocurrency.", True),
        ("crypto", "A cryptic note of yours.", False),
        ("investment", "Shall we invest?", True),
        ("investment", "An investigation of salt.", False),
        ("politics", "A political question.", True),
        ("politics", "How polite they are.", False),
        ("recruitment", "We are recruiting.", True),
        ("insurance", "We insure ships.", True),
    ],
)
def test_a_topic_is_met_in_its_inflections_only(topic: str, text: str, named: bool) -> None:
    draft = replace(
        to_dee(f"Hi Dee, {text}"), recipient=replace(DEE, card=Card(unwelcome=(topic,)))
    )
    assert bool(found(preference.check, draft)) is named


def test_compounds_of_a_topic_are_met_in_german() -> None:
    card = Card(unwelcome=("Versicherung",))
    text = "Hallo Dee, wir haben gute Versicherungsangebote für Sie."
    draft = replace(to_dee(text, "de"), recipient=replace(DEE, card=card))
    assert found(preference.check, draft)


def test_after_good_news_nothing_need_be_asked() -> None:
    post = Post("1", WHEN, "Promoted! I start as head of the plant on Monday.")
    draft = to_dee("Hi Dee, head of the plant at last. We drank to you at the pier.")
    assert found(ask.check, draft)
    told = replace(draft, now=WHEN, recipient=replace(DEE, posts=(post,)))
    assert not found(ask.check, told)
    assert "ask" not in {one.check for one in review(told).findings if one.level != Level.GOOD}
