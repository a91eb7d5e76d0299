import pytest

from rapport.rules.coach.checks.sameness import check, sameness
from rapport.rules.coach.draft import Recipient
from rapport.rules.coach.findings import Level
from rapport.rules.coach.reading import Reading
from tests.rules.coach.people import NOW, draft, found, levels, sent

TEXT = (
    "Hi {name},\n\nI lead sales in the north and help {firm} hire faster with our 3 tools. Other "
    "teams saved 40 hours in their first month. Could we talk about your plans for next year?"
    "\n\nBest,\nBo"
)
OTHER = (
    "Hi Cy,\n\nthe hives on your roof made me curious: do the bees really fly as far as the river? "
    "We see none there before May."
)
FIRMS = ("Acme", "Globex", "Initech", "Umbrella")


def copies(count: int, hours: float = 2) -> tuple:
    names = ("Cy Roe", "Dee Fox", "Eve Orr", "Fay Sun")
    return tuple(
        sent(name, hours, TEXT.format(name=name.split()[0], firm=firm).replace("40", "55"))
        for name, firm in zip(names[:count], FIRMS, strict=False)
    )


@pytest.mark.parametrize(
    ("count", "level"), [(0, []), (1, [Level.WARN]), (2, [Level.WARN]), (3, [Level.STOP])]
)
def test_the_same_text_stops_from_three_others_in_a_day(count, level):
    one = draft(TEXT.format(name="Ana", firm="Kew"), recent=copies(count), now=NOW)
    assert levels(found(check, one)) == level


def test_copies_to_one_person_count_once():
    recent = tuple(sent("Cy Roe", hour, TEXT.format(name="Cy", firm="Acme")) for hour in (1, 2, 3))
    one = draft(TEXT.format(name="Ana", firm="Kew"), recent=recent, now=NOW)
    assert levels(found(check, one)) == [Level.WARN]


def test_copies_of_other_days_are_a_tip():
    one = draft(TEXT.format(name="Ana", firm="Kew"), recent=copies(3, hours=30), now=NOW)
    assert levels(found(check, one)) == [Level.TIP]


def test_without_a_time_nothing_stops():
    one = draft(TEXT.format(name="Ana", firm="Kew"), recent=copies(4))
    assert levels(found(check, one)) == [Level.TIP]


def test_what_went_to_the_same_person_is_no_copy():
    recent = (sent("Ana Lima", 2, TEXT.format(name="Ana", firm="Kew")),)
    assert found(check, draft(TEXT.format(name="Ana", firm="Kew"), recent=recent, now=NOW)) == []


def test_names_numbers_greetings_and_firms_do_not_make_a_difference():
    reading = Reading(draft(TEXT.format(name="Ana", firm="Kew"), recent=copies(1), now=NOW))
    assert sameness(reading) == 1.0


def test_another_text_is_another_text():
    one = draft(TEXT.format(name="Ana", firm="Kew"), recent=(sent("Cy", 1, OTHER),), now=NOW)
    assert found(check, one) == []
    assert sameness(Reading(one)) < 0.2


def test_without_recent_messages_nothing_is_like_anything():
    assert sameness(Reading(draft("Hi", recipient=Recipient()))) == 0.0
