from datetime import UTC, datetime
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rapport.rules.coach.context.claims import MOST_CLAIMS, claims
from rapport.rules.coach.draft import Author, Draft, Earlier, Post, Recipient, Sender
from rapport.rules.coach.findings import Claim
from rapport.rules.coach.reading import Reading
from tests.timing import seconds_of

NOW = datetime(2026, 11, 20, 10, tzinfo=UTC)
ANA = Sender(
    name="Ana Gruber",
    employers=("Acme GmbH", "Siemens AG"),
    schools=("TU Wien", "Massachusetts Institute of Technology"),
    groups=("Data Vienna", "Women in Tech Berlin"),
    events=("PyCon DE 2024", "Web Summit"),
    skills=("Python", "Data engineering"),
)
BO = Recipient(
    name="Bo Lee",
    headline="Head of Data at Northwind",
    employers=("Northwind Traders", "Acme GmbH"),
    schools=("Technische Universität Wien", "MIT"),
    groups=("Data Vienna",),
    events=("PyCon DE 2024", "EuroPython 2025"),
    skills=("Python", "Kubernetes"),
    posts=(
        Post("p1", NOW, "How we moved our 4 TB database to Postgres without downtime."),
        Post("p2", NOW, "Hiring junior engineers: why mentoring matters more than puzzles."),
    ),
)
HERE = Path(__file__).parent


def lines(name: str) -> list[tuple[str, str]]:
    rows = (HERE / name).read_text("utf-8").splitlines()
    return [(row[0], row[2:]) for row in rows if row and not row.startswith("#")]


def claims_in(text: str, language: str = "en", **given: object) -> tuple[Claim, ...]:
    draft = Draft(
        text=text, sender=ANA, recipient=BO, mutuals=("Cy Young", "Robert Miller"),
        language=language, **given,  # type: ignore[arg-type]
    )  # fmt: skip
    return claims(Reading(draft))


def verdicts(text: str, language: str = "en") -> set[str]:
    return {str(claim.supported)[0] for claim in claims_in(text, language)}


@pytest.mark.parametrize(("wanted", "text"), lines("claims.txt"))
def test_a_claim_is_true_false_or_not_to_be_seen(wanted: str, text: str) -> None:
    assert verdicts(text) == {wanted} - {"-"}


def test_of_more_wordings_nine_in_ten_are_read_right_and_no_true_claim_is_made_up() -> None:
    rows = lines("claims_en_more.txt")
    right = sum(verdicts(text) == {wanted} - {"-"} for wanted, text in rows)
    assert right >= 0.9 * len(rows)
    said_true = [text for wanted, text in rows if "T" in verdicts(text) and wanted != "T"]
    assert said_true == []


OTHERS = [
    ("de", "Hallo Bo, wir haben beide an der TU Wien studiert.", "T"),
    ("de", "Ihr Vortrag auf der FOSDEM war toll.", "F"),
    ("de", "Wir leben beide in Graz.", "N"),
    ("de", "Unser gemeinsamer Freund Cy hat mir von Ihnen erzählt.", "T"),
    ("fr", "Nous avons tous les deux travaillé chez Globex.", "F"),
    ("fr", "Votre présentation à EuroPython était passionnante.", "T"),
    ("es", "Nuestro amigo en común Cy Young me habló de ti.", "T"),
    ("es", "Ambos trabajamos en Globex.", "F"),
    ("pt", "Sua palestra na EuroPython foi ótima.", "T"),
    ("pt", "Nós dois estudamos na TU Wien.", "T"),
]


@pytest.mark.parametrize(("language", "text", "wanted"), OTHERS)
def test_claims_in_other_languages(language: str, text: str, wanted: str) -> None:
    assert verdicts(text, language) == {wanted}


def test_without_anything_shown_nothing_is_called_untrue() -> None:
    draft = Draft(text="We both studied at MIT and I loved your post on tea.", language="en")
    assert {claim.supported for claim in claims(Reading(draft))} == {None}


def test_an_earlier_contact_is_borne_out_by_the_history_only() -> None:
    text = "Thanks for your reply last week."
    assert [claim.supported for claim in claims_in(text)] == [None]
    history = (Earlier(Author.RECIPIENT, NOW, "Sure."),)
    assert [claim.supported for claim in claims_in(text, history=history)] == [True]


PIECES = [
    "we both studied at ", "MIT", "your post on ", "[University]", "Cy Young", " told me ", ". ",
    "you ", "at ", "PyCon DE", "\n", "?", "our mutual friend ", "{name}", "fellow ", "’s ", "alum ",
]  # fmt: skip


@settings(max_examples=150, deadline=None)
@given(st.lists(st.sampled_from(PIECES) | st.text(max_size=5), max_size=30).map("".join))
def test_spans_are_exact_apart_and_never_in_a_blank(text: str) -> None:
    found = claims_in(text)
    for claim in found:
        assert text[claim.span[0] : claim.span[1]] == claim.text
        assert "[" not in claim.text
        assert "{" not in claim.text
    ends = [claim.span for claim in found]
    assert all(one[1] <= two[0] for one, two in pairwise(ends))
    assert found == claims_in(text)


@pytest.mark.parametrize(
    "unit",
    ["We both studied at Foo Bar University. ", "your talk at the ", "A ", "Bo told you ", "a\n"],
)
def test_reading_claims_grows_no_faster_than_the_text(unit: str) -> None:
    def seconds(length: int) -> float:
        text = (unit * length)[:length]
        assert len(claims_in(text)) <= MOST_CLAIMS
        return seconds_of(lambda: claims_in(text))

    assert seconds(8_000) < 4 * seconds(2_000) + 0.05
