import pytest

from rapport.rules.coach.checks.language import check
from rapport.rules.coach.draft import Card, Recipient
from rapport.rules.coach.findings import Level
from tests.rules.coach.people import draft, found, levels

GERMAN = "Hallo Ana, ich habe deinen Beitrag über Bienen gelesen und habe eine Frage dazu."
ENGLISH = "Hi Ana, I read your post on bees and have a question about it."


def to_reader(text, *languages, **more):
    card = Card(languages=languages)
    return draft(text, recipient=Recipient(name="Ana Lima", card=card), **more)


@pytest.mark.parametrize(
    ("text", "languages", "level"),
    [
        (ENGLISH, (), []),
        (ENGLISH, ("en",), [Level.GOOD]),
        (ENGLISH, ("de", "English"), [Level.GOOD]),
        (ENGLISH, ("de",), [Level.WARN]),
        (ENGLISH, ("Deutsch", "fr-CH"), [Level.WARN]),
        (GERMAN, ("de-AT",), [Level.GOOD]),
        (GERMAN, ("en", "Français"), [Level.WARN]),
        ("Ana?", ("de",), []),
        (ENGLISH, ("Sindarin",), []),
    ],
)
def test_the_text_is_in_a_language_of_the_card(text, languages, level):
    assert levels(found(check, to_reader(text, *languages))) == level


def test_the_stated_language_counts():
    assert levels(found(check, to_reader("Ok!", "de", language="en"))) == [Level.WARN]
