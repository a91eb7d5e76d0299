"""Whether a mail asks for something, on mails of ours that no weight was trained on."""

from pathlib import Path

from rapport.rules.coach.draft import Draft
from rapport.rules.coach.measuring import measured_of
from rapport.rules.coach.reading import Reading

MAILS = Path(__file__).parents[4] / "tools/train_coach/own/mails.txt"


def mails() -> list[tuple[bool, str]]:
    """Each mail, and whether it asks."""
    _, _, text = MAILS.read_text(encoding="utf-8").partition("\n")
    parts = [part.strip().split("\n", 1) for part in text.split("---\n")]
    return [(label == "1", mail) for label, mail in parts]


def test_mails_that_ask_are_told_from_mails_that_dont():
    judged = [
        asks == (measured_of(Reading(Draft(text=mail))).request > 0.5) for asks, mail in mails()
    ]
    assert len(judged) >= 30
    assert sum(judged) / len(judged) >= 0.84


def test_a_draft_in_another_language_has_a_neutral_tone():
    text = "Guten Tag Frau Weber, könnten Sie mir bitte sagen, wie Sie die Stelle gefunden haben?"
    measured = measured_of(Reading(Draft(text=text, language="de")))
    assert (measured.politeness, measured.formality, measured.warmth) == (0.0, 0.0, 0.5)
    assert measured.request == 1.0
