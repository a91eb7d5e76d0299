"""Content is refused by codes of its own: lengths, note quota, subject, empty text."""

from typing import Any

import pytest

from rapport.rules.policy import Policy, load
from rapport.rules.reach import Reason, Way
from rapport.rules.reach.content import (
    MEANINGS,
    ContentCode,
    Part,
    Refusal,
    check_content,
    is_blank,
    length_of,
    limit_for,
)
from tests.rules.facts_of import facts, viewer

HUMANE, LINKEDIN, SEED = (load(name) for name in ("humane", "linkedin", "seed"))


def check(way: Way, policy: Policy = HUMANE, **given: Any) -> Refusal | None:
    who = {key: given.pop(key) for key in ("tier", "notes_this_month") if key in given}
    parts = {"text": None, "subject": None, "note": None, **given}
    return check_content(way, facts=facts(viewer(**who)), policy=policy, **parts)


def code(refusal: Refusal | None) -> str | None:
    return None if refusal is None else refusal.code.value


LENGTHS = [
    (Way.MESSAGE, "text", HUMANE, "basic", 8_000),
    (Way.MESSAGE, "text", LINKEDIN, "basic", 8_000),
    (Way.MESSAGE, "text", SEED, "basic", 300),
    (Way.REQUEST, "text", HUMANE, "basic", 2_000),
    (Way.REQUEST, "text", SEED, "basic", 2_000),
    (Way.INTRODUCTION, "text", HUMANE, "basic", 2_000),
    (Way.INMAIL, "text", LINKEDIN, "career", 2_000),
    (Way.INMAIL, "subject", LINKEDIN, "career", 200),
    (Way.CONNECT, "note", HUMANE, "basic", 300),
    (Way.CONNECT, "note", HUMANE, "recruiter", 300),
    (Way.CONNECT, "note", LINKEDIN, "basic", 200),
    (Way.CONNECT, "note", LINKEDIN, "career", 300),
    (Way.CONNECT, "note", SEED, "basic", 200),
    (Way.CONNECT, "note", SEED, "sales", 300),
]


@pytest.mark.parametrize(("way", "part", "policy", "tier", "limit"), LENGTHS)
def test_a_part_may_have_its_limit_and_not_one_more(
    way: Way, part: str, policy: Policy, tier: str, limit: int
) -> None:
    given = {"text": "hello"} if way is Way.INMAIL else {}
    # code points, not bytes and not what is seen: one e with a combining accent is two
    assert check(way, policy, tier=tier, **{**given, part: "é" * (limit // 2)}) is None
    assert check(way, policy, tier=tier, **{**given, part: "😀" * limit}) is None
    refusal = check(way, policy, tier=tier, **{**given, part: "😀" * (limit + 1)})
    assert refusal is not None
    assert refusal.code == f"{part}_too_long"
    assert (refusal.part, refusal.used, refusal.limit) == (part, limit + 1, limit)
    assert f"{limit:,}" in refusal.sentence
    assert f"{limit + 1:,}" in refusal.sentence
    known = limit_for(way, Part(part), facts(viewer(tier=tier)), policy)
    assert known == limit


def test_a_line_break_of_two_characters_counts_once() -> None:
    assert length_of("a\r\nb") == 3
    assert length_of("a\rb\n") == 4
    assert length_of("e\u0301") == 2
    assert check(Way.MESSAGE, SEED, text="a\r\n" * 150) is None


@pytest.mark.parametrize("text", [None, "", " ", "\n\t ", "\u200b\u2060", "\u00a0\u3000", "\ufeff"])
@pytest.mark.parametrize("way", [Way.MESSAGE, Way.REQUEST, Way.INMAIL, Way.INTRODUCTION])
def test_a_text_that_shows_nothing_is_refused(way: Way, text: str | None) -> None:
    assert code(check(way, text=text)) == "text_empty"
    assert text is None or is_blank(text)


@pytest.mark.parametrize(
    ("way", "part"),
    [
        (Way.MESSAGE, "subject"), (Way.MESSAGE, "note"), (Way.REQUEST, "subject"),
        (Way.INTRODUCTION, "note"), (Way.CONNECT, "text"), (Way.CONNECT, "subject"),
        (Way.ACCEPT, "text"), (Way.FOLLOW, "note"),
    ],
)  # fmt: skip
def test_a_part_that_a_way_does_not_take_is_refused(way: Way, part: str) -> None:
    given = (
        {"text": "hello", part: "hello"} if way not in (Way.CONNECT, Way.FOLLOW) else {part: "x"}
    )
    assert code(check(way, **given)) == f"{part}_not_taken"
    blank = {key: "  " if key == part else value for key, value in given.items()}
    assert code(check(way, **blank)) is None or part == "text" or way is Way.ACCEPT


def test_an_invitation_without_a_note_and_a_follow_need_no_text() -> None:
    for way in (Way.CONNECT, Way.ACCEPT, Way.FOLLOW):
        assert check(way) is None


@pytest.mark.parametrize(
    ("policy", "tier", "used", "refused"),
    [
        (LINKEDIN, "basic", 4, False), (LINKEDIN, "basic", 5, True), (LINKEDIN, "basic", 9, True),
        (SEED, "basic", 5, True), (LINKEDIN, "career", 500, False), (SEED, "sales", 500, False),
        (HUMANE, "basic", 500, False),
    ],
)  # fmt: skip
def test_notes_have_a_quota_by_the_month(
    policy: Policy, tier: str, used: int, refused: bool
) -> None:
    refusal = check(Way.CONNECT, policy, tier=tier, notes_this_month=used, note="Hello Cy")
    assert code(refusal) == ("note_quota" if refused else None)
    if refusal:
        assert (refusal.used, refusal.limit) == (used, 5)
        assert refusal.at is not None
        assert refusal.at.isoformat() == "2026-12-01T00:00:00+00:00"
    assert check(Way.CONNECT, policy, tier=tier, notes_this_month=used, note=" ") is None


@pytest.mark.parametrize("subject", ["a\nb", "a\n", "a\r\nBcc: dee@example.org", "a\u2028b"])
def test_a_subject_is_one_line(subject: str) -> None:
    assert code(check(Way.INMAIL, text="hello", subject=subject)) == "subject_broken"


@pytest.mark.parametrize("text", ["a\x00b", "a\ud800b", "\x00", "\ud800"])
def test_what_no_database_can_store_is_refused(text: str) -> None:
    assert code(check(Way.MESSAGE, text=text)) == "unwritable"
    assert code(check(Way.CONNECT, note=text)) == "unwritable"


def test_codes_of_content_are_no_reasons_of_a_way() -> None:
    assert not {code.value for code in ContentCode} & {reason.value for reason in Reason}
    assert set(MEANINGS) == set(ContentCode)
