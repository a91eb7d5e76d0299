import pytest

from rapport.rules.coach.checks.subject import check
from rapport.rules.coach.draft import DraftWay
from rapport.rules.coach.findings import Level
from tests.rules.coach.people import draft, found, levels, mended


@pytest.mark.parametrize("subject", [None, "", "   ", "---"])
def test_an_inmail_needs_a_subject(subject):
    one = draft("Hi Ana", way=DraftWay.INMAIL, subject=subject)
    assert levels(found(check, one)) == [Level.WARN]


def test_other_ways_need_none():
    assert found(check, draft("Hi Ana")) == []


@pytest.mark.parametrize(
    ("subject", "level"),
    [
        ("Your talk on city bees", Level.GOOD),
        ("Bees on roofs", Level.GOOD),
        ("Bees", Level.TIP),
        ("Quick question", Level.TIP),
        ("Hello", Level.TIP),
        ("Re: your talk on bees", Level.TIP),
        ("A few questions about how you keep bees alive on roofs in winter", Level.TIP),
        ("How does GDPR change your work?", Level.GOOD),
        ("NASA and bees in space", Level.GOOD),
    ],
)
def test_three_to_six_words_of_substance_are_good(subject, level):
    assert levels(found(check, draft("Hi Ana", subject=subject))) == [level]


@pytest.mark.parametrize(
    ("subject", "calm"),
    [
        ("GREAT OPPORTUNITY FOR YOU", "Great opportunity for you"),
        ("URGENT: your hives", "Urgent: your hives"),
        ("Your hives need you!!!", "Your hives need you!"),
        ("Read this now! Today! Please!", "Read this now Today Please!"),
    ],
)
def test_shouting_warns_and_is_calmed(subject, calm):
    one = draft("Hi Ana", subject=subject)
    finding = found(check, one)[0]
    assert (finding.level, finding.fix, finding.where) == (Level.WARN, calm, "subject")
    assert Level.WARN not in levels(found(check, mended(one, finding)))
