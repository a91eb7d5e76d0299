"""Between processes: the broker carries news to where a page is open, and may be away."""

import asyncio
import contextlib
import json
import os
import time

import pytest

from rapport.live.broker import SUBJECT, Broker
from rapport.live.hub import Hub, news
from rapport.live.open_pages import OpenPage, Visitor
from tests.live.brokers import fresh_redis
from tests.live.sockets import a_send, play, socket_of
from tests.place import Place, fresh_place

BO, CY = 7, 8
SECONDS = 60.0 if os.environ.get("TESTS_LONG") else 4.0


@pytest.fixture
def redis(tmp_path):
    with fresh_redis(tmp_path) as found:
        yield found


class Process:
    """What one process has: a hub, a broker, and the pages that are open in it."""

    def __init__(self, url):
        self.hub, self.heard = Hub(), []
        self.broker = Broker(url, self.hub)
        loop = asyncio.get_running_loop()
        self.hub.attach(loop, self.broker.tell, self.broker.is_here)

    async def open(self, member_id, proof="password"):
        async def write(lines):
            self.heard += lines

        async def cut():
            return None

        page = OpenPage(Visitor(member_id, "key", proof), write, cut)
        if self.hub.open(page):
            await self.broker.want(member_id)
        await self.broker.show_here(member_id, self.hub.is_here(member_id))
        return page

    async def close(self, page):
        self.hub.close(page)
        await self.broker.show_here(page.visitor.member_id, False)

    async def sees(self, member_id, is_here, seconds=10):
        """Whether within so many seconds this process says so of the member."""
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(seconds):
                while await asyncio.to_thread(self.hub.is_elsewhere, member_id) != is_here:
                    await asyncio.sleep(0.01)
                return True
        return False

    async def hears(self, line, seconds=10):
        """Whether it comes within so many seconds."""
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(seconds):
                while line not in self.heard:
                    await asyncio.sleep(0.01)
        return line in self.heard


@contextlib.asynccontextmanager
async def two_processes(url):
    here, there = Process(url), Process(url)
    await there.open(BO)
    try:
        yield here, there
    finally:
        await here.broker.stop()
        await there.broker.stop()


async def told(here, there, number):
    """News that is published until it has arrived: a listener may not stand there yet."""
    line = news("message", {"number": number}, number)
    for _ in range(20):
        here.hub.publish([(BO, line, number)])
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(1):
                if await there.hears(line):
                    return True
    return False


def test_news_of_one_process_reaches_the_pages_of_another_once(redis):
    async def story():
        async with two_processes(redis.url) as (here, there):
            assert await told(here, there, 0)
            there.heard.clear()
            for number in range(1, 201):
                here.hub.publish([(BO, news("message", {}, number), number)])
            assert await there.hears(news("message", {}, 200))
            assert there.heard == [news("message", {}, number) for number in range(1, 201)]
            assert there.hub.delivered >= set(range(1, 201))

    play(story())


def test_what_a_process_tells_comes_not_back_to_its_own_pages(redis):
    async def story():
        async with two_processes(redis.url) as (here, there):
            await here.open(BO)
            assert await told(here, there, 1)
            line = news("message", {"number": 1}, 1)
            assert here.heard.count(line) == there.heard.count(line)
            assert not await here.hears(news("never", {}), seconds=0.5)
            assert here.heard.count(line) == there.heard.count(line)

    play(story())


def test_who_is_here_by_one_process_is_here_for_all_until_the_last_page_is_gone(redis):
    async def story():
        async with two_processes(redis.url) as (here, there):
            assert await here.sees(CY, False)
            page = await there.open(CY)
            assert await here.sees(CY, True)
            redis.kill()
            assert await here.sees(CY, False)
            assert there.hub.is_here(CY)
            redis.start()
            assert await here.sees(CY, True)
            await there.close(page)
            assert await here.sees(CY, False)

    play(story())


def test_a_program_is_nobody_here_for_other_processes_either(redis):
    async def story():
        async with two_processes(redis.url) as (here, there):
            await there.open(CY, proof="")
            assert await told(here, there, 1)
            assert not await here.sees(CY, True, seconds=0.5)

    play(story())


def test_after_its_return_the_broker_carries_on_and_nobody_waited_for_it(redis):
    async def story():
        async with two_processes(redis.url) as (here, there):
            assert await told(here, there, 1)
            redis.kill()
            begun = time.monotonic()
            for number in range(1000):
                here.hub.publish([(BO, news("message", {}, number), number)])
            assert time.monotonic() - begun < 5
            await asyncio.sleep(0.2)
            redis.start()
            assert await told(here, there, 2)

    play(story())


def test_what_others_say_on_a_shared_broker_is_left_alone(redis):
    async def story():
        async with two_processes(redis.url) as (here, there):
            assert await told(here, there, 1)
            heard = len(there.heard)
            client = here.broker._client
            for rubbish in (
                b"",
                b"\xff",
                b"x",
                b"x []",
                b'x {"a":1}\n{"b":2}',
                b"x " + b"[" * 9999,
            ):
                await client.publish(f"{SUBJECT}{BO}", rubbish)
            assert await told(here, there, 2)
            assert len(there.heard) == heard + 1

    play(story())


@pytest.mark.kill
def test_no_message_is_lost_while_the_broker_is_away_under_load(redis, tmp_path):
    """Ana writes in one process, Bo's page is open in another; the broker dies on the way."""
    with fresh_place(tmp_path) as ours:
        ours.run("rapport", "manage", "migrate", "--no-input")
        talks = {one["name"]: one for one in json.loads(ours.run("tests.kill.people"))}
        first, theirs = (WithBroker(ours, redis.url, talks) for _ in range(2))
        try:
            first.start()
            theirs.start()
            sent, heard = play(under_load(first, theirs, redis))
        finally:
            first.kill()
            theirs.kill()
    assert sent > 20
    assert heard == sent


class WithBroker(Place):
    """A process of a place that is told of a broker."""

    def __init__(self, place, broker_url, talks):
        super().__init__(place.folder, place.database_url)
        self.broker_url, self.talks = broker_url, talks

    @property
    def environment(self):
        return {**super().environment, "RAPPORT_BROKER_URL": self.broker_url}


async def under_load(first, theirs, redis):
    """How many messages were acknowledged, and how many Bo's page heard of."""
    async with socket_of(first, "ana") as ana, socket_of(theirs, "bo") as bo:
        numbers: set[int] = set()
        listening = asyncio.create_task(listen(bo, numbers))
        sent, begun = 0, time.monotonic()
        while (passed := time.monotonic() - begun) < SECONDS + 2:
            if redis.process and 1 < passed < SECONDS:
                redis.kill()
            elif not redis.process and passed > SECONDS:
                redis.start()
            await ana.say(type="send", **a_send(first, "ana", f"Word {sent}"))
            await ana.next(type="sent")
            sent += 1
            await asyncio.sleep(0.05)
        deadline = time.monotonic() + 30
        while len(numbers) < sent and time.monotonic() < deadline:
            await asyncio.sleep(0.1)
        listening.cancel()
        return sent, len(numbers)


async def listen(socket, numbers):
    """Collect the numbers of the news of messages."""
    while True:
        with contextlib.suppress(TimeoutError):
            numbers.add((await socket.next(type="news", kind="message"))["id"])
