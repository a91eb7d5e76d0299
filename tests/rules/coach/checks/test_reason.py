import pytest

from rapport.rules.coach.checks.reason import check
from rapport.rules.coach.draft import Author, DraftWay
from rapport.rules.coach.findings import Level
from tests.rules.coach.people import NOW, draft, found, levels, wrote

LONG_AWAY = (
    "I have worked in the north for ten years. Before that I lived in Graz and kept goats on a "
    "steep meadow. The winters were long and the goats were always hungry. "
)


@pytest.mark.parametrize(
    "text",
    [
        "Hi Ana, how do you keep bees through the winter?",
        "Hi Ana, I'm writing about the hives on your roof.",
        "Hi Ana, I read your post on bees. It helped.",
        "Hi Ana, I hope you are well. I would like to ask about your hives.",
        "Hallo Ana, ich habe deinen Beitrag über Bienen gelesen. Das hat mir sehr geholfen.",
        "Hi Ana, congratulations on the award!",
    ],
)
def test_a_reason_in_the_first_two_sentences_is_good(text):
    assert levels(found(check, draft(text))) == [Level.GOOD]


def test_a_late_reason_warns_where_it_stands():
    finding = found(check, draft(f"Hi Ana, {LONG_AWAY}Could you lend me a hive?"))[0]
    assert (finding.level, finding.evidence) == (Level.WARN, "Could you lend me a hive?")


def test_no_reason_at_all_warns():
    assert levels(found(check, draft(f"Hi Ana, {LONG_AWAY}"))) == [Level.WARN]


def test_a_bare_text_gets_a_tip_only():
    one = draft(LONG_AWAY, to="", sender="")
    assert levels(found(check, one)) == [Level.TIP]


def test_replies_need_no_reason():
    one = draft(f"Hi Ana, {LONG_AWAY}", history=(wrote(Author.RECIPIENT, 1),), now=NOW)
    assert found(check, one) == []


def test_an_introduction_names_whom_it_asks_for():
    text = "Hi Ana, could you introduce me to somebody who knows bees?"
    one = draft(text, way=DraftWay.INTRODUCTION, target="Cy Roe")
    assert levels(found(check, one)) == [Level.WARN]
    named = draft(text.replace("somebody", "Cy"), way=DraftWay.INTRODUCTION, target="Cy Roe")
    assert levels(found(check, named)) == [Level.GOOD]
