import pytest

from rapport.rules.coach.reading import Reading
from tests.rules.coach.people import draft


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("ok thx", "en"),
        ("Please advise asap.", "en"),
        ("", "en"),
        ("12:30?", "en"),
        ("Could you send me the report?", "en"),
        ("I am wanting to ask you one thing, please.", "en"),
        ("Könnten wir nächste Woche kurz über das Projekt reden?", "de"),
        ("Merci beaucoup pour votre réponse rapide.", "fr"),
        ("Hola Ana, gracias por tu mensaje de ayer.", "es"),
        ("Obrigado pela sua mensagem, vou responder amanhã.", "pt"),
        ("Dziękuję za odpowiedź, odezwę się w poniedziałek.", "pl"),
        ("お元気ですか。記事を読みました。", "ja"),
    ],
)
def test_the_language_is_told_and_a_text_that_tells_nothing_counts_as_english(text, language):
    assert Reading(draft(text, to="", sender="")).language == language


def test_a_stated_language_wins():
    assert Reading(draft("Hello there, my friend", language="de-AT")).language == "de"


def test_names_do_not_tell_the_language():
    one = draft("Thank you, Jürgen Müller-Lüdenscheidt!", to="Jürgen Müller-Lüdenscheidt")
    assert Reading(one).language == "en"
