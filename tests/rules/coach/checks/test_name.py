import pytest

from rapport.rules.coach.checks.name import check
from rapport.rules.coach.draft import Author
from rapport.rules.coach.findings import Level
from tests.rules.coach.people import BODY, NOW, draft, found, levels, mended, wrote

RIGHT = """
Hi Ana,|Ana Lima
Hi ana,|Ana Lima
HI ANA,|Ana Lima
Dear Ms Lima,|Ana Lima
Dear Lima Ana,|Ana Lima
Hi Bill,|William Gates
Hi William,|Bill Gates
Hi Jose,|José Álvarez
Dear Sr. Alvarez,|José Álvarez
Hallo Herr Mueller,|Jürgen Müller
Hallo Juergen,|Jürgen Müller
Sehr geehrter Herr Dr. Müller,|Jürgen Müller
Hi Will,|Will Smith
Hi Grace,|Grace Hopper
Hi Mark,|Mark Chase
Hi Xi,|Xi Chen
Hi Oneil,|Shaquille O’Neil
Dear Mr van der Berg,|Jan van der Berg
Hi Minh,|Nguyễn Thị Minh
Hi Nguyen Thi Minh,|Nguyễn Thị Minh
Ana,|Ana Lima
Ana -|Ana Lima
Hi Ana Maria Lima,|Ana Lima
Hi Jean Luc,|Jean-Luc Picard
Hi Jean-Luc,|Jean Luc Picard
Hi Sasha,|Aleksandr Ivanov
Hi Alex,|Alexandros Pappas
Hi J.R.,|J. R. Smith
Hi JR,|J. R. Smith
Bonjour Madame Dupont,|Claire Dupont
Estimada Sra. García:|Lucía García
Olá Joao,|João Silva
Hi Ana and Bo,|Ana Lima
hi there ana,|Ana Lima
Hiya Ana|Ana Lima
@Ana|Ana Lima
Happy Friday Ana!|Ana Lima
My dear Ana,|Ana Lima
Dear Tanaka-san,|Tanaka Yuki
Thanks for connecting, Ana!|Ana Lima
Hi Dr. Ana,|Dr. Ana Lima, PhD (she/her)
"""
WRONG = """
Hi Anna,|Ana Lima|Ana
hi anna,|Ana Lima|Ana
Hi Bob,|Ana Lima|Ana
Bob,|Ana Lima|Ana
Dear Dr. Lopes,|Ana Lima|Ana
Hi Jhon,|John Smith|John
Hi Ana Costa,|Ana Lima|Lima
Dear Mrs Smyth,|Jane Smith|Smith
Hi Paul,|Pauline Roux|Pauline
Estimado Sr. Lopez,|Lucía García|Lucía
Hi Bo,|Ana Lima|Ana
Hi Robert|Ana Lima|Ana
"""
MISSING = """
Hi,|Hi Ana,
Hello!|Hello Ana!
Hi there,|Hi Ana,
Dear Sir or Madam,|Dear Ana,
Dear Hiring Manager,|Dear Ana,
To whom it may concern,|To Ana,
Good morning,|Good morning Ana,
Dear Professor,|Dear Professor Lima,
"""


def rows(table: str) -> list[list[str]]:
    return [line.split("|") for line in table.strip().splitlines()]


@pytest.mark.parametrize(("greeting", "name"), rows(RIGHT))
def test_every_form_of_the_readers_own_name_is_right(greeting, name):
    assert levels(found(check, draft(f"{greeting}\n\n{BODY}\n\nBest,\nBo", to=name))) == [
        Level.GOOD
    ]


@pytest.mark.parametrize(("greeting", "name", "fix"), rows(WRONG))
def test_another_name_or_a_misspelled_one_warns(greeting, name, fix):
    one = draft(f"{greeting}\n\n{BODY}\n\nBest,\nBo", to=name)
    finding = found(check, one)[0]
    assert (finding.level, finding.fix) == (Level.WARN, fix)
    assert levels(found(check, mended(one, finding))) == [Level.GOOD]


@pytest.mark.parametrize(("greeting", "right"), rows(MISSING))
def test_a_missing_name_warns_in_an_opener_and_is_put_in(greeting, right):
    one = draft(f"{greeting}\n\n{BODY}")
    finding = found(check, one)[0]
    assert finding.level is Level.WARN
    assert mended(one, finding).text == f"{right}\n\n{BODY}"


def test_without_a_greeting_one_is_put_before_the_text():
    one = draft(BODY)
    assert mended(one, found(check, one)[0]).text == f"Hi Ana,\n{BODY}"


def test_a_missing_name_is_a_tip_in_a_reply():
    one = draft("Thank you!", history=(wrote(Author.RECIPIENT, 1),), now=NOW)
    assert levels(found(check, one)) == [Level.TIP]


def test_an_unfilled_placeholder_silences_the_name():
    assert found(check, draft(f"Hi [Name],\n{BODY}")) == []


def test_without_a_readers_name_nothing_is_said():
    assert found(check, draft(f"Hi,\n{BODY}", to="")) == []


@pytest.mark.parametrize(
    ("text", "name", "language", "level"),
    [
        ("田中様、こんにちは。記事を読みました。", "田中 太郎", "ja", [Level.GOOD]),
        ("Cześć Aniu, dziękuję za wpis o pszczołach.", "Anna Nowak", "pl", [Level.GOOD]),
        ("Cześć Piotrze, dziękuję za wpis.", "Anna Nowak", "pl", [Level.WARN]),
        ("Cześć, dziękuję za wpis o pszczołach.", "Anna Nowak", "pl", []),
        ("Привет, Анна! Спасибо за статью.", "Анна Иванова", "ru", [Level.GOOD]),
    ],
)
def test_in_other_languages_only_a_surely_other_name_warns(text, name, language, level):
    assert levels(found(check, draft(text, to=name, language=language))) == level
