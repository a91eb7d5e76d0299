import pytest
from hypothesis import given
from hypothesis import strategies as st

from rapport.rules.coach.context.likeness import may_mean, same_name

SAME = [
    ("MIT", "Massachusetts Institute of Technology"),
    ("lse", "London School of Economics and Political Science"),
    ("Uni Wien", "University of Vienna"),
    ("P&G", "Procter & Gamble"),
    ("Seimens", "Siemens AG"),
    ("Standford University", "Stanford University"),
    ("PyCon DE", "PyCon DE 2024"),
    ("PyCon '24", "PyCon 2024"),
    ("ACME", "Acme Inc."),
    ("BCG", "Boston Consulting Group"),
    ("Deloite", "Deloitte"),
    ("TU Wien", "Vienna University of Technology"),
    ("University of Warwick", "Warwick University"),
    ("Boğaziçi University", "Bogazici University"),
    ("Bosch", "Robert Bosch GmbH"),
    ("NUI Galway", "University of Galway"),
]
OTHER = [
    ("University of Vienna", "Vienna University of Technology"),
    ("Boston University", "Boston College"),
    ("PyCon 2023", "PyCon 2024"),
    ("PyCon US", "PyCon DE"),
    ("Penn State", "University of Pennsylvania"),
    ("University of Washington", "Washington University in St. Louis"),
    ("London Business School", "London School of Economics"),
    ("Deutsche Bank", "Deutsche Telekom"),
    ("Salford", "Stanford"),
    ("Michigan", "Michigan State University"),
    ("Bank", "Deutsche Bank"),
    ("Uni", "Uni Graz"),
    ("Inter", "Intel"),
    ("University of Bern", "University of Bonn"),
    ("Harvard Business School", "Harvard"),
]


@pytest.mark.parametrize(("said", "fact"), SAME)
def test_these_are_the_same(said: str, fact: str) -> None:
    assert same_name(said, fact)


@pytest.mark.parametrize(("said", "fact"), OTHER)
def test_these_are_not(said: str, fact: str) -> None:
    assert not same_name(said, fact)


def test_a_part_of_a_firm_may_be_meant() -> None:
    assert may_mean("Google Cloud", "Google")
    assert not may_mean("Google", "Google Cloud")


@given(st.text(min_size=1, max_size=40))
def test_a_name_is_always_like_itself_when_it_names_anything(name: str) -> None:
    assert same_name(name, name) or not same_name(name, f"{name} x")
