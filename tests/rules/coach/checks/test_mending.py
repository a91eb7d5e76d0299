"""Mending: what is left after a fix is a clean text, with capitals where sentences begin."""

import pytest

from rapport.rules.coach.checks import rambling, stock, tone_gushing, tone_stiff
from tests.rules.coach.checks.cases import applied, found, to_dee

REST = "Which pump did you choose for the tidal plant in the end, and would you take it again?"


@pytest.mark.parametrize(
    ("check", "text", "mended"),
    [
        (stock, f"Hi Dee,\nI hope this finds you well. {REST}", f"Hi Dee,\n{REST}"),
        (stock, f"Hi Dee,\n\nI hope this finds you well.\n\n{REST}", f"Hi Dee,\n\n{REST}"),
        (stock, f"Hi Dee, hope you're well! {REST}", f"Hi Dee, {REST}"),
        (
            stock,
            "Hi Dee, I hope this email finds you well and I wanted to ask which pump you chose for "
            "the plant in Orkney.",
            "Hi Dee, I wanted to ask which pump you chose for the plant in Orkney.",
        ),
        (stock, f"Hi Dee, {REST} I hope this finds you well.", f"Hi Dee, {REST}"),
        (
            tone_stiff,
            f"Hi Dee, I am writing to inform you that we use your valve. {REST}",
            f"Hi Dee, We use your valve. {REST}",
        ),
        (
            tone_stiff,
            f"Hi Dee, Prior to that we had a pump. {REST}",
            f"Hi Dee, Before that we had a pump. {REST}",
        ),
        (
            tone_stiff,
            f"Hi Dee, we came in order to see it. {REST}",
            f"Hi Dee, we came to see it. {REST}",
        ),
        (
            tone_gushing,
            f"Hi Dee, your amazing talk was clear. {REST}",
            f"Hi Dee, your talk was clear. {REST}",
        ),
        (
            rambling,
            "Hi Dee, we have been building small wind farms along the whole west coast for ten "
            "years now with people from five towns and a lot of help from the schools there and we "
            "wonder how you found the money for the first plant at all.",
            "Hi Dee, we have been building small wind farms along the whole west coast for ten "
            "years now with people from five towns and a lot of help from the schools there. We "
            "wonder how you found the money for the first plant at all.",
        ),
    ],
)
def test_a_fix_leaves_a_clean_text(check: object, text: str, mended: str) -> None:
    finding = found(check.check, to_dee(text))[0]  # type: ignore[attr-defined]
    assert applied(text, finding) == mended


def test_what_leans_on_the_clause_before_is_not_torn_off() -> None:
    text = f"Hi Dee, I came across your profile and was surprised by the plant. {REST}"
    finding = found(stock.check, to_dee(text))[0]
    assert finding.fix is None


def test_the_only_sentence_is_never_left_out() -> None:
    finding = found(stock.check, to_dee("I hope this finds you well."))[0]
    assert finding.fix is None


def test_a_text_is_not_made_shorter_than_fifteen_words() -> None:
    text = "Hi Dee, I hope this message finds you well. Which pump did you choose for Orkney?"
    assert found(stock.check, to_dee(text))[0].fix is None
