"""Claims in wordings that no list has: names with togetherness, posts told again."""

import pytest

from rapport.rules.coach.draft import Author, Earlier
from tests.rules.coach.context.test_claims import NOW, claims_in, lines, verdicts


@pytest.mark.parametrize(("wanted", "text"), lines("claims_any_words.txt"))
def test_what_is_claimed_in_any_words(wanted: str, text: str) -> None:
    assert verdicts(text) == {wanted} - {"-"}


HISTORY = (
    Earlier(Author.SENDER, NOW, "Hi Bo, how do you rotate the backups of your cluster?"),
    Earlier(Author.RECIPIENT, NOW, "Try the weekly snapshots first, they cost little."),
)
RECALLED = [
    ("Two weeks ago I asked you about backups of a cluster.", True),
    ("In October you recommended the weekly snapshots.", True),
    ("You were kind enough to point me at snapshots last month.", True),
    ("Thank you for the weekly snapshots, they run.", True),
]


@pytest.mark.parametrize(("text", "wanted"), RECALLED)
def test_an_earlier_message_is_told_again(text: str, wanted: bool) -> None:
    assert [claim.supported for claim in claims_in(text, history=HISTORY)] == [wanted]
    assert not any(claim.supported for claim in claims_in(text))


@pytest.mark.parametrize(
    "text",
    ["In October you recommended another lawyer.", "I baked bread last month.", "See you Sunday."],
)
def test_what_no_earlier_message_has_is_not_recalled(text: str) -> None:
    assert not any(claim.supported for claim in claims_in(text, history=HISTORY))
