"""Patterns of a pack: alternatives, groups, any word; refusals name what is wrong."""

import pytest

from rapport.rules.coach.phrases import Entry, Phrasebook
from rapport.rules.coach.wordings import PhraseError, read_pattern

GROUPS = {"this": ["this", "my"], "deep": ["{a|b} c", "d"]}


def found(pattern: str, text: str) -> list[str]:
    book = Phrasebook([(Entry("words.x"), (read_pattern(pattern, GROUPS),))])
    return [text[slice(*hit.span)] for hit in book.find(text).get("words.x", ())]


@pytest.mark.parametrize(
    ("pattern", "text", "expected"),
    [
        ("pick your {brain|brains}", "May I pick your brain?", ["pick your brain"]),
        ("i {really |}hope", "I hope so; I really  hope so", ["I hope", "I really  hope"]),
        ("<this> note", "This note and my\nnote", ["This note", "my\nnote"]),
        ("<deep> now", "a c now, d now, c now", ["a c now", "d now"]),
        ("can", "can't can cannot can.", ["can", "can"]),
        ("team", "the team's plan", ["team"]),
        ("your * is bad", "Your site is bad. Your very old site is bad", ["Your site is bad"]),
        (
            "your {* |}{* |}is bad",
            "your is bad, your a b is bad",
            ["your is bad", "your a b is bad"],
        ),
        ("ask{ing|} you", "asking you, ask you", ["asking you", "ask you"]),
        ("yours{,|} truly", "yours, truly yours truly", ["yours, truly", "yours truly"]),
        ("i'd love", "Id love to, I’d love to", ["Id love", "I’d love"]),
    ],
)
def test_a_pattern_finds_its_wordings(pattern: str, text: str, expected: list[str]) -> None:
    assert found(pattern, text) == expected


@pytest.mark.parametrize(
    ("pattern", "why"),
    [
        ("a {b|c", "isn't closed"),
        ("a b}", "no opening brace"),
        ("a <nobody>", "no group <nobody>"),
        ("a <this", "no group"),
        ("{a|}", "empty"),
        ("*", "empty"),
        ("a {* b|c}", "must stand by itself"),
        ("a {b |c} d", "in its spaces"),
    ],
)
def test_a_slip_in_a_pattern_is_named(pattern: str, why: str) -> None:
    with pytest.raises(PhraseError, match=why):
        read_pattern(pattern, GROUPS)


def test_the_earliest_then_the_longest_phrase_wins() -> None:
    entries = [(Entry("words.x"), (read_pattern(one, {}),)) for one in ("a b", "a b c", "b c d")]
    hits = Phrasebook(entries).find("a b c d")["words.x"]
    assert [hit.span for hit in hits] == [(0, 5)]
