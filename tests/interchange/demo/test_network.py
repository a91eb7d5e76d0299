"""The plan of the small demo: pure, so no database."""

import string
from collections import Counter, defaultdict
from datetime import UTC, datetime, timedelta

import pytest

from rapport.interchange.demo.ground import written_events, written_groups
from rapport.interchange.demo.network import small_network
from rapport.interchange.demo.plan import Answer, Line, Network
from rapport.interchange.demo.texts import scenes

NOW = datetime(2026, 11, 22, 12, 30, tzinfo=UTC)


@pytest.fixture(scope="module")
def network() -> Network:
    return small_network(1, NOW)


def distances(network: Network) -> dict[str, int]:
    """Steps from Ana, by breadth."""
    near: defaultdict[str, set[str]] = defaultdict(set)
    for bond in network.bonds:
        near[bond.a].add(bond.b)
        near[bond.b].add(bond.a)
    found, queue = {"ana": 0}, ["ana"]
    for one in queue:
        for other in sorted(near[one] - found.keys()):
            found[other] = found[one] + 1
            queue.append(other)
    return found


def test_the_same_seed_and_moment_make_the_same_network(network):
    assert small_network(1, NOW).digest() == network.digest()


def test_another_seed_or_another_moment_make_another_network(network):
    assert small_network(2, NOW).digest() != network.digest()
    assert small_network(1, NOW + timedelta(hours=1)).digest() != network.digest()


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_everybody_is_as_many_steps_from_ana_as_their_ring_says(seed):
    found = small_network(seed, NOW)
    steps = distances(found)
    assert {person.handle: steps[person.handle] for person in found.people} == {
        person.handle: person.ring for person in found.people
    }


def test_cy_is_two_steps_from_ana_by_bo_alone(network):
    pairs = {frozenset((bond.a, bond.b)) for bond in network.bonds}
    anas = {other for pair in pairs if "ana" in pair for other in pair - {"ana"}}
    assert {other for other in anas if frozenset((other, "cy")) in pairs} == {"bo"}


def test_most_people_have_eight_to_twelve_connections(network):
    count = Counter(handle for bond in network.bonds for handle in (bond.a, bond.b))
    assert all(3 <= count[person.handle] <= 12 for person in network.people)
    assert sum(number >= 8 for number in count.values()) >= 50


def test_sixty_people_from_many_countries_write_in_many_scripts(network):
    assert len(network.people) == 60
    assert len({person.place.split(", ")[-1] for person in network.people}) >= 30
    others = [person for person in network.people if not _is_latin(person.name)]
    assert len(others) >= 10


def _is_latin(name: str) -> bool:
    return any(sign in string.ascii_letters for sign in name)


def test_every_group_and_event_that_people_name_is_there_and_used(network):
    groups = {group.key for group in written_groups(NOW)}
    events = {event.key for event in written_events(NOW)}
    assert {key for person in network.people for key in person.groups} == groups
    assert {key for person in network.people for key in person.events} == events
    assert len(groups) >= 8
    assert len(events) >= 6


def test_events_are_past_running_and_coming():
    events = written_events(NOW)
    assert any(event.ends_at < NOW for event in events)
    assert any(event.starts_at <= NOW < event.ends_at for event in events)
    assert any(event.starts_at > NOW for event in events)


def test_two_thousand_messages_or_more_all_of_them_said_before_now(network):
    lines = [step for talk in network.talks for step in talk.steps if isinstance(step, Line)]
    assert len(lines) >= 2000
    assert max(line.at for line in lines) < NOW
    assert min(line.at for line in lines) > NOW - timedelta(days=100)
    assert max(line.at for line in lines) > NOW - timedelta(days=2)


def test_every_conversation_is_in_order_and_begun_after_both_had_joined(network):
    joined = {person.handle: person.joined_at for person in network.people}
    for talk in network.talks:
        moments = [step.at for step in talk.steps]
        assert moments == sorted(moments)
        assert moments[0] >= max(joined[talk.a], joined[talk.b])
        assert {step.by for step in talk.steps} <= {talk.a, talk.b}


def test_no_blank_of_a_text_is_left_unfilled(network):
    texts = [step.text for talk in network.talks for step in talk.steps if isinstance(step, Line)]
    texts += [step.subject for talk in network.talks for step in talk.steps if hasattr(step, "way")]
    texts += [invite.note for invite in network.invites]
    texts += [one.reason + one.words for one in network.introductions]
    assert not [text for text in texts if "{" in text or "}" in text]


def test_the_texts_keep_the_limits_of_their_ways(network):
    assert max(len(invite.note) for invite in network.invites) <= 200
    for talk in network.talks:
        for step in talk.steps:
            if isinstance(step, Line):
                assert len(step.text) <= 2000
                assert len(step.subject) <= 200


def test_every_version_of_a_scene_is_whole():
    assert len({scene.language for scene in scenes()}) >= 10
    for scene in scenes():
        assert {len(turn.ways) for turn in scene.turns} == {3}, scene.key
        assert {turn.who for turn in scene.turns} == {"A", "B"}, scene.key


def test_nobody_says_the_same_to_three_people(network):
    """Fixed turns may come twice; whoever reads Ana's inbox must not see one text everywhere."""
    said: Counter[tuple[str, str]] = Counter()
    for talk in network.talks:
        said.update({(step.by, step.text) for step in talk.steps if isinstance(step, Line)})
    assert max(count for (by, _), count in said.items() if by == "ana") <= 2


def test_openers_stand_in_every_state(network):
    assert {invite.state for invite in network.invites} == {
        "pending",
        "accepted",
        "ignored",
        "withdrawn",
        "unknown",
        "expired",
    }
    assert {one.state for one in network.introductions} >= {
        "asked",
        "passed",
        "refused",
        "accepted",
        "declined",
        "withdrawn",
    }
    answers = {
        step.how for talk in network.talks for step in talk.steps if isinstance(step, Answer)
    }
    assert answers == {"accepted", "declined", "ignored"}


def test_an_introduction_goes_by_somebody_connected_to_both(network):
    pairs = {frozenset((bond.a, bond.b)) for bond in network.bonds}
    for one in network.introductions:
        assert frozenset((one.asker, one.via)) in pairs
        assert frozenset((one.via, one.target)) in pairs


def test_nobody_is_both_connected_and_invited_blocked_or_held(network):
    pairs = {frozenset((bond.a, bond.b)) for bond in network.bonds}
    for invite in network.invites:
        assert (invite.state == "accepted") == (
            frozenset((invite.sender, invite.recipient)) in pairs
        )
    assert not pairs & {frozenset((one.blocker, one.blocked)) for one in network.blocks}
    held = [talk for talk in network.talks if getattr(talk.steps[0], "way", "") == "request"]
    assert not pairs & {frozenset((talk.a, talk.b)) for talk in held}
