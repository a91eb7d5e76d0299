import pytest

from rapport.rules.coach.kinds import Gist, Place
from rapport.rules.coach.reading import Reading
from tests.rules.coach.people import BODY, draft

GREETINGS = """
Hi Ana,|Ana
Dear Dr. van der Berg,|Dr. van der Berg
Good morning, Ana!|Ana
Sehr geehrte Frau Dr. Müller,|Frau Dr. Müller
Bonjour Madame Dupont,|Madame Dupont
Estimada Sra. García:|Sra. García
Hi there,|
Hello,|
To whom it may concern,|
Dear Sir or Madam,|
Ana,|Ana
"""
CLOSINGS = ["Best,\nBo", "Kind regards\nBo Ito\nKew Gardens", "Thanks, Bo", "Viele Grüße\nBo", "Bo",
            "Bien cordialement,\nBo", "Cheers!", "Best regards, Bo Ito"]  # fmt: skip


@pytest.mark.parametrize("line", GREETINGS.strip().splitlines())
def test_the_greeting_is_told_apart_and_whom_it_names(line):
    written, named = line.split("|")
    reading = Reading(draft(f"{written}\n\n{BODY}", to="Ana Lima"))
    greeting = reading.letter.greeting
    assert greeting is not None
    assert reading.text[slice(*greeting.span)] == written
    assert (reading.text[slice(*greeting.name)] if greeting.name else "") == named
    assert [one.text for one in reading.body] == [
        "I read your post on bees in cities.",
        "What made you choose lime trees for them?",
    ]


@pytest.mark.parametrize("text", ["I greet you, Ana.", "However, I think so.", "Thanks for it."])
def test_an_ordinary_beginning_is_no_greeting(text):
    assert Reading(draft(text)).letter.greeting is None


@pytest.mark.parametrize("closing", CLOSINGS)
def test_the_closing_is_told_apart(closing):
    reading = Reading(draft(f"Hi Ana,\n\n{BODY}\n\n{closing}"))
    assert reading.closing is not None
    assert reading.closing.text == closing
    assert len(reading.body) == 2


def test_a_postscript_belongs_to_the_body():
    reading = Reading(draft(f"Hi Ana,\n\n{BODY}\n\nBest,\nBo\n\nPS: bring gloves."))
    assert [one.text for one in reading.body][-1] == "PS: bring gloves."
    assert reading.closing is not None
    assert reading.closing.text == "Best,\nBo"


@pytest.mark.parametrize("text", ["Thanks!", "Best regards", "Could you help?"])
def test_a_bare_sentence_is_all_body(text):
    reading = Reading(draft(text, to="", sender=""))
    assert [one.text for one in reading.body] == [text]


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("One. Two! Three?", 3),
        ("I met Dr. Smith at Acme Inc. in St. Louis, e.g. for tea.", 1),
        ("First line\nSecond line", 2),
        ("- one thing\n- another thing", 2),
        (
            "This line was wrapped by a program that cuts at seventy letters and\nso it goes on.",
            1,
        ),
        ("今日は晴れです。お元気ですか？はい。", 3),
        ("Really?!?!?!?! Yes.", 2),
        ("", 0),
        ("...", 0),
    ],
)
def test_sentences_are_cut_where_people_end_them(text, sentences):
    spoken = [one for one in Reading(draft(text, to="", sender="")).body if one.words]
    assert len(spoken) == sentences


@pytest.mark.parametrize(
    ("text", "gist"),
    [
        ("Hi Ana, congratulations on your new role!", Gist.CONGRATULATION),
        ("Hi Ana, thank you so much for your help last week.", Gist.THANKS),
        ("Dear Ana, I am so sorry for your loss.", Gist.CONDOLENCE),
        ("Hi Ana, congratulations! Could you hire me?", None),
        (f"Hi Ana, {BODY}", None),
    ],
)
def test_what_needs_no_ask_is_known_by_its_first_sentences(text, gist):
    kind = Reading(draft(text)).kind
    assert (kind.place, kind.gist) == (Place.OPENER, gist)
