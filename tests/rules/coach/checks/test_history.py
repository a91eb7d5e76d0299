import pytest

from rapport.rules.coach.checks.history import check
from rapport.rules.coach.draft import Author
from rapport.rules.coach.findings import Level
from tests.rules.coach.people import BODY, NOW, draft, found, levels, wrote


@pytest.mark.parametrize(
    "text",
    [
        "Hi Ana, I came across your profile and would like to ask about bees.",
        "Hi Ana, my name is Bo and I keep bees.",
        "Hi Ana, we haven't met, but I keep bees too.",
        "Hi Ana, let me introduce myself.",
        "Hi Ana, I stumbled upon your page yesterday.",
    ],
)
def test_a_pretended_first_contact_warns(text):
    one = draft(text, history=(wrote(Author.RECIPIENT, 5),), now=NOW)
    assert levels(found(check, one)) == [Level.WARN]


def test_without_a_history_everybody_may_introduce_themselves():
    assert found(check, draft("Hi Ana, my name is Bo.")) == []


def test_silence_about_an_old_thread_is_a_tip():
    one = draft(f"Hi Ana, {BODY}", history=(wrote(Author.RECIPIENT, 200),), now=NOW)
    assert levels(found(check, one)) == [Level.TIP]


@pytest.mark.parametrize(
    "text",
    [
        "Hi Ana, last spring you told me about your bees.",
        "Hi Ana, when we last spoke you were planting lime trees.",
        "Hi Ana, thank you again for your advice on hives.",
    ],
)
def test_an_old_thread_that_is_named_is_good(text):
    one = draft(text, history=(wrote(Author.RECIPIENT, 200),), now=NOW)
    assert levels(found(check, one)) == [Level.GOOD]


def test_in_a_running_conversation_silence_is_fine():
    one = draft(f"Hi Ana, {BODY}", history=(wrote(Author.RECIPIENT, 5),), now=NOW)
    assert found(check, one) == []
