"""The presets hold the numbers of the table, and differ from it only where they are meant to."""

from datetime import timedelta
from importlib.resources import files
from pathlib import Path

import pytest

from rapport.rules.policy import PRESETS, Policy, Tier, describe, load
from rapport.rules.policy.describe import MARKS
from rapport.rules.policy.model import keys_of
from rapport.rules.reach.page import page

DAYS = {days: timedelta(days=days) for days in (3, 7, 14, 21, 28, 30, 90, 180, 365)}

# The table of numbers, key by key, as a reader of the contract writes it down.
TABLE: dict[str, object] = {
    "connections.max": 30_000,
    "invite.window": DAYS[7],
    "invite.limit_basic": 100,
    "invite.limit_plus": 200,
    "invite.new_member_limit": 20,
    "invite.new_member_for": DAYS[14],
    "invite.daily_soft": 20,
    "invite.note_max_basic": 200,
    "invite.note_max_plus": 300,
    "invite.notes_per_month_basic": 5,
    "invite.notes_per_month_plus": None,
    "invite.withdraw_lock": DAYS[21],
    "invite.expires": DAYS[180],
    "invite.reminders": (DAYS[7], DAYS[30]),
    "invite.pending_max": 500,
    "invite.unknown_marks": 5,
    "invite.unknown_marks_window": DAYS[365],
    "invite.restriction": (timedelta(hours=6), DAYS[3], DAYS[7]),
    "invite.restriction_pending": DAYS[30],
    "invite.proof_required": False,
    "inmail.grant_basic": 0,
    "inmail.grant_career": 5,
    "inmail.grant_business": 15,
    "inmail.grant_sales": 50,
    "inmail.grant_recruiter": 30,
    "inmail.cap_factor": 3,
    "inmail.cap_factor_recruiter": 4,
    "inmail.earned_on_joining": 0,
    "inmail.earned_per_answer": 0,
    "inmail.earned_answer_within": DAYS[14],
    "inmail.earned_per_acceptance": 0,
    "inmail.earned_cap": 15,
    "inmail.expires": DAYS[90],
    "inmail.refund_window": DAYS[90],
    "inmail.subject_max": 200,
    "inmail.body_max": 2_000,
    "inmail.body_warn": 1_900,
    "inmail.open_per_recipient": 1,
    "inmail.recipient_reminder": DAYS[3],
    "request.per_month": 15,
    "request.event_for": DAYS[14],
    "request.first_messages": 1,
    "request.first_message_max": 2_000,
    "introductions.open_max": 3,
    "introductions.expires": DAYS[30],
    "send.new_conversations_per_day": 15,
    "send.new_member_for": DAYS[3],
    "send.new_member_conversations": 2,
    "send.new_member_messages": 5,
    "message.max": 8_000,
    "message.edit_delete": timedelta(minutes=60),
    "attachment.max": 20,
    "attachment.per_message": 10,
    "attachment.quota": 2_000,
    "attachment.types": ("image", "pdf", "office", "audio", "video", "text"),
    "attachment.from_strangers": False,
    "groupchat.max": 50,
    "groupchat.history": "if_agreed",
    "groupchat.per_day": 10,
    "receipts.reciprocal": True,
    "receipts.in_requests": False,
    "quality.min_openers": 100,
    "quality.window": DAYS[14],
    "quality.answered": 13,
    "quality.warning": DAYS[14],
    "quality.grace": DAYS[7],
    "quality.fan_out_off": DAYS[14],
    "quality.small_min_openers": 20,
    "quality.small_bound": 95,
    "followup.default": DAYS[7],
    "followup.min": DAYS[3],
    "followup.max": DAYS[28],
    "followup.max_unanswered": 2,
    "followup.rest": DAYS[90],
    "postconnect.first": DAYS[7],
    "nurture.ideal": DAYS[30],
    "nurture.floor": DAYS[14],
    "nurture.red": DAYS[90],
    "analytics.reply_window": DAYS[30],
    "analytics.other_windows": (DAYS[7], DAYS[90]),
    "analytics.min_n": 20,
    "views.free_last": None,
}
MEANT: dict[str, dict[str, object]] = {
    "humane": {
        "invite.limit_plus": 100,
        "invite.note_max_basic": 300,
        "invite.notes_per_month_basic": None,
        "inmail.grant_career": 0,
        "inmail.grant_business": 0,
        "inmail.grant_sales": 0,
        "inmail.grant_recruiter": 0,
        "inmail.earned_on_joining": 3,
        "inmail.earned_per_answer": 1,
        "inmail.earned_per_acceptance": 1,
    },
    "linkedin": {"groupchat.history": "always", "views.free_last": 5},
    "seed": {"message.max": 300, "invite.proof_required": True},
}


def values_of(policy: Policy) -> dict[str, object]:
    """Every key with its value, but for the order of the rows, which has a test of its own."""
    values = {f"{section}.{key}": value for section, key, _, value in keys_of(policy)}
    values.pop("reach.order")
    return values


def test_the_defaults_are_those_of_the_table() -> None:
    assert values_of(Policy()) == TABLE


@pytest.mark.parametrize("preset", PRESETS)
def test_a_preset_differs_from_the_table_only_where_it_is_meant_to(preset: str) -> None:
    assert values_of(load(preset)) == {**TABLE, **MEANT[preset]}
    assert load(preset).preset == preset


@pytest.mark.parametrize("preset", PRESETS)
def test_every_key_is_described_with_unit_source_and_explanation(preset: str) -> None:
    rows = describe(load(preset))
    assert [row.key for row in rows] == ["reach.order", *TABLE]
    for row in rows:
        assert row.mark in MARKS
        for words in (row.value, row.unit, row.source, row.explanation, row.allowed, row.default):
            assert words
            assert "|" not in words
        assert row.explanation.endswith((".", ")"))
    differing = {row.key for row in rows if row.differs_from_default} - {"reach.order"}
    assert differing == set(MEANT[preset])


def test_tiers_above_basic_are_all_plus() -> None:
    invite = load("linkedin").invite
    for tier in Tier:
        plus = tier is not Tier.BASIC
        assert invite.limit_for(tier) == (200 if plus else 100)
        assert invite.note_max_for(tier) == (300 if plus else 200)
        assert invite.notes_per_month_for(tier) == (None if plus else 5)


def test_credits_gather_to_a_multiple_of_the_grant() -> None:
    inmail = load("linkedin").inmail
    caps = {tier.value: inmail.cap_for(tier) for tier in Tier}
    assert caps == {"basic": 0, "career": 15, "business": 45, "sales": 150, "recruiter": 120}


def test_a_policy_cannot_be_changed() -> None:
    with pytest.raises(AttributeError):
        load("humane").connections.max = 1  # type: ignore[misc]


def test_the_presets_are_packaged_with_the_code() -> None:
    folder = files("rapport.rules.policy") / "presets"
    assert sorted(entry.name for entry in folder.iterdir() if entry.name.endswith(".toml")) == [
        f"{name}.toml" for name in PRESETS
    ]


def test_the_page_of_the_policy_is_current() -> None:
    written = Path(__file__).parents[3] / "docs" / "policy.md"
    assert written.read_text("utf-8") == page(), "run: python -m rapport.rules.reach.page"
