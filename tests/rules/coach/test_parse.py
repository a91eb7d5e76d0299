import json

import pytest

from rapport.rules.coach import DraftError, draft_from_json
from rapport.rules.coach.draft import Author, DraftWay
from tests.timing import seconds_of

WHOLE = {
    "id": {"any": [1]},
    "text": "Hi Ana",
    "subject": None,
    "way": "inmail",
    "language": None,
    "now": "2026-11-23T10:00:00+01:00",
    "limit": 2000,
    "target": None,
    "commented": ["p1"],
    "sender": {"name": "Bo", "employers": ["Kew"], "schools": [], "groups": [], "events": [],
               "skills": []},
    "recipient": {
        "name": "Ana", "headline": "Bees", "employers": [], "schools": [], "groups": [],
        "events": [], "skills": [], "time_zone": "Europe/Vienna", "away_until": None,
        "posts": [{"id": "p1", "at": "2026-11-20T08:00:00Z", "text": "Bees!"}],
        "card": {"approach": "comment_first", "languages": ["en"], "formality": "informal",
                 "quiet_hours": ["20:00", "08:00"], "welcome": [], "unwelcome": ["sales"]},
    },
    "mutuals": ["Cy"],
    "warmth": 0.5,
    "history": [
        {"from": "recipient", "at": "2026-11-02T08:00:00Z", "text": "Yes"},
        {"from": "sender", "at": "2026-11-01T08:00:00Z", "text": "Well?"},
    ],
    "recent": [{"to": "Dee", "at": "2026-11-22T08:00:00Z", "text": "Hi"}],
}  # fmt: skip


def test_the_whole_contract_is_read():
    read = draft_from_json(WHOLE)
    assert read.way is DraftWay.INMAIL
    assert read.now is not None
    assert read.now.hour == 9
    assert read.recipient.card.quiet_hours == ("20:00", "08:00")
    assert [one.by for one in read.history] == [Author.SENDER, Author.RECIPIENT]


def test_only_the_text_is_required_and_null_stands_for_a_default():
    assert draft_from_json({"text": "Hi"}).recipient.name == ""
    nothing = {"text": "Hi", "sender": None, "recipient": {"card": None, "headline": None}}
    assert draft_from_json(nothing) == draft_from_json({"text": "Hi"})


@pytest.mark.parametrize(
    ("value", "message"),
    [
        ([], "draft: must be an object"),
        ({}, "text: is missing"),
        ({"text": None}, "text: must be a string"),
        ({"text": 5}, "text: must be a string"),
        ({"text": "a", "subjekt": None}, "subjekt: unknown key"),
        ({"text": "a" * 20_001}, "text: has 20,001 characters, at most 20,000"),
        ({"text": "a\ud800"}, "text: holds half of a character"),
        ({"text": "a", "way": "pigeon"}, "way: must be one of"),
        ({"text": "a", "now": "2026-11-23T10:00:00"}, "now: needs an offset"),
        ({"text": "a", "now": "yesterday"}, "now: 'yesterday' is not a date"),
        ({"text": "a", "now": "0001-01-01T00:00:00+14:00"}, "now: "),
        ({"text": "a", "now": "9000-01-01T00:00:00Z"}, "now: the year 9000"),
        ({"text": "a", "limit": 0}, "limit: must be a whole number"),
        ({"text": "a", "limit": True}, "limit: must be a whole number"),
        ({"text": "a", "warmth": 1.1}, "warmth: must be a number from 0 to 1"),
        ({"text": "a", "warmth": float("nan")}, "warmth: must be a number"),
        ({"text": "a", "id": float("inf")}, "id: cannot be written"),
        ({"text": "a", "id": "x" * 1000}, "id: takes 1,002 bytes"),
        ({"text": "a", "language": "English!"}, "language: 'English!'"),
        ({"text": "a", "mutuals": "Cy"}, "mutuals: must be a list"),
        ({"text": "a", "mutuals": [5]}, "mutuals[0]: must be a string"),
        ({"text": "a", "mutuals": ["x"] * 2001}, "mutuals: has 2,001 entries"),
        ({"text": "a", "recipient": {"time_zone": "Mars/One"}}, "recipient.time_zone: 'Mars/One'"),
        ({"text": "a", "recipient": {"time_zone": "America"}}, "recipient.time_zone: 'America'"),
        ({"text": "a", "recipient": {"time_zone": "../x"}}, "recipient.time_zone: '../x'"),
        ({"text": "a", "recipient": {"card": {"quiet_hours": ["20:00"]}}}, "quiet_hours: must be"),
        (
            {"text": "a", "recipient": {"card": {"quiet_hours": ["24:00", "08:00"]}}},
            "recipient.card.quiet_hours: must be two times",
        ),
        (
            {"text": "a", "recipient": {"posts": [{"id": "1", "text": "x"}]}},
            "posts[0].at: is missing",
        ),
        ({"text": "a", "history": [{"from": "me", "at": "x", "text": ""}]}, "history[0].from"),
        ({"text": "a", "recent": [{"to": "x", "at": 5, "text": ""}]}, "recent[0].at: must be"),
    ],
)
def test_what_the_contract_does_not_know_is_refused_by_its_path(value, message):
    with pytest.raises(DraftError) as refusal:
        draft_from_json(value)
    assert message in str(refusal.value)


def test_a_megabyte_is_refused_at_once():
    value = json.dumps({"text": "x" * 1_000_000})

    def read() -> None:
        with pytest.raises(DraftError):
            draft_from_json(json.loads(value))

    assert seconds_of(read) < 0.1
