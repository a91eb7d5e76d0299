import pytest

from rapport.rules.coach.checks.follow_up import check
from rapport.rules.coach.draft import Author, DraftWay
from rapport.rules.coach.findings import Level
from tests.rules.coach.people import NOW, draft, found, levels, wrote

FULL = (
    "Hi Ana,\nsince I wrote, we counted the hives again. Eleven of twelve made it. The one by the "
    "road did not. Did yours by the road suffer as well?\nBo"
)


def test_a_third_message_after_two_unanswered_stops_with_the_date_of_the_end_of_the_rest():
    history = (wrote(Author.SENDER, 20), wrote(Author.SENDER, 10))
    findings = found(check, draft(FULL, history=history, now=NOW))
    assert levels(findings) == [Level.STOP]
    assert "11 February 2027" in findings[0].message


def test_after_the_rest_nothing_stops():
    history = (wrote(Author.SENDER, 110), wrote(Author.SENDER, 100))
    assert found(check, draft(FULL, history=history, now=NOW)) == []


def test_an_answer_in_between_starts_the_count_anew():
    history = (wrote(Author.SENDER, 20), wrote(Author.RECIPIENT, 15), wrote(Author.SENDER, 10))
    assert levels(found(check, draft(FULL, history=history, now=NOW))) == [Level.GOOD]


@pytest.mark.parametrize(("days", "level"), [(2.9, [Level.WARN]), (3, [Level.GOOD])])
def test_a_follow_up_waits_three_days(days, level):
    one = draft(FULL, history=(wrote(Author.SENDER, days),), now=NOW)
    assert levels(found(check, one)) == level


@pytest.mark.parametrize(
    "text",
    [
        "Just following up on this.",
        "Hi Ana, just checking in!",
        "Any news?",
        "Bumping this to the top of your inbox.",
        "Hi Ana, did you see my message?",
        "Hello?",
        "Gentle reminder, Ana.",
        "I wanted to circle back on my last note.",
    ],
)
def test_a_bare_bump_warns(text):
    one = draft(text, history=(wrote(Author.SENDER, 8),), now=NOW)
    assert levels(found(check, one)) == [Level.WARN]


LONG = [
    "Hi Ana, sending this up again as it may have sunk among all else. Whenever it suits, "
    "no hurry at all, and sorry for the noise! I only wanted to be sure that it had not slipped.",
    "Hi Ana, did my question get lost? No rush, I am simply curious if you saw it, what you think "
    "of it, so let me know whenever you have a minute to look. Thank you so much and best wishes!",
]


@pytest.mark.parametrize("text", LONG)
def test_a_bump_in_many_words_is_one(text):
    one = draft(text, history=(wrote(Author.SENDER, 10),), now=NOW)
    assert levels(found(check, one)) == [Level.WARN]


def test_many_words_of_bumping_beside_something_new_are_none():
    text = (
        "Hi Ana, in case this slipped down your inbox: we counted the hives by the river again; "
        "eleven of twelve survived the frost without any sugar. Whenever you have a minute, tell "
        "me how yours did, no rush at all."
    )
    one = draft(text, history=(wrote(Author.SENDER, 10),), now=NOW)
    assert levels(found(check, one)) == []


def test_a_bump_with_something_new_is_none():
    text = (
        "Hi Ana, following up on the hives: the city just published its counts, and the lime trees "
        "on Main Street lead by far. Would that change where you put the next ones?"
    )
    assert found(check, draft(text, history=(wrote(Author.SENDER, 8),), now=NOW)) == []


def test_the_way_alone_makes_a_follow_up():
    one = draft("Any news?", way=DraftWay.FOLLOW_UP)
    assert levels(found(check, one)) == [Level.WARN]


def test_openers_and_replies_are_no_follow_ups():
    assert found(check, draft("Any news?")) == []
    reply = draft("Any news?", history=(wrote(Author.RECIPIENT, 2),), now=NOW)
    assert found(check, reply) == []


def test_without_a_time_nothing_is_said_of_time():
    one = draft(FULL, history=(wrote(Author.SENDER, 1),))
    assert levels(found(check, one)) == [Level.GOOD]
