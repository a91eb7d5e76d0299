"""The small demo network, whole: people, ground, bonds, Ana's story and everybody's talks.

Everything follows from the seed and from `now`: the same two give the same network.
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from random import Random

from rapport.interchange.demo.bonds import connected, dated, pair_key
from rapport.interchange.demo.ground import written_events, written_groups
from rapport.interchange.demo.openers import Openers
from rapport.interchange.demo.people import written_people
from rapport.interchange.demo.plan import Bond, Introduction, Invite, Line, Network, Person, Talk
from rapport.interchange.demo.posts import written_posts
from rapport.interchange.demo.story import Story, written_story
from rapport.interchange.demo.talks import conversations

# Connections of the last half year keep the invitation that they came from.
KEPT_INVITES = timedelta(days=180)
CREDIT_LIVES = timedelta(days=80)
ROUNDS = 3


def small_network(seed: int, now: datetime) -> Network:
    """About sixty people written by hand, and some weeks of what passed between them."""
    drawn = f"{seed}"
    people = written_people(now)
    story = written_story(now, {person.handle: person.zone for person in people}, drawn)
    pairs = connected(people, _apart(story), drawn)
    bonds = _fixed(dated(pairs, people, now, drawn), story)
    accepted = _accepted(bonds, story, now, drawn)
    openers = Openers(people, frozenset(pairs), _spoken_for(story), now, Random(f"{drawn}/openers"))
    openers.draw(_rich(accepted, now), ROUNDS)
    talks = [*conversations(bonds, people, now, drawn), *openers.talks]
    return Network(
        now=now,
        people=people,
        groups=written_groups(now),
        events=written_events(now),
        bonds=tuple(bonds),
        follows=story.follows,
        invites=(*accepted, *story.invites, *openers.invites),
        blocks=story.blocks,
        restrictions=story.restrictions,
        talks=tuple(_with_notes(_with_story(talks, story), accepted)),
        introductions=(
            *(_opened(introduction, story) for introduction in story.introductions),
            *openers.introductions,
        ),
        postings=written_posts(now, people, bonds, _blocked(story), drawn),
    )


def _apart(story: Story) -> list[tuple[str, str]]:
    blocked = [(block.blocker, block.blocked) for block in story.blocks]
    waiting = [(invite.sender, invite.recipient) for invite in story.invites]
    written = [(talk.a, talk.b) for talk in story.talks if _begins_held(talk)]
    return [*story.apart, *blocked, *waiting, *written]


def _blocked(story: Story) -> set[str]:
    return {pair_key(block.blocker, block.blocked) for block in story.blocks}


def _begins_held(talk: Talk) -> bool:
    first = talk.steps[0]
    return isinstance(first, Line) and first.way != "message"


def _spoken_for(story: Story) -> set[str]:
    """Pairs of the story, which nobody else may use."""
    found = {pair_key(talk.a, talk.b) for talk in story.talks}
    found |= {pair_key(invite.sender, invite.recipient) for invite in story.invites}
    found |= {pair_key(asked.asker, asked.target) for asked in story.introductions}
    return found | {pair_key(a, b) for a, b in story.apart}


def _fixed(bonds: Sequence[Bond], story: Story) -> list[Bond]:
    """The bonds with the dates that the story gives some of them."""
    told = {pair_key(bond.sender, bond.recipient): bond.state_at for bond in story.bonds}
    return [replace(bond, since=told.get(pair_key(bond.a, bond.b), bond.since)) for bond in bonds]


def _accepted(bonds: Sequence[Bond], story: Story, now: datetime, seed: str) -> list[Invite]:
    """The accepted invitations behind the connections of the last half year."""
    chance = Random(f"{seed}/accepted")
    told = {pair_key(bond.sender, bond.recipient): bond for bond in story.bonds}
    found = []
    for bond in bonds:
        if bond.since < now - KEPT_INVITES:
            continue
        sender, recipient = (bond.a, bond.b) if chance.random() < 0.5 else (bond.b, bond.a)
        sent = bond.since - timedelta(minutes=chance.randint(20, 6000))
        plain = Invite(sender, recipient, "", "accepted", sent, bond.since)
        found.append(told.get(pair_key(bond.a, bond.b), plain))
    return found


def _rich(accepted: Iterable[Invite], now: datetime) -> list[str]:
    """Who has earned an InMail credit by an accepted invitation long enough before, and recently.

    Ana spends hers in the story.
    """
    first, last = now - CREDIT_LIVES, now - timedelta(days=32)
    return [
        invite.sender for invite in accepted if first < invite.state_at < last
        and invite.sender not in ("ana", "valeria", "rado", "gil", "eve")
    ]  # fmt: skip


def _with_story(talks: Sequence[Talk], story: Story) -> list[Talk]:
    """The story's talks; what the same pair said before stays before."""
    told = {pair_key(talk.a, talk.b): talk for talk in story.talks}
    found = []
    for talk in talks:
        own = told.pop(pair_key(talk.a, talk.b), None)
        if own is None:
            found.append(talk)
            continue
        begins = own.steps[0].at - timedelta(days=2)
        earlier = tuple(step for step in talk.steps if step.at < begins)
        found.append(replace(own, steps=(*earlier, *own.steps)))
    return [*found, *told.values()]


def _with_notes(talks: Iterable[Talk], accepted: Iterable[Invite]) -> list[Talk]:
    """The note of an accepted invitation is the first message of its pair's talk."""
    found = {pair_key(talk.a, talk.b): talk for talk in talks}
    for invite in accepted:
        if not invite.note:
            continue
        key = pair_key(invite.sender, invite.recipient)
        line = Line(invite.sender, invite.state_at, invite.note, note=True)
        a, b = key.split()
        talk = found.get(key, Talk(a, b, (), {}))
        later = tuple(step for step in talk.steps if step.at > invite.state_at)
        found[key] = replace(talk, steps=(line, *later))
    return list(found.values())


def _opened(introduction: Introduction, story: Story) -> Introduction:
    """An accepted introduction was accepted when its first message was written."""
    if introduction.state != "accepted":
        return introduction
    talk = next(
        talk
        for talk in story.talks
        if {talk.a, talk.b} == {introduction.asker, introduction.target}
    )
    return replace(introduction, state_at=talk.steps[0].at)


def members_of(people: Iterable[Person], group: str) -> list[str]:
    """The handles of those who belong to a group."""
    return [person.handle for person in people if group in person.groups]
