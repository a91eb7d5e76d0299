import pytest

from rapport.rules.coach.context.asked import largest_ask
from rapport.rules.coach.draft import Draft, DraftWay
from rapport.rules.coach.reading import Reading

SIZES = [
    ("How did you test the migration?", 0.0),
    ("Your talk was great.", 0.0),
    ("What do you think of this plan in a line or two?", 0.2),
    ("Could we have a quick call next week?", 0.4),
    ("Would you have 20 minutes on Thursday?", 0.4),
    ("Let's meet on Thursday at three at your office.", 0.6),
    ("Could you review my thesis?", 0.6),
    ("Could you record ten doors for our radio play by Friday?", 0.6),
    ("How did you record the doors in the radio play?", 0.0),
    ("Could you refer me for the analyst job?", 0.7),
    ("Would you introduce me to your boss?", 0.7),
    ("Can you lend me 500 euros?", 0.9),
    ("Would you translate my novel?", 0.9),
    ("Please hire me.", 0.9),
    # Spoken of, offered or thanked for: not asked.
    ("What surprised you most at lunch?", 0.0),
    ("Three people came forward within an hour.", 0.0),
    ("Thank you for the call yesterday, could I quote you?", 0.0),
    ("I'd be happy to introduce you to Cy.", 0.0),
    ("Which clamp is still easy to buy today?", 0.0),
    # Asked about, not asked for.
    ("Could you tell me how you chose the vendor for the harbour survey?", 0.0),
    ("Did the insurer pay for the second survey?", 0.0),
    ("Which vendor let you test the curves before the purchase?", 0.0),
    ("Did a sponsor pay, or the ministry?", 0.0),
    ("Does a recommendation from the union still help a carpenter?", 0.0),
    ("Please explain how the money from the lottery reaches a village club.", 0.0),
    ("Did an ethics committee review the sheet?", 0.0),
    ("How did you find a job for every trainee?", 0.0),
    ("Who could lend us a boat for the race?", 0.9),
    ("Is there a job for a potter in your workshop?", 0.9),
    ("Could you hire my brother?", 0.9),
    ("Would your firm sponsor our choir?", 0.9),
    ("Can you spare a quarter of an hour next week?", 0.4),
    ("Which lamp lasts? When you have five minutes I would love to know.", 0.0),
]
OTHERS = [
    ("de", "Könnten wir nächste Woche telefonieren?", 0.4),
    ("de", "Könnten Sie mich bei Ihrem Chef empfehlen? Eine Empfehlung wäre toll.", 0.7),
    ("fr", "Pourriez-vous relire mon mémoire ?", 0.6),
    ("es", "¿Podrías darme un consejo?", 0.2),
    ("pt", "Você poderia me indicar para a vaga?", 0.7),
]


def size(text: str, language: str = "en", way: DraftWay = DraftWay.MESSAGE) -> float:
    return largest_ask(Reading(Draft(text=text, language=language, way=way))).size


@pytest.mark.parametrize(("text", "wanted"), SIZES)
def test_the_size_of_what_is_asked(text: str, wanted: float) -> None:
    assert size(text) == pytest.approx(wanted)


@pytest.mark.parametrize(("language", "text", "wanted"), OTHERS)
def test_in_other_languages(language: str, text: str, wanted: float) -> None:
    assert size(text, language) == pytest.approx(wanted)


def test_the_introduction_itself_is_not_counted_what_is_asked_of_the_target_is() -> None:
    text = "Could you introduce me to Dee? I'd love to have a call with her."
    assert size(text, way=DraftWay.INTRODUCTION) == pytest.approx(0.4)
