"""Between processes: the Redis protocol carries lines to where a member's pages are open.

A subject a member. The broker is a wake-up only: while it is away nothing is lost, the polling of
the outbox delivers instead (see tailing).
"""

import asyncio
import contextlib
import json
import logging
import secrets
from collections.abc import Sequence
from concurrent.futures import CancelledError
from typing import Any

import redis.asyncio as redis
from redis.exceptions import RedisError

from rapport.live.hub import Hub, Line

SUBJECT = "rapport:member:"
# Listened to while a member has a page of theirs open; nothing is ever told on it.
HERE = "rapport:here:"
AGAIN_SECONDS = 1.0
ANSWER_SECONDS = 1.0
WAITING_MAX = 10_000
log = logging.getLogger(__name__)


class Broker:
    """One connection that publishes and one that listens, each renewed when it breaks."""

    def __init__(self, url: str, hub: Hub) -> None:
        self._client = redis.Redis.from_url(url, socket_connect_timeout=2)
        self._listening = self._client.pubsub(ignore_subscribe_messages=True)
        self._hub = hub
        self._me = secrets.token_hex(4)
        self._waiting: list[Line] = []
        self._some = asyncio.Event()
        self._loop = asyncio.get_running_loop()
        self._wanted: set[int] = set()
        self._here: set[int] = set()
        self._is_listening = self._has_listened = False
        self._tried = asyncio.Event()
        self._tasks = [
            self._loop.create_task(self._publish_for_ever()),
            self._loop.create_task(self._listen_for_ever()),
        ]

    def tell(self, lines: Sequence[Line]) -> None:
        """Publish lines; safe from any thread, and never waits."""
        with contextlib.suppress(RuntimeError):  # the loop has just ended
            self._loop.call_soon_threadsafe(self._take, lines)

    def _take(self, lines: Sequence[Line]) -> None:
        if len(self._waiting) < WAITING_MAX:
            self._waiting += lines
            self._some.set()

    async def want(self, member_id: int) -> None:
        """This process has a page of this member."""
        self._wanted.add(member_id)
        await self._tried.wait()
        if self._is_listening:
            with contextlib.suppress(RedisError, OSError):
                await self._listening.subscribe(f"{SUBJECT}{member_id}")

    async def want_no_more(self, member_id: int) -> None:
        """The last page of this member here is gone."""
        self._wanted.discard(member_id)
        if self._has_listened:
            with contextlib.suppress(RedisError, OSError):
                await self._listening.unsubscribe(f"{SUBJECT}{member_id}")

    async def show_here(self, member_id: int, is_here: bool) -> None:
        """This process has a page that the member looks at themselves, or no longer has one."""
        if is_here == (member_id in self._here):
            return
        (self._here.add if is_here else self._here.discard)(member_id)
        change = self._listening.subscribe if is_here else self._listening.unsubscribe
        await self._tried.wait()
        # A subject that is not given back would be taken again when the broker returns.
        if self._is_listening if is_here else self._has_listened:
            with contextlib.suppress(RedisError, OSError):
                await change(f"{HERE}{member_id}")

    def is_here(self, member_id: int) -> bool:
        """Whether any process has such a page; ask in a thread other than the loop's.

        False while the broker is away: to seem away harms nobody. PUBSUB NUMSUB counts who
        listens (https://redis.io/docs/latest/commands/pubsub-numsub/).
        """
        asking = asyncio.run_coroutine_threadsafe(self._listeners(member_id), self._loop)
        try:
            return asking.result(ANSWER_SECONDS) > 0
        except (RedisError, OSError, TimeoutError, CancelledError):
            asking.cancel()
            return False

    async def _listeners(self, member_id: int) -> int:
        ((_, count),) = await self._client.pubsub_numsub(f"{HERE}{member_id}")
        return int(count)

    async def stop(self) -> None:
        """End both connections."""
        self._tried.set()
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        with contextlib.suppress(RedisError, OSError):
            await self._listening.aclose()
            await self._client.aclose()

    async def _publish_for_ever(self) -> None:
        """All that waits in one round trip."""
        while True:
            await self._some.wait()
            self._some.clear()
            lines, self._waiting = self._waiting, []
            try:
                async with self._client.pipeline(transaction=False) as pipe:
                    for member_id, line, _ in lines:
                        pipe.publish(f"{SUBJECT}{member_id}", f"{self._me} {line}")
                    await pipe.execute()
            except (RedisError, OSError) as error:
                log.warning("the broker took no news (%s); pages hear of it by polling", error)
                await asyncio.sleep(AGAIN_SECONDS)

    async def _listen_for_ever(self) -> None:
        while True:
            try:
                # Something of our own, so that the connection is there before the first member:
                # two that connect at once would leave one with the subjects and read the other.
                await self._listening.subscribe(f"{SUBJECT}nobody")
                self._is_listening = self._has_listened = True
                self._tried.set()
                wanted = [f"{SUBJECT}{member_id}" for member_id in self._wanted]
                if wanted := [*wanted, *(f"{HERE}{member_id}" for member_id in self._here)]:
                    await self._listening.subscribe(*wanted)
                async for message in self._listening.listen():
                    self._hear(message)
            except (RedisError, OSError) as error:
                log.warning("the broker is away (%s); pages hear by polling", error)
            self._is_listening = False
            self._tried.set()
            await asyncio.sleep(AGAIN_SECONDS)

    def _hear(self, message: dict[str, object]) -> None:
        """A line of another process, for the pages of this one."""
        subject, text = message["channel"], message["data"]
        if not isinstance(subject, bytes) or not isinstance(text, bytes):
            return
        by, _, line = text.decode(errors="replace").partition(" ")
        number = subject.decode().removeprefix(SUBJECT)
        told = _told(line)
        if by != self._me and number.isdigit() and told is not None:
            self._hub.deliver([(int(number), line, told.get("id"))])


def _told(line: str) -> dict[str, Any] | None:
    """What a line of JSON says; None where it is none of ours: a broker may be shared."""
    try:
        told = json.loads(line) if "\n" not in line else None
    except (ValueError, RecursionError):
        return None
    return told if isinstance(told, dict) else None
