"""Many conversations at once, for demos: as if every line had been sent at its own moment.

Each conversation is played through the same rules as a send (`writing.appended`, the moves of
`rules.threads`), in memory, and stored in a few statements. Nobody is told.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from django.db import transaction

from rapport.messaging.actions.sending import opens
from rapport.messaging.actions.writing import Words, appended
from rapport.messaging.models import Message, Opening, Participation, Thread
from rapport.rules.threads import Move, after

BATCH = 500
HELD_WAYS = ("request", "inmail")


@dataclass(frozen=True, slots=True)
class Said:
    """One message; `stranger`: they were not connected then; `asked_at`: of an introduction."""

    by_id: int
    at: datetime
    text: str
    way: str = "message"
    subject: str = ""
    stranger: bool = False
    client_id: UUID | None = None
    asked_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Answered:
    """What is held is `accepted`, `declined` or `ignored` without a word."""

    by_id: int
    at: datetime
    how: str


@dataclass(frozen=True, slots=True)
class Conversation:
    """All that passed between two members, in order; `unread` last messages by reader's id."""

    a_id: int
    b_id: int
    steps: Sequence[Said | Answered]
    unread: Mapping[int, int] = field(default_factory=dict)


@dataclass(slots=True)
class _Play:
    """One conversation while it is played: rows that are not stored yet."""

    thread: Thread
    sides: dict[int, Participation]
    messages: list[Message] = field(default_factory=list)
    openings: list[Opening] = field(default_factory=list)


def write_conversations(
    conversations: Iterable[Conversation],
) -> tuple[dict[tuple[int, int], UUID], list[Opening]]:
    """Write conversations between pairs that have none yet.

    Returns the threads' public ids by (lower id, higher id), and the openings in the order of
    time: credits are moved by `settle_credits`, once what was earned elsewhere is booked.
    Raises ValueError for a step that the moves of a thread do not permit.
    """
    plays = [_play(conversation) for conversation in conversations]
    with transaction.atomic():
        # Bulk writing returns the keys, and Django hands them on only to rows assigned again.
        Thread.objects.bulk_create([play.thread for play in plays], batch_size=BATCH)
        for play in plays:
            rows: list[Participation | Message | Opening] = [*play.sides.values()]
            for row in (*rows, *play.messages, *play.openings):
                row.thread = play.thread
        Participation.objects.bulk_create(
            [side for play in plays for side in play.sides.values()], batch_size=BATCH
        )
        Message.objects.bulk_create(
            [message for play in plays for message in play.messages], batch_size=BATCH
        )
        openings = Opening.objects.bulk_create(
            [opening for play in plays for opening in play.openings], batch_size=BATCH
        )
    names = {_pair_of(play.thread): play.thread.public_id for play in plays}
    return names, sorted(openings, key=lambda opening: opening.at)


def _pair_of(thread: Thread) -> tuple[int, int]:
    assert thread.low_id is not None  # a direct thread has both
    assert thread.high_id is not None
    return thread.low_id, thread.high_id


def _play(conversation: Conversation) -> _Play:
    low, high = sorted((conversation.a_id, conversation.b_id))
    begun = conversation.steps[0].at
    thread = Thread(low_id=low, high_id=high, created_at=begun, last_at=begun)
    sides = {pk: Participation(thread=thread, member_id=pk, last_at=begun) for pk in (low, high)}
    play = _Play(thread, sides)
    for step in conversation.steps:
        if isinstance(step, Said):
            _say(play, step, high if step.by_id == low else low)
        else:
            _answer(play, step, high if step.by_id == low else low)
    for reader, count in conversation.unread.items():
        side = sides[reader]
        side.read_seq = max(side.seq - count, 0)
    return play


def _say(play: _Play, said: Said, to_id: int) -> None:
    """As `sending.send` and `introduction.accept` write."""
    thread = play.thread
    words = Words(
        said.by_id, to_id, said.way, said.text, said.subject, said.stranger, said.client_id
    )
    move = Move.OPEN_HELD if said.way in HELD_WAYS else Move.WRITE
    if move is Move.WRITE and thread.state == "held" and thread.last_from_id != said.by_id:
        move = Move.ANSWER
    # A note that became a message opens nothing: its invitation did (connect._write_note).
    is_opener = said.client_id is None and (said.way != "message" or opens(thread, said.at))
    play.messages.append(appended(thread, words, move, said.at))
    _settle(play, said.by_id, "answered", said.at)
    if is_opener:
        play.openings.append(_opening(thread, said, to_id))
    held = thread.state == "held"
    mine, theirs = play.sides[said.by_id], play.sides[to_id]
    mine.box, theirs.box = ("waiting", "requests") if held else ("inbox", "inbox")
    for side in (mine, theirs):
        side.last_at, side.seq = thread.last_at, thread.last_seq
        # Both have read it; what the reader has not is taken back at the end.
        side.read_seq = thread.last_seq
    mine.wrote_at = thread.last_at


def _opening(thread: Thread, said: Said, to_id: int) -> Opening:
    opening = Opening(
        thread=thread,
        by_id=said.by_id,
        to_id=to_id,
        way=said.way,
        to_stranger=said.stranger,
        at=said.asked_at or said.at,
    )
    if said.way == "introduction":
        opening.answered_at, opening.answer = said.at, "accepted"
    return opening


def _answer(play: _Play, answered: Answered, other_id: int) -> None:
    """As `requests.accept`, `decline` and `ignore` write."""
    mine, theirs = play.sides[answered.by_id], play.sides[other_id]
    if answered.how == "ignored":
        mine.box = "ignored"
        return
    move = Move.ACCEPT if answered.how == "accepted" else Move.DECLINE
    state = after(play.thread.state, move)
    if state is None:
        raise ValueError(f"{move} is not permitted on a {play.thread.state} thread")
    play.thread.state = state
    mine.box, theirs.box = ("inbox" if move is Move.ACCEPT else "ignored"), "inbox"
    _settle(play, answered.by_id, answered.how, answered.at)


def _settle(play: _Play, by_id: int, answer: str, at: datetime) -> None:
    """Mark the other side's unanswered openers, as `answers.settle_openings` does."""
    for opening in play.openings:
        if opening.by_id != by_id and opening.answered_at is None:
            opening.answered_at, opening.answer = at, answer
