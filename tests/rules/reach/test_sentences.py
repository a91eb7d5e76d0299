"""Every reason has its sentence, with its numbers and dates, and a block tells nothing."""

from collections.abc import Mapping
from typing import Any

import pytest

from rapport.rules.policy import load
from rapport.rules.reach import Reason, Way, judge
from rapport.rules.reach.page import sentences_of
from rapport.rules.reach.wording import BY_WAY, FOR_ALL, OF_THE_PRIMARY
from tests.rules.facts_of import ago, facts, invitation, pair, target, thread, viewer

HUMANE = load("humane")
Patch = Mapping[str, Any]


@pytest.mark.parametrize("reason", list(Reason))
def test_every_reason_has_a_sentence(reason: Reason) -> None:
    assert sentences_of(reason)


def test_every_sentence_belongs_to_a_reason() -> None:
    owned = [sentence for reason in Reason for sentence in sentences_of(reason)]
    assert sorted(owned) == sorted([*FOR_ALL.values(), *BY_WAY.values(), *OF_THE_PRIMARY.values()])


def test_every_sentence_ends_and_stays_calm() -> None:
    for sentence in (*FOR_ALL.values(), *BY_WAY.values(), *OF_THE_PRIMARY.values()):
        assert sentence.endswith(".")
        assert "!" not in sentence
        assert len(sentence) < 200


SAID: list[tuple[Way, Patch, str]] = [
    (Way.MESSAGE, pair(degree=1), "You are connected."),
    (Way.MESSAGE, pair(degree=1, connected_at="2024-02-29T23:30:00Z"),
     "You have been connected since 29 February 2024."),
    (Way.MESSAGE, viewer(restricted_until="2026-11-21T15:00:00Z"),
     "Your account is restricted until 21 November 2026, 15:00 UTC."
     " Following and accepting still work."),
    (Way.CONNECT, invitation("sent", "pending", "2026-11-01T09:00:00Z"),
     "You invited them on 1 November 2026; the invitation waits until 30 April 2027."),
    (Way.CONNECT, invitation("sent", "withdrawn", "2026-11-12T09:00:00Z"),
     "You withdrew your invitation to them; after 21 days you may invite again, from"
     " 3 December 2026, 09:00 UTC."),
    (Way.CONNECT, viewer(connections=30_000),
     "You have reached 30,000 connections, the most there can be."),
    (Way.CONNECT, target(invitations_from="nobody"), "They take no invitations."),
    (Way.CONNECT, target(invitations_from="second_degree"),
     "They take invitations from people with a connection in common."),
    (Way.CONNECT, viewer(unknown_marks_365d=5),
     "In the last 365 days 5 people or more said that they do not know you. Until that fades,"
     " inviting takes something that shows that you know each other."),
    (Way.REQUEST, thread("request", "held", "viewer", "2026-11-19T09:00:00Z"),
     "What you wrote waits for their answer; the day to think about another way is"
     " 26 November 2026."),
    (Way.REQUEST, target(requests=False), "You share no group, event or employer at the moment."),
    (Way.INMAIL, target(inmail=False), "They take no InMail."),
    (Way.FOLLOW, target(followers="connections"), "Only their connections may follow them."),
]  # fmt: skip


@pytest.mark.parametrize(("way", "patch", "sentence"), SAID)
def test_a_sentence_says_its_number_and_its_date(way: Way, patch: Patch, sentence: str) -> None:
    assert judge(way, facts(patch), HUMANE).sentence == sentence


def test_a_number_follows_the_host() -> None:
    linkedin = load("linkedin")
    spent = facts(viewer(tier="sales", invitations_7d=250))
    assert judge(Way.CONNECT, spent, linkedin).sentence == (
        "You have sent 200 invitations in the last 7 days, the limit here."
    )


def test_a_block_and_a_closed_profile_say_the_same() -> None:
    for way in Way:
        blocked = judge(way, facts(pair(blocked=True)), HUMANE).sentence
        assert blocked == judge(way, facts(target(closed=True)), HUMANE).sentence
        assert "block" not in blocked.lower()


def test_what_others_wrote_is_not_in_a_sentence() -> None:
    hostile = "<script>{until}</script>"
    dee = facts(pair(shared_groups=[hostile], mutuals=[hostile], shared_employers=[hostile]))
    for way in Way:
        assert "script" not in judge(way, dee, HUMANE).sentence
    asked = facts(thread("request", "held", "viewer", ago(days=1)))
    assert "{" not in judge(Way.REQUEST, asked, HUMANE).sentence
