"""Facts are read strictly: what the contract writes is taken, anything else named and refused."""

import dataclasses
from datetime import UTC, datetime
from typing import Any

import pytest

from rapport.rules.policy import Tier
from rapport.rules.reach import Facts, FactsError
from tests.rules.facts_of import iso, merge, pair, target, viewer

NOW = "2026-11-21T09:00:00Z"
FULL: dict[str, Any] = {
    "now": NOW,
    "viewer": {
        "tier": "business", "member_since": "2020-01-01T00:00:00+02:00",
        "restricted_until": NOW, "connections": 1, "invitations_7d": 2,
        "invitations_7d_frees_at": NOW, "invitations_pending": 3, "notes_this_month": 4,
        "inmail_credits": 5, "requests_this_month": 6, "introductions_open": 7,
        "new_conversations_today": 8, "messages_today": 9, "unknown_marks_365d": 10,
        "fan_out_closed_until": NOW,
    },
    "target": {
        "connections": 11, "closed": True, "open_profile": True, "follow_primary": True,
        "invitations_from": "acquainted", "requests": False, "inmail": False,
        "introductions": False, "followers": "connections", "away_until": NOW,
    },
    "pair": {
        "same": True, "degree": 3, "connected_at": NOW, "mutuals": ["bo", "cy"],
        "mutual_count": 12, "blocked": True, "following": True, "email_known": True,
        "imported_contact": True, "shared_groups": ["Robotics"],
        "shared_events": [{"name": "Meetup", "starts_at": NOW}],
        "shared_employers": ["Acme"], "shared_schools": ["Coimbra"],
        "invitation": {"direction": "sent", "state": "pending", "at": NOW},
        "thread": {"way": "inmail", "state": "held", "last_from": "viewer", "last_at": NOW,
                   "unanswered": 1},
    },
}  # fmt: skip


def plain(value: object) -> object:
    """A dataclass as the JSON it came from."""
    if dataclasses.is_dataclass(value):
        return {f.name: plain(getattr(value, f.name)) for f in dataclasses.fields(value)}
    if isinstance(value, datetime):
        return iso(value)
    return [plain(item) for item in value] if isinstance(value, tuple) else value


def test_every_key_of_the_contract_is_read() -> None:
    read = plain(Facts.from_json(FULL))
    written = merge(FULL)
    written["viewer"] = {**FULL["viewer"], "member_since": "2019-12-31T22:00:00Z"}
    assert read == written


def test_only_now_is_needed() -> None:
    neutral = Facts.from_json({"now": NOW})
    assert neutral == Facts(now=datetime(2026, 11, 21, 9, tzinfo=UTC))
    assert neutral.viewer.tier is Tier.BASIC
    assert neutral.pair.degree is None
    assert neutral.target.inmail
    assert neutral == Facts.from_json({"now": NOW, "viewer": {}, "target": {}, "pair": {}})


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("2026-11-21T09:00:00Z", "2026-11-21T09:00:00Z"),
        ("2026-11-21T10:30:00+01:30", "2026-11-21T09:00:00Z"),
        ("2026-11-21T09:00:00.250Z", "2026-11-21T09:00:00.250000Z"),
        ("2026-11-21T09:00Z", "2026-11-21T09:00:00Z"),
    ],
)
def test_times_with_an_offset_become_utc(written: str, read: str) -> None:
    now = Facts.from_json({"now": written}).now
    assert iso(now) == read
    assert now.tzinfo is UTC


THREAD = {"way": "request", "state": "open", "last_from": "viewer", "last_at": NOW}
SENT = {"direction": "sent", "state": "pending", "at": NOW}
REFUSED: list[tuple[object, str]] = [
    (None, "facts: must be an object, not null"),
    ([], "facts: must be an object, not a list"),
    ({}, "now: is missing"),
    ({"now": None}, "now: must be a date and time"),
    ({"now": 1_700_000_000}, "now: must be a date and time"),
    ({"now": "yesterday"}, "now: 'yesterday' is not a date and time"),
    ({"now": "2026-11-21"}, "now: needs an offset"),
    ({"now": "2026-11-21T09:00:00"}, "now: needs an offset"),
    ({"now": "2026-02-30T09:00:00Z"}, "now: "),
    ({"now": "0001-01-01T00:00:00+10:00"}, "now: "),
    ({"now": "9999-12-31T23:59:59-10:00"}, "now: "),
    ({"now": NOW, "more": 1}, "more: unknown key; allowed: now, viewer, target, pair"),
    ({"now": NOW, "viewer": None}, "viewer: must be an object"),
    ({"now": NOW, "viewer": {"credits": 1}}, "viewer.credits: unknown key"),
    ({"now": NOW, **viewer(tier="gold")}, "viewer.tier: must be one of basic, career"),
    ({"now": NOW, **viewer(tier=None)}, "viewer.tier: "),
    ({"now": NOW, **viewer(connections=-1)}, "viewer.connections: must not be negative"),
    ({"now": NOW, **viewer(connections=True)}, "viewer.connections: must be a whole number"),
    ({"now": NOW, **viewer(connections=1.0)}, "viewer.connections: must be a whole number"),
    ({"now": NOW, **viewer(connections="1")}, "viewer.connections: must be a whole number"),
    ({"now": NOW, **viewer(connections=None)}, "viewer.connections: must be a whole number"),
    ({"now": NOW, **viewer(member_since="2026-11-21")}, "viewer.member_since: needs an offset"),
    ({"now": NOW, **target(closed=1)}, "target.closed: must be true or false"),
    ({"now": NOW, **target(closed=None)}, "target.closed: must be true or false"),
    ({"now": NOW, **target(invitations_from="all")}, "target.invitations_from: must be one of"),
    ({"now": NOW, **target(followers=["everyone"])}, "target.followers: must be one of"),
    ({"now": NOW, **pair(degree=0)}, "pair.degree: must be 1, 2, 3 or null"),
    ({"now": NOW, **pair(degree=4)}, "pair.degree: "),
    ({"now": NOW, **pair(degree=True)}, "pair.degree: "),
    ({"now": NOW, **pair(degree=1.0)}, "pair.degree: "),
    ({"now": NOW, **pair(mutuals="bo")}, "pair.mutuals: must be a list"),
    ({"now": NOW, **pair(mutuals=[1])}, "pair.mutuals[0]: must be a string"),
    ({"now": NOW, **pair(shared_groups=["a", None])}, "pair.shared_groups[1]: "),
    ({"now": NOW, **pair(shared_groups=["\ud800"])}, "pair.shared_groups[0]: holds half"),
    ({"now": NOW, **pair(shared_events=[{"name": "a"}])},
     "pair.shared_events[0].starts_at: is missing"),
    ({"now": NOW, **pair(shared_events=[{"name": "a", "starts_at": "x"}])},
     "pair.shared_events[0].starts_at: "),
    ({"now": NOW, **pair(shared_events=[{"name": "a", "starts_at": NOW, "ends_at": NOW}])},
     "pair.shared_events[0].ends_at: unknown key"),
    ({"now": NOW, **pair(invitation={**SENT, "state": "accepted"})}, "pair.invitation.state: "),
    ({"now": NOW, **pair(invitation={**SENT, "direction": "both"})},
     "pair.invitation.direction: "),
    ({"now": NOW, **pair(invitation={"direction": "sent", "state": "pending"})},
     "pair.invitation.at: is missing"),
    ({"now": NOW, **pair(invitation=[])}, "pair.invitation: must be an object"),
    ({"now": NOW, **pair(thread={**THREAD, "way": "connect"})}, "pair.thread.way: "),
    ({"now": NOW, **pair(thread={**THREAD, "unanswered": -1})}, "pair.thread.unanswered: "),
    ({"now": NOW, **pair(thread={**THREAD, "last_from": "ana"})}, "pair.thread.last_from: "),
    ({"now": NOW, **pair(thread={"way": "request"})}, "pair.thread.state: is missing"),
    ({"now": NOW, **pair(thread={**THREAD, "way": "message", "state": "held"})},
     "pair.thread.state: a thread of way message is never held"),
    ({"now": NOW, **pair(thread={**THREAD, "way": "message", "state": "declined"})},
     "pair.thread.state: a thread of way message is never declined"),
    ({"now": NOW, **pair(degree=1, invitation=SENT)}, "pair.invitation.state: with degree 1"),
    ({"now": NOW, **pair(degree=1, invitation={**SENT, "direction": "received"})},
     "pair.invitation.state: with degree 1"),
]  # fmt: skip


@pytest.mark.parametrize(("obj", "reason"), REFUSED)
def test_what_the_contract_does_not_write_is_refused_by_name(obj: object, reason: str) -> None:
    with pytest.raises(FactsError) as refusal:
        Facts.from_json(obj)
    assert str(refusal.value).startswith(reason)


@pytest.mark.parametrize("state", ["withdrawn", "ignored", "unknown", "expired"])
def test_connected_people_may_have_an_old_invitation(state: str) -> None:
    old = {**SENT, "state": state}
    assert Facts.from_json({"now": NOW, **pair(degree=1, invitation=old)}).pair.degree == 1


def test_a_refusal_does_not_repeat_a_long_value() -> None:
    with pytest.raises(FactsError) as refusal:
        Facts.from_json({"now": "x" * 10_000})
    assert len(str(refusal.value)) < 200


def test_every_count_and_every_flag_is_strict() -> None:
    for section in ("viewer", "target", "pair"):
        for key, value in FULL[section].items():
            if isinstance(value, bool):
                wrong: object = 1
            elif isinstance(value, int):
                wrong = True
            else:
                continue
            with pytest.raises(FactsError, match=rf"^{section}\.{key}: "):
                Facts.from_json({"now": NOW, section: {key: wrong}})
