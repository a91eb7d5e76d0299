"""The checks that judge a draft by what the two show: one table a check."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rapport.rules.coach import Draft, review
from rapport.rules.coach.draft import (
    Approach,
    Author,
    Card,
    DraftWay,
    Earlier,
    Formality,
    Post,
    Recipient,
    Sender,
)
from rapport.rules.coach.findings import Act, Check, Finding, Level, ReviewVerdict

NOW = datetime(2026, 11, 24, 15, tzinfo=UTC)
ANA = Sender(name="Ana Gruber", employers=("Acme GmbH",), schools=("TU Wien",), skills=("Python",))
ASKS = "Hi Bo, your post on Postgres helped me. How long did the migration take?"
LAID_OFF = "I was laid off this morning."
SWAMPED = "Completely swamped until our launch next week."
PROMOTED = "Happy to share that I've been promoted to Head of Data!"


def post(text: str, days: float = 2, name: str = "n") -> Post:
    return Post(name, NOW - timedelta(days=days), text)


def bo(*posts: Post, **more: Any) -> Recipient:
    given: dict[str, Any] = {
        "name": "Bo Lee",
        "headline": "Head of Data at Northwind",
        "employers": ("Northwind", "Acme GmbH"),
        "schools": ("Technische Universität Wien",),
        "skills": ("Python",),
        "posts": (post("How we moved our database to Postgres.", 30, "old"), *posts),
    }
    return Recipient(**{**given, **more})


def draft(text: str = ASKS, *posts: Post, card: Card | None = None, **more: Any) -> Draft:
    recipient = more.pop("recipient", None) or bo(*posts, **({"card": card} if card else {}))
    more.setdefault("now", NOW)
    return Draft(text=text, sender=ANA, recipient=recipient, language="en", **more)


def said(one: Draft, check: Check) -> list[Finding]:
    found = [finding for finding in review(one).findings if finding.check is check]
    for finding in found:
        if finding.span:
            assert one.text[finding.span[0] : finding.span[1]] == finding.evidence
    return found


def levels(one: Draft, check: Check) -> list[Level]:
    return [finding.level for finding in said(one, check)]


def exchange(count: int = 1) -> tuple[Earlier, ...]:
    pair = (Author.SENDER, Author.RECIPIENT)
    return tuple(
        Earlier(pair[at % 2], NOW - timedelta(days=30, hours=-at), "x") for at in range(2 * count)
    )


CLAIMS = [
    ("Hi Bo, we both studied at TU Wien. What do you build now?", []),
    ("Hi Bo, we both studied at Oxford. What do you build now?", ["we both studied at Oxford"]),
    ("Hi Bo, we met at the airport. What do you build now?", []),
    ("Hi Bo, I saw your talk at FOSDEM.", ["your talk at FOSDEM"]),
]


@pytest.mark.parametrize(("text", "evidence"), CLAIMS)
def test_what_the_facts_deny_is_warned_of(text: str, evidence: list[str]) -> None:
    found = said(draft(text), Check.CLAIM)
    assert [one.evidence for one in found] == evidence
    assert all(one.level is Level.WARN for one in found)


def test_a_claim_is_mended_with_the_fact_both_share() -> None:
    one = draft("Hi Bo, we both studied at Oxford. What do you build now?")
    found = said(one, Check.CLAIM)[0]
    assert found.fix == "we both studied at Technische Universität Wien"
    assert found.span is not None
    start, end = found.span
    mended = draft(one.text[:start] + found.fix + one.text[end:])
    assert said(mended, Check.CLAIM) == []


def test_a_firm_they_have_left_is_told_as_such() -> None:
    found = said(draft("Hi Bo, your role at Acme must be fun. Is it?"), Check.CLAIM)
    assert "have left Acme" in found[0].message


REFERENCES = [
    (ASKS, Level.GOOD),
    ("Hi Bo, we both studied at TU Wien. What do you build now?", Level.GOOD),
    ("Hi Bo, how does Northwind plan its migrations?", Level.GOOD),
    ("Hi Bo, what should a beginner read first about databases and queues?", Level.WARN),
    ("Hi Bo, we both studied at Oxford. What do you build now?", Level.WARN),
]


BEES = post("Our bees swarmed from the roof of the bakery. Nobody was stung.")
OVER_SENTENCES = [
    ("Hi Bo, the swarm is a thing to see. Was it your bakery? Asking for a school.", Level.GOOD),
    # One word, a common verb, a word of their field, or nothing about the reader: no reference.
    ("Hi Bo, what is the best roof for solar? You would know it. I ask for a school.", Level.WARN),
    ("Hi Bo, is Python hard? You would know it. I ask for the data of a school.", Level.WARN),
]


@pytest.mark.parametrize(("text", "level"), OVER_SENTENCES)
def test_a_post_may_be_named_over_several_sentences(text: str, level: Level) -> None:
    assert levels(draft(text, BEES), Check.REFERENCE) == [level]


@pytest.mark.parametrize(("text", "level"), REFERENCES)
def test_a_reference_is_a_fact_of_theirs_that_is_true(text: str, level: Level) -> None:
    assert levels(draft(text), Check.REFERENCE) == [level]


def test_an_earlier_contact_is_a_reference_and_a_bare_text_is_not_judged() -> None:
    text = "Hi Bo, what should a beginner read first?"
    assert levels(draft(text, history=exchange()), Check.REFERENCE) == [Level.GOOD]
    assert levels(Draft(text=text), Check.REFERENCE) == []


def test_the_proposed_reference_is_true_and_mends_the_draft() -> None:
    text = "Hi Bo,\n\nwhat should a beginner read first about databases and queues?"
    found = said(draft(text), Check.REFERENCE)[0]
    assert found.span is not None
    assert found.fix == "We both worked at Acme GmbH. "
    at = found.span[0]
    mended = draft(text[:at] + found.fix + text[at:])
    assert levels(mended, Check.REFERENCE) == [Level.GOOD]
    before, after = ({one.check for one in review(x).findings if one.level is not Level.GOOD}
                     for x in (draft(text), mended))  # fmt: skip
    assert after < before


ASKED = [
    ("Could we have a short call on Postgres?", {}, []),
    ("Could you refer me for a job?", {}, [Level.WARN]),
    ("Could you refer me for the analyst role?", {"warmth": 0.4}, []),
    ("Could you refer me for the analyst role?", {"history": exchange(2)}, []),
    ("Could you introduce me to Dee?", {"way": DraftWay.INTRODUCTION, "target": "Dee"}, []),
]


@pytest.mark.parametrize(("text", "more", "wanted"), ASKED)
def test_an_ask_may_not_exceed_the_warmth(
    text: str, more: dict[str, Any], wanted: list[Level]
) -> None:
    assert levels(draft(f"Hi Bo, {text}", **more), Check.ASK_SIZE) == wanted


def test_a_stranger_is_asked_for_no_call() -> None:
    stranger = draft("Hi Bo, could we have a call?", recipient=Recipient(name="Bo Lee"))
    assert levels(stranger, Check.ASK_SIZE) == [Level.WARN]


def test_after_a_layoff_a_draft_is_held_with_a_date_and_nothing_is_inferred() -> None:
    one = draft(ASKS, post(LAID_OFF), recipient=None)
    result = review(one)
    found = said(one, Check.SENSITIVE)[0]
    assert result.verdict is ReviewVerdict.HOLD
    assert found.message == "They recently posted about a layoff; better wait until 06 December."
    assert found.evidence == ""
    assert result.send_at == NOW + timedelta(days=12)
    assert [one.act for one in result.alternatives] == [Act.WAIT]


def test_sympathy_without_an_ask_from_somebody_close_is_ready() -> None:
    text = "Dear Bo, I am so sorry to hear it. My thoughts are with you."
    held = draft(text, post("My father passed away on Sunday."))
    close = draft(text, post("My father passed away on Sunday."), warmth=0.8)
    assert levels(held, Check.SENSITIVE) == [Level.WARN]
    assert levels(close, Check.SENSITIVE) == [Level.GOOD]
    asking = draft(f"{text} Could you review my thesis?", close.recipient.posts[1], warmth=0.8)
    assert levels(asking, Check.SENSITIVE) == [Level.WARN]


def test_busy_spells_and_absences_hold_a_draft() -> None:
    busy = draft(ASKS, post(SWAMPED))
    assert review(busy).verdict is ReviewVerdict.HOLD
    away = draft(recipient=bo(away_until=NOW + timedelta(days=3)))
    assert levels(away, Check.BUSY) == [Level.WARN]
    assert review(away).send_at == NOW + timedelta(days=3)
    assert levels(draft(recipient=bo(away_until=NOW - timedelta(days=3))), Check.BUSY) == []
    assert levels(draft(ASKS, post(SWAMPED, 8)), Check.BUSY) == []


def test_good_news_is_a_good_moment_but_not_for_asking() -> None:
    wishes = "Congratulations on your promotion, Bo! Well deserved."
    assert levels(draft(wishes, post(PROMOTED)), Check.GOOD_MOMENT) == [Level.GOOD]
    asking = f"{wishes} Could you review my thesis?"
    assert levels(draft(asking, post(PROMOTED)), Check.GOOD_MOMENT) == [Level.WARN]
    assert levels(draft(wishes, post(PROMOTED, 15)), Check.GOOD_MOMENT) == []
    both = draft(wishes, post(PROMOTED), post(LAID_OFF, 1, "m"))
    assert levels(both, Check.GOOD_MOMENT) == []


def test_outside_their_hours_is_a_tip_with_a_moment() -> None:
    late = draft(recipient=bo(time_zone="Asia/Tokyo"))
    assert levels(late, Check.TIMING) == [Level.TIP]
    assert str(review(late).send_at) == "2026-11-25 08:30:00+09:00"
    assert levels(draft(recipient=bo(time_zone="America/New_York")), Check.TIMING) == []
    assert levels(draft(recipient=bo(time_zone="Asia/Tokyo"), now=None), Check.TIMING) == []


PREFERRED = [
    (ASKS, Card(approach=Approach.COMMENT_FIRST), {}, [Level.WARN]),
    (ASKS, Card(approach=Approach.COMMENT_FIRST), {"commented": ("old",)}, []),
    (ASKS, Card(approach=Approach.COMMENT_FIRST), {"history": exchange()}, []),
    (ASKS, Card(approach=Approach.INTRODUCTION), {}, [Level.WARN]),
    ("Hey Bo, cool post lol", Card(formality=Formality.FORMAL), {}, [Level.WARN]),
    ("Dear Ms Lee, how long did it take?", Card(formality=Formality.FORMAL), {}, []),
    ("Hi Bo, do you sell cryptos?", Card(unwelcome=("crypto",)), {}, [Level.WARN]),
    ("Hi Bo, are you recruiting?", Card(unwelcome=("recruiter",)), {}, [Level.WARN]),
    ("Hi Bo, how do you teach databases?", Card(welcome=("teaching",)), {}, [Level.GOOD]),
    ("Hi Bo, how do you like Graz?", Card(unwelcome=("crypto",)), {}, []),
]


@pytest.mark.parametrize(("text", "card", "more", "wanted"), PREFERRED)
def test_their_card_is_followed(
    text: str, card: Card, more: dict[str, Any], wanted: list[Level]
) -> None:
    assert levels(draft(text, card=card, **more), Check.PREFERENCE) == wanted


def test_alternatives_begin_with_the_very_posts_and_leave_out_the_sensitive() -> None:
    asks_much = "Hi Bo, could you refer me for a job?"
    one = draft(asks_much, post("Notes on queues and patience.", 5, "q"), mutuals=("Cy Young",))
    found = review(one).alternatives
    assert [(one.act, one.on) for one in found[:2]] == [(Act.COMMENT, "q"), (Act.COMMENT, "old")]
    assert Act.INTRODUCTION in [one.act for one in found]
    again = draft(asks_much, mutuals=("Cy Young",), commented=("old",))
    assert Act.COMMENT not in [one.act for one in review(again).alternatives]
    friends = draft(ASKS, history=exchange(3))
    assert {one.act for one in review(friends).alternatives} <= {Act.ENDORSE}


@given(
    st.lists(st.sampled_from([LAID_OFF, "My mother died.", "I was diagnosed with cancer."]),
             min_size=1, max_size=3),
    st.sampled_from([ASKS, "Hi Bo!", "", "So sorry, Bo."]),
)  # fmt: skip
def test_nothing_of_a_sensitive_post_is_ever_repeated(posts: list[str], text: str) -> None:
    told = [post(one, at + 1, f"p{at}") for at, one in enumerate(posts)]
    result = review(draft(text, *told))
    shown = " ".join(
        (*(one.message + (one.fix or "") for one in result.findings),
         *(one.why for one in result.alternatives))
    ).casefold()  # fmt: skip
    assert not any(word in shown for word in ("cancer", "diagnos", "mother", "died", "laid off"))
    assert not {one.on for one in result.alternatives} & {one.id for one in told}
