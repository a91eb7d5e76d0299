from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rapport.rules.coach.context.ground import grounds, question
from rapport.rules.coach.context.nouns import about
from rapport.rules.coach.context.stale import has_left
from rapport.rules.coach.draft import Author, Draft, Earlier, Post, Recipient, Sender

NOW = datetime(2026, 11, 20, 10, tzinfo=UTC)
ANA = Sender(employers=("Acme",), schools=("MIT",), groups=("Data Vienna",), skills=("Python",))
BO = Recipient(
    employers=("Acme GmbH",),
    schools=("Massachusetts Institute of Technology",),
    groups=("Data Vienna",),
    skills=("Python", "Kubernetes"),
    posts=(Post("a", NOW, "What we learned about battery recycling in small towns."),),
)


def test_the_strongest_ground_comes_first_as_a_fragment() -> None:
    history = (Earlier(Author.RECIPIENT, NOW, "Hello"),)
    draft = Draft(text="", sender=ANA, recipient=BO, mutuals=("Cy Young",), history=history)
    found = grounds(draft)
    assert [one.kind for one in found] == [
        "history", "mutual", "employer", "school", "group", "post", "skill",
    ]  # fmt: skip
    assert found[1].fragment == "we both know Cy Young"
    assert found[2].fragment == "we both worked at Acme GmbH"
    assert found[5].fragment == "your post on battery recycling"
    assert grounds(draft, "de")[2].fragment == "wir haben beide bei Acme GmbH gearbeitet"


def test_strangers_have_no_ground() -> None:
    assert grounds(Draft(text="", sender=ANA, recipient=Recipient(employers=("Globex",)))) == ()


def test_a_question_speaks_of_a_recent_post_else_of_a_skill_and_never_of_trouble() -> None:
    assert question(Draft(text="", recipient=BO)) == (
        "What surprised you most about battery recycling?"
    )
    newer = Post("b", NOW + timedelta(days=1), "My father passed away on Sunday.")
    troubled = Recipient(posts=(newer,), skills=("Python",))
    assert question(Draft(text="", recipient=troubled)) == (
        "What are you working on in Python at the moment?"
    )
    assert question(Draft(text="")) is None


LEFT = [
    ("Head of Data at Northwind", "Acme", True),
    ("Head of Data at Northwind, ex-Acme", "Acme", True),
    ("Formerly Acme | Northwind", "Acme", True),
    ("Head of Data at Acme", "Acme GmbH", False),
    ("CTO @ Northwind | advisor at Acme", "Acme", False),
    ("Data engineer", "Acme", False),
    ("Open to work", "Acme", True),
    ("", "Acme", False),
]


@pytest.mark.parametrize(("headline", "employer", "left"), LEFT)
def test_a_headline_tells_whether_they_have_left(headline: str, employer: str, left: bool) -> None:
    assert has_left(headline, employer) is left


@given(st.text(max_size=200))
def test_what_a_post_is_about_stands_in_it(text: str) -> None:
    assert about(text).casefold() in text.casefold()
