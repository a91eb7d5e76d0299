"""Whatever is written, the time of the style checks grows no faster than the text."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rapport.rules.coach.packs import PACKS
from rapport.rules.coach.reading import Reading
from tests.rules.coach.checks.cases import STYLE, applied, counts, found, to_dee
from tests.timing import seconds_of

SHAPES = [
    "could you ", "your ", "your site is ", "I NEED ", "! ", "!", "asap ", "i hope this ",
    "you should really ", "and i ", "please let me know ", "your sails sails ", "a", "? ",
    "by the way anyway ", "I would love to connect and learn more about your journey. ", "\n> ",
]  # fmt: skip


def seconds(text: str) -> float:
    """The least of three runs of all style checks on a text that is read already."""
    readings = []
    for _ in range(3):
        reading = Reading(to_dee(text, "en"))
        assert reading.kind
        assert all(one.words is not None for one in reading.body)
        readings.append(reading)

    def check_one() -> None:
        reading = readings.pop()
        for check in STYLE:
            list(check(reading))

    return seconds_of(check_one, len(readings))


@pytest.mark.parametrize("shape", SHAPES)
def test_the_time_grows_with_the_text_and_no_faster(shape: str) -> None:
    short, long = (seconds((shape * (n // len(shape) + 1))[:n]) for n in (2_000, 8_000))
    assert long < 10 * short + 0.004
    assert long < 0.25


PIECES = st.sampled_from(
    "I hope this finds you well.|pick your brain|ASAP|!!!|you should really change it|your site is "
    "slow|WANT THIS NOW|, and I|?|Could you tell me why?|circle back|by the way|\n\n|> |\u00ad|"
    "“|”|Hi Dee,|absolutely amazing|let's meet on Tuesday|Best,\nAna|’|in order to| |\t|İ".split(
        "|"
    )
)
# What a quotation mark belongs to changes with the text; that is no matter of fixes.
UNQUOTED = dict.fromkeys(map(ord, "\"'“”‘’„«»>"), " ")
TEXTS = st.lists(st.one_of(PIECES, st.text(max_size=8)), max_size=14).map(" ".join)


@settings(max_examples=150, deadline=None)
@given(text=TEXTS, language=st.sampled_from((*PACKS, "it")))
def test_whatever_is_written_spans_are_exact(text: str, language: str) -> None:
    for check in STYLE:
        for finding in found(check, to_dee(text, language)):
            if finding.span is None:
                assert finding.fix is None
                continue
            start, end = finding.span
            assert 0 <= start <= end <= len(text)


@settings(max_examples=100, deadline=None)
@given(text=TEXTS.map(lambda text: text.translate(UNQUOTED)))
def test_a_fix_lowers_its_check(text: str) -> None:
    before = counts(to_dee(text, "en"))
    for check in STYLE:
        for finding in found(check, to_dee(text, "en")):
            if finding.fix is not None:
                after = counts(to_dee(applied(text, finding), "en"))
                assert after[finding.check.value] < before[finding.check.value], finding
