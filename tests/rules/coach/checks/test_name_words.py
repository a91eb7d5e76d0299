"""Names that are words, nicknames in brackets, names that differ in a letter."""

import pytest

from rapport.rules.coach import Draft, review
from rapport.rules.coach.draft import Recipient

ROWS = [
    ("Hope Mensah", "Good evening, I hope this is the right place.", "warn"),
    ("Hope Mensah", "Good morning. Hope all is well with you.", "warn"),
    ("Chase Ellery", "Hello, I chase fakes for a living.", "warn"),
    ("Hope Mensah", "Hope, how do you dry it?", "good"),
    ("Hope Mensah", "hi hope, how do you dry it?", "good"),
    ("Mark Feld", "Good news, Mark, it is dry.", "good"),
    ("Chukwuemeka (Emeka) Obiora", "Hi Emeka, how do you dry it?", "good"),
    ("Chukwuemeka (Emeka) Obiora", "Dear Mr Obiora, how do you dry it?", "good"),
    ("Anne (she/her) Holm", "Dear Ms Holm, how do you dry it?", "good"),
    ('William "Bill" Kettering', "Hi Bill, how do you dry it?", "good"),
    ("Rose Tillman", "Hi Rosa, how do you dry it?", "warn"),
    ("Rosa Tillman", "Hi Rose, how do you dry it?", "warn"),
    ("Rosalinda Tillman", "Hi Rosa, how do you dry it?", "good"),
]


@pytest.mark.parametrize(("name", "text", "level"), ROWS)
def test_a_name_is_told_from_the_word(name: str, text: str, level: str) -> None:
    found = review(Draft(text=text, recipient=Recipient(name=name))).findings
    assert [finding.level.value for finding in found if finding.check == "name"] == [level]
