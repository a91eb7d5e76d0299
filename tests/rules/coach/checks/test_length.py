import pytest

from rapport.rules.coach.checks.length import check
from rapport.rules.coach.draft import Author, DraftWay
from rapport.rules.coach.findings import Level
from tests.rules.coach.people import NOW, draft, found, levels, wrote


@pytest.mark.parametrize(
    ("words", "level"),
    [
        (14, [Level.TIP]),
        (15, []),
        (50, [Level.GOOD]),
        (75, [Level.GOOD]),
        (76, [Level.TIP]),
        (125, [Level.TIP]),
        (126, [Level.WARN]),
    ],
)
def test_openers_are_judged_by_their_words(words, level):
    assert levels(found(check, draft("word " * (words - 1) + "end."))) == level


@pytest.mark.parametrize(
    ("characters", "level"),
    [(400, [Level.GOOD]), (401, [Level.TIP]), (800, [Level.TIP]), (801, [Level.WARN])],
)
def test_openers_are_judged_by_their_characters(characters, level):
    text = ("sevenxx " * 200)[: characters - 1] + "."
    text = text.replace("sevenxx sevenxx", "sevenxxxsevenxx")
    assert len(text) == characters
    assert levels(found(check, draft(text))) == level


@pytest.mark.parametrize(
    ("characters", "level"), [(179, None), (180, Level.WARN), (200, Level.WARN), (201, Level.WARN)]
)
def test_a_note_warns_from_nine_tenths_of_its_limit(characters, level):
    text = ("Some words and more of them. " * 10)[:characters]
    findings = found(check, draft(text, way=DraftWay.CONNECT, limit=200))
    assert [one.level for one in findings if one.level is Level.WARN] == ([level] if level else [])


def test_over_the_limit_the_excess_is_counted():
    finding = found(check, draft("x" * 205, limit=200))[0]
    assert "5 too many" in finding.message


def test_replies_may_have_any_length():
    one = draft("word " * 300, history=(wrote(Author.RECIPIENT, 1),), now=NOW)
    assert found(check, one) == []
