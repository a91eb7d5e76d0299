"""Initials and tints: names as people write them, in any script."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rapport.kit.avatars import TINTS, initials, tint

NAMES = [
    ("Ana Ribeiro", "AR"),
    ("Bo", "B"),
    ("bo lindqvist", "BL"),
    ("Jean-Luc van der Sloot", "JS"),
    ("Ana Silva, PhD", "AS"),
    ("Ana Silva (she/her)", "AS"),
    ("  Dee   Marchetti ", "DM"),
    ("Élodie Œuvrard", "ÉŒ"),
    ("E\u0301lodie Martin", "ÉM"),
    ("“Kit” O'Neil", "KO"),
    ("Ольга Петрова", "ОП"),
    ("Γιώργος Παπαδόπουλος", "ΓΠ"),
    ("李小龍", "李"),
    ("山田 太郎", "山"),
    ("김 민준", "김"),
    ("نور الهدى", "ن\u200cا"),
    ("क्षिति शर्मा", "क्षिश"),
    ("ß", "ß"),
    ("3M Support", "3S"),
    ("🦊 Fox Okafor", "FO"),
    ("🦊", "🦊"),
    ("👩🏽‍🚀", "👩🏽‍🚀"),
    ("🇵🇹 🇮🇹", "🇵🇹"),
    ("—", "—"),
    ("", "?"),
    ("\u200b\u202e", "?"),
    ("(she/her)", "S"),
    (", Ana", "A"),
]


@pytest.mark.parametrize(("name", "expected"), NAMES)
def test_initials_stand_for_the_name_in_its_own_script(name: str, expected: str) -> None:
    assert initials(name) == expected


@given(st.text(max_size=120))
def test_initials_are_never_empty_and_never_show_a_space_or_a_control(name: str) -> None:
    found = initials(name)
    assert found
    assert not any(sign.isspace() or ord(sign) < 32 for sign in found)


@given(st.text(max_size=120))
def test_a_tint_is_one_of_the_twelve_and_stays_the_same_whatever_the_case(name: str) -> None:
    assert 0 <= tint(name) < TINTS
    assert tint(name) == tint(f" {name} ")


def test_a_tint_does_not_depend_on_how_the_letters_are_composed() -> None:
    assert tint("E\u0301lodie") == tint("Élodie") == tint("élodie")


def test_common_names_spread_over_the_tints() -> None:
    names = [
        f"{first} {last}" for first in ("Ana", "Bo", "Cy", "Dee", "Eve") for last in "ABCDEFGH"
    ]
    assert len({tint(name) for name in names}) >= 9
