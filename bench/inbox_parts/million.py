"""A place with a million messages, half of them in the 10,000 conversations of one member.

The messages of all conversations are written in the order of their times, mixed as in a real place.
"""

import random
import time
from array import array
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any, NamedTuple

from django.db import transaction
from pages_parts.full_inbox import EMAIL, HANDLE, PASSWORD

from inbox_parts.loading import load, sequences_after, settled
from inbox_parts.words import Speech
from rapport.kit.clock import now
from rapport.kit.ids import public_id
from rapport.members.actions import join
from rapport.members.actions.search_entries import refresh_search
from rapport.members.models import EtiquetteCard, Member, ReachSettings
from rapport.messaging.models import Attachment, Message, Participation, StoredContent, Thread

CHUNK = 50_000
ONE_IN_UNREAD = 10
ONE_IN_FILES = 50
SECONDS_APART = 30


class Plan(NamedTuple):
    """Which conversation each message is in, its place there and who wrote it; all of a seed."""

    pairs: Sequence[tuple[int, int]]
    thread: Sequence[int]
    seq: Sequence[int]
    by_first: bytearray
    begun: datetime

    def at(self, number: int) -> datetime:
        """When a message was written."""
        return self.begun + timedelta(seconds=SECONDS_APART * number)


def make_million(threads: int, messages: int) -> Member:
    """Fill an empty place, print how long it took, return the member with the full inbox."""
    there = Member.objects.filter(handle=HANDLE).first()
    if there:
        return there
    begun, speech = time.perf_counter(), Speech()
    ida = join(EMAIL, "Ida Overmany", handle=HANDLE, password=PASSWORD, verified=True)
    others = _correspondents(threads, speech)
    refresh_search(ida.pk, *others)
    plan = _planned(ida.pk, others, messages)
    ids = _conversations(plan, speech, ida.pk)
    _messages(plan, speech, ids)
    settled()
    print(f"{messages:,} messages were ready after {time.perf_counter() - begun:.0f} s")
    return ida


def _correspondents(count: int, speech: Speech) -> list[int]:
    made = Member.objects.bulk_create(
        [
            Member(handle=f"bench-{n}", email=f"bench-{n}@bench.example", name=speech.name(n))
            for n in range(count)
        ],
        batch_size=1000,
    )
    ReachSettings.objects.bulk_create([ReachSettings(member=one) for one in made], batch_size=1000)
    EtiquetteCard.objects.bulk_create([EtiquetteCard(member=one) for one in made], batch_size=1000)
    return [one.pk for one in made]


def _planned(ida: int, others: Sequence[int], messages: int) -> Plan:
    """Every second message is in one of Ida's conversations; each has one at least."""
    pairs = [(ida, other) for other in others]
    pairs += [(others[n - 1], other) for n, other in enumerate(others) if n]
    draw, mine, count = random.Random(9), len(others), len(pairs)
    thread, seq, last = array("l"), array("l"), [0] * count
    first = list(range(count))
    draw.shuffle(first)
    for number in range(messages):
        place = first[number] if number < count else draw.randrange(mine)
        if number >= count and number % 2:
            place = draw.randrange(mine, count)
        last[place] += 1
        thread.append(place)
        seq.append(last[place])
    begun = now().astimezone(UTC) - timedelta(seconds=SECONDS_APART * (messages + 2))
    return Plan(pairs, thread, seq, bytearray(draw.randbytes(messages)), begun)


def _conversations(plan: Plan, speech: Speech, ida: int) -> list[int]:
    """Threads and how both have them; the newest of Ida's are unread in one case of ten."""
    newest = dict(zip(plan.thread, range(len(plan.thread)), strict=True))
    base = 1
    ids = [base + n for n in range(len(plan.pairs))]
    with transaction.atomic():
        load(Thread, THREAD, (_thread(plan, speech, n, newest[n], ids[n]) for n in newest))
        load(Participation, PART, _parts(plan, newest, ids, ida))
        sequences_after([Thread])
    return ids


THREAD = (
    "id", "public_id", "low_id", "high_id", "last_seq", "last_at", "last_from_id", "preview",
    "created_at", "unanswered",
)  # fmt: skip
PART = ("thread_id", "member_id", "last_at", "seq", "read_seq", "wrote_at", "focus")
MESSAGE = (
    "id", "public_id", "thread_id", "seq", "author_id", "text", "html", "sent_at", "client_id",
)  # fmt: skip
FILE = (
    "owner_id",
    "message_id",
    "public_id",
    "family",
    "mime",
    "name",
    "size",
    "content_id",
    "ready",
)


def _thread(plan: Plan, speech: Speech, n: int, number: int, pk: int) -> tuple[Any, ...]:
    low, high = sorted(plan.pairs[n])
    at, text = plan.at(number), speech.text(number)
    writer = _writer(plan, number)
    return pk, public_id(), low, high, plan.seq[number], at, writer, text[:140], plan.begun, 1


def _parts(
    plan: Plan, newest: dict[int, int], ids: Sequence[int], ida: int
) -> Iterator[tuple[Any, ...]]:
    for n, number in newest.items():
        at, last, writer = plan.at(number), plan.seq[number], _writer(plan, number)
        for member in plan.pairs[n]:
            unread = member == ida and writer != ida and n % ONE_IN_UNREAD == 1
            wrote = at if writer == member else None
            yield ids[n], member, at, last, last - unread, wrote, "wrote"


def _writer(plan: Plan, number: int) -> int:
    """Who of the two wrote it: each half."""
    pair: tuple[int, int] = plan.pairs[plan.thread[number]]
    return pair[plan.by_first[number] & 1]


def _messages(plan: Plan, speech: Speech, ids: Sequence[int]) -> None:
    content = StoredContent.objects.create(digest="0" * 64, size=1000)
    for start in range(0, len(plan.thread), CHUNK):
        numbers = range(start, min(start + CHUNK, len(plan.thread)))
        with transaction.atomic():
            load(Message, MESSAGE, (_message(plan, speech, n, ids) for n in numbers))
            load(Attachment, FILE, (_file(plan, n, content.pk) for n in numbers[::ONE_IN_FILES]))
    sequences_after([Message])


def _message(plan: Plan, speech: Speech, number: int, ids: Sequence[int]) -> tuple[Any, ...]:
    text, client = speech.text(number), public_id()
    thread, seq, writer = ids[plan.thread[number]], plan.seq[number], _writer(plan, number)
    html = f"<p>{text}</p>"
    return number + 1, client, thread, seq, writer, text, html, plan.at(number), client


def _file(plan: Plan, number: int, content: int) -> tuple[Any, ...]:
    name, owner = f"file-{number}.pdf", _writer(plan, number)
    return owner, number + 1, public_id(), "pdf", "application/pdf", name, 1000, content, True
