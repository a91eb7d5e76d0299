"""The etiquette card in words."""

from datetime import time

from rapport.members.etiquette import Card, listed


def test_a_card_without_wishes_says_nothing():
    card = Card("Dee")
    assert (card.sentence, card.rows) == ("", [])


def test_the_sentence_says_approach_and_capacity():
    card = Card("Dee", approach="comment_first", capacity="limited")
    assert card.sentence == (
        "Dee prefers that you comment on something of theirs first and answers some of what comes."
    )


def test_the_rows_say_languages_tone_hours_and_the_note():
    card = Card(
        "Dee",
        languages=("en", "pt"),
        formality="informal",
        quiet_from=time(20),
        quiet_until=time(8, 30),
        note="Mornings are best.",
        zone="Europe/Lisbon",
    )
    assert card.rows == [
        ("Languages", "English or Portuguese"),
        ("Tone", "Informal"),
        ("Quiet hours", "20:00 – 08:30, Lisbon"),
        ("In their words", "Mornings are best."),
    ]


def test_midnight_is_an_hour_like_any_other():
    card = Card("Dee", quiet_from=time(22), quiet_until=time(0))
    assert card.rows == [("Quiet hours", "22:00 – 00:00")]


def test_lists_read_as_people_say_them():
    assert listed([], "or") == ""
    assert listed(["a"], "or") == "a"
    assert listed(["a", "b", "c"], "or") == "a, b or c"
