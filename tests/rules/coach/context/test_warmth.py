from datetime import UTC, datetime, timedelta

import pytest

from rapport.rules.coach.context.warmth import warmth, warmth_for_ask
from rapport.rules.coach.draft import Author, Draft, DraftWay, Earlier, Recipient, Sender

NOW = datetime(2026, 11, 20, 10, tzinfo=UTC)


def history(authors: str, days_ago: int = 0) -> tuple[Earlier, ...]:
    names = {"s": Author.SENDER, "r": Author.RECIPIENT}
    return tuple(
        Earlier(names[one], NOW - timedelta(days=days_ago, minutes=len(authors) - at), "x")
        for at, one in enumerate(authors)
    )


TOLD = [
    ("", 0, 0.0),
    ("sss", 0, 0.0),
    ("sr", 0, 0.25),
    ("rs", 0, 0.25),
    ("ssr", 0, 0.25),
    ("srsr", 0, 0.5),
    ("sr", 180, 0.125),
    ("sr" * 9, 0, 1.0),
]


@pytest.mark.parametrize(("authors", "days", "wanted"), TOLD)
def test_each_exchange_adds_and_is_halved_in_180_days(
    authors: str, days: int, wanted: float
) -> None:
    found = warmth(Draft(text="Hi", now=NOW, history=history(authors, days)))
    assert found == pytest.approx(wanted, abs=0.001)


def test_shared_ground_lifts_to_a_tenth_and_no_higher() -> None:
    shared = Draft(
        text="Hi", now=NOW, sender=Sender(schools=("MIT",)),
        recipient=Recipient(schools=("Massachusetts Institute of Technology",)),
    )  # fmt: skip
    assert warmth(shared) == 0.1
    assert warmth(Draft(text="Hi", mutuals=("Bo Lee",))) == 0.1
    assert warmth(Draft(text="Hi", now=NOW, mutuals=("Bo Lee",), history=history("sr"))) > 0.2


def test_what_is_given_is_taken_and_an_introduction_lends_warmth() -> None:
    assert warmth(Draft(text="Hi", warmth=0.7, history=history("srsr"))) == 0.7
    assert warmth_for_ask(Draft(text="Hi", way=DraftWay.INTRODUCTION)) == 0.3
