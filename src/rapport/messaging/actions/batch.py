"""Many plain messages at once, each judged by itself, in one transaction: the hot road of a send.

It takes what runs: conversations of two who are connected, and who talk at the moment. Whatever
is rarer (openers, strangers, mentions, what waits for an answer) is left, untouched, to `send`,
which knows all cases; a test asks that both roads write the same. See docs/decisions/0130.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache, lru_cache
from uuid import UUID

from django.db import transaction
from django.urls import reverse

from rapport.kit.clock import now
from rapport.kit.compact_json import encode
from rapport.kit.ids import public_id
from rapport.kit.policy import policy
from rapport.kit.refusals import NOT_FOUND, Refused
from rapport.kit.text import MENTION, normal, render
from rapport.messaging.actions.batch_writing import Line, store
from rapport.messaging.actions.content import content_refusal
from rapport.messaging.actions.linking import note_links_of
from rapport.messaging.actions.outcomes import Sent, refused
from rapport.messaging.actions.repeating import OTHER_USE
from rapport.messaging.actions.stops import blank_refusal
from rapport.messaging.actions.writing import PREVIEW
from rapport.messaging.queries.batch_facts import (
    Side,
    Talk,
    Written,
    gather,
)
from rapport.messaging.queries.group_threads import groups_among
from rapport.notices.actions import mark_read_at_each
from rapport.rules.policy import Policy
from rapport.rules.reach import Facts, Way, judge, pair
from rapport.rules.reach.people import Target, Viewer

# Two who wrote to each other within this time talk; what is older is an opening or a follow-up.
TALKING = timedelta(hours=1)
NOBODYS = UUID(int=0)
WAYS = {way.value: way for way in pair.ThreadWay}
STATES = {state.value: state for state in pair.ThreadState}


@dataclass(frozen=True, slots=True)
class Send:
    """A plain message into a thread; a retry repeats its `client_id`."""

    author_id: int
    thread: UUID
    text: str
    client_id: UUID
    previews: bool = True


@dataclass(frozen=True, slots=True)
class Whole:
    """This send needs the whole road: to this member by `send`; None: into a group conversation."""

    to_id: int | None


Outcome = Sent | Refused | Whole


@dataclass(slots=True)
class Told:
    """A message that was written, with what open pages are told of it: `about`, JSON.

    `answers`: the last word before it was the other's; `number` is that of the outbox.
    """

    send: Send
    line: Line
    to_id: int
    about: str
    answers: bool
    number: int = 0


def send_batch(sends: Sequence[Send]) -> tuple[list[Outcome], list[Told]]:
    """Send all that may be sent; the outcomes in the order of the sends, and what was written.

    A refusal, or a send that needs the whole road, touches none of the others.
    """
    with transaction.atomic():
        at, rules = now(), policy()
        facts = gather([(send.author_id, send.thread, send.client_id) for send in sends], at)
        found, before, bound = facts.talks, facts.written, facts.restricted
        groups = _groups(sends, found)
        told: list[Told] = []
        outcomes: list[Outcome] = []
        for send in sends:
            talk = found.get(send.thread)
            outcome = _one(send, talk, before, bound.get(send.author_id), at, rules)
            outcome = Whole(None) if send.thread in groups else outcome
            if isinstance(outcome, Told):
                told.append(outcome)
                line = outcome.line
                before[send.author_id, send.client_id] = Written(
                    line.public_id, line.seq, send.thread, "open"
                )
                outcome = Sent(send.thread, line.public_id, line.seq, "open")
            outcomes.append(outcome)
        if told:
            numbers = store([(entry.line, entry.to_id, entry.about) for entry in told])
            for entry, number in zip(told, numbers, strict=True):
                entry.number = number
            note_links_of(
                {entry.line.public_id: entry.line.html for entry in told},
                {entry.line.public_id for entry in told if not entry.send.previews},
            )
            # Whoever writes has read what was there, and the notices of it.
            looked = {(entry.send.author_id, _path(entry.send)) for entry in told if entry.answers}
            mark_read_at_each(looked, at)
    return outcomes, told


def _groups(sends: Sequence[Send], found: Mapping[UUID, Talk]) -> set[UUID]:
    """The group conversations among them; asked only where something is no talk of two."""
    others = {send.thread for send in sends} - found.keys()
    return groups_among(others) if others else set()


def _one(
    send: Send,
    talk: Talk | None,
    before: dict[tuple[int, UUID], Written],
    restricted: datetime | None,
    at: datetime,
    rules: Policy,
) -> Outcome | Told:
    """What becomes of one send, judged by the same judge as every other."""
    me = talk.side(send.author_id) if talk else None
    if talk is None or me is None:
        return NOT_FOUND
    known = before.get((send.author_id, send.client_id))
    if known is not None:
        if known.thread != send.thread:
            return OTHER_USE
        return Sent(known.thread, known.message, known.seq, known.state, repeated=True)
    other = talk.other(send.author_id)
    if not _is_running(talk, send, at):
        return Whole(other.id)
    facts = _facts(talk, send.author_id, restricted, at)
    verdict = judge(Way.MESSAGE, facts, rules)
    if verdict.outcome != "open":
        return refused(verdict, facts, rules)
    wrong = content_refusal(Way.MESSAGE, send.text, "", facts)
    wrong = wrong or blank_refusal(send.text, "", other.name, Way.MESSAGE)
    if wrong is not None:
        return wrong
    answers = talk.last_from_id == other.id
    line = _append(talk, send, at)
    return Told(send, line, other.id, _about(me, send.thread, line.seq), answers)


def _is_running(talk: Talk, send: Send, at: datetime) -> bool:
    """Whether this is one more word between two connected people who talk at the moment."""
    return (
        talk.state == "open"
        and talk.connected_at is not None
        and not talk.other(send.author_id).waits
        and talk.low.active
        and talk.high.active
        and talk.last_seq > 0
        and at - talk.last_at < TALKING
        and not ("@" in send.text and MENTION.search(send.text))
    )


def _facts(talk: Talk, author_id: int, restricted: datetime | None, at: datetime) -> Facts:
    """What the judge of a plain message between connected people looks at."""
    me, other = talk.side(author_id), talk.other(author_id)
    assert me is not None  # _one has refused others
    mine = talk.last_from_id == author_id
    return Facts(
        now=at,
        viewer=_viewer(me.joined_at, restricted),
        target=_target(other.closed),
        pair=pair.Pair(
            degree=1,
            connected_at=talk.connected_at,
            blocked=talk.blocked,
            thread=pair.Thread(
                way=WAYS[talk.way],
                state=STATES[talk.state],
                last_from=pair.Speaker.VIEWER if mine else pair.Speaker.TARGET,
                last_at=talk.last_at,
                unanswered=talk.unanswered,
            ),
        ),
    )


@lru_cache(maxsize=1_000)
def _viewer(joined_at: datetime, restricted: datetime | None) -> Viewer:
    """Kept, because making these values costs as much as judging by them."""
    return Viewer(member_since=joined_at, restricted_until=restricted)


@cache
def _target(closed: bool) -> Target:
    return Target(closed=closed)


def _append(talk: Talk, send: Send, at: datetime) -> Line:
    """The next line of the thread, and the thread as it is after it (see writing.appended)."""
    at = max(at, talk.last_at)
    text = normal(send.text)
    mine = talk.last_from_id == send.author_id
    talk.unanswered = talk.unanswered + 1 if mine else 1
    talk.last_seq += 1
    talk.last_at, talk.last_from_id = at, send.author_id
    return Line(
        public_id=public_id(),
        thread_id=talk.id,
        seq=talk.last_seq,
        author_id=send.author_id,
        text=text,
        html=render(text),
        sent_at=at,
        client_id=send.client_id,
        unanswered=talk.unanswered,
        preview=" ".join(text.split())[:PREVIEW],
    )


def _path(send: Send) -> str:
    """The page of the thread, which its notices lead to."""
    return _page_of_threads().replace(str(NOBODYS), str(send.thread))


@cache
def _page_of_threads() -> str:
    """Looked up once: resolving an address costs as much as judging a send."""
    return reverse("messaging:thread", args=[NOBODYS])


def _about(author: Side, thread: UUID, seq: int) -> str:
    """What the outbox says of the message: as of every other, and which one it is."""
    return encode({"from": author.name, "handle": author.handle, "thread": str(thread), "seq": seq})
