"""Short replies by rule, in five languages; none where nobody wants a ready-made word."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rapport.rules.replies import LONGEST, REPLIES, Cue, cue_of, language_of, replies_to

CASES = [
    ("Can you send me the figures?", "en", Cue.YES_NO),
    ("When are you in Lisbon?", "en", Cue.WHEN),
    ("Shall we have lunch on Friday?", "en", Cue.MEET),
    ("How are you?", "en", Cue.FEELING),
    ("Thank you for the book.", "en", Cue.THANKS),
    ("I got the job!", "en", Cue.GOOD_NEWS),
    ("What did you make of the report?", "en", Cue.QUESTION),
    ("Kannst du mir die Zahlen schicken?", "de", Cue.YES_NO),
    ("Wann bist du in Hamburg?", "de", Cue.WHEN),
    ("Vielen Dank für das Buch!", "de", Cue.THANKS),
    ("Wie geht es dir?", "de", Cue.FEELING),
    ("Pouvez-vous m'envoyer les chiffres ?", "fr", Cue.YES_NO),
    ("Quand êtes-vous à Lyon ?", "fr", Cue.WHEN),
    ("Merci pour le livre", "fr", Cue.THANKS),
    ("¿Puedes enviarme los datos?", "es", Cue.YES_NO),
    ("¿Cuándo estás en Madrid?", "es", Cue.WHEN),
    ("Gracias por el libro", "es", Cue.THANKS),
    ("Você pode enviar os números?", "pt", Cue.YES_NO),
    ("Quando você está em Lisboa?", "pt", Cue.WHEN),
    ("Obrigada pelo livro", "pt", Cue.THANKS),
]


@pytest.mark.parametrize(("text", "code", "cue"), CASES)
def test_a_message_is_read_in_its_language(text, code, cue):
    assert language_of(text) == code
    assert cue_of(text, code) is cue
    assert replies_to(text) == REPLIES[code][cue]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "ok",
        "12345?",
        "Мы можем встретиться?",
        "My father died. Can you take over?",
        "Ich bin krank. Kannst du übernehmen?",
        "I lost my job, can we talk?",
        "The report is on the table.",
        "Can you read this? " + "x" * LONGEST,
    ],
)
def test_where_no_rule_fits_there_is_none(text):
    assert replies_to(text) == ()


def test_every_language_answers_every_cue_with_at_most_three_short_lines():
    for cues in REPLIES.values():
        assert set(cues) == set(Cue)
        for replies in cues.values():
            assert 1 <= len(replies) <= 3
            assert all(0 < len(one) <= 60 for one in replies)


@given(st.text(max_size=700))
def test_whatever_is_written_there_are_never_more_than_three(text):
    assert len(replies_to(text)) <= 3
