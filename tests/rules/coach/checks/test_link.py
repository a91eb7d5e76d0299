import pytest

from rapport.rules.coach.checks.link import check
from rapport.rules.coach.draft import Author
from rapport.rules.coach.findings import Level
from tests.rules.coach.people import NOW, draft, found, levels, wrote

KNOWN = (wrote(Author.RECIPIENT, 3),)
BARE = "Hi Ana, it was good to talk.\nhttps://bees.example/a"
EXPLAINED = "Hi Ana, here is the count of hives that you asked for: https://bees.example/a"


@pytest.mark.parametrize(
    ("text", "history", "level"),
    [
        (BARE, (), [Level.WARN]),
        (BARE, KNOWN, [Level.WARN]),
        (EXPLAINED, (), [Level.TIP]),
        (EXPLAINED, KNOWN, []),
        ("Hi Ana, the slides:\nhttps://bees.example/a", KNOWN, []),
        ("Hi Ana, thanks.\n\nBest,\nBo\nhttps://bo.example", (), []),
        ("Hi Ana, write to bo@bees.example", (), []),
        ("https://bees.example/a", KNOWN, [Level.WARN]),
    ],
)
def test_a_link_is_explained_and_kept_from_strangers(text, history, level):
    assert levels(found(check, draft(text, history=history, now=NOW))) == level


def test_the_evidence_is_the_link_alone():
    finding = found(check, draft("Hi Ana (see https://bees.example/a)."))[0]
    assert finding.evidence == "https://bees.example/a"
