"""The load counts what was acknowledged in time, and says what never came."""

import asyncio

import pytest
from messaging_parts.load import Figures, Load

from tests.live.sockets import play


class InRounds:
    """A speaker that is answered a while after it wrote, and heard where `heard`."""

    def __init__(self, talker: tuple[float, bool], load: Load) -> None:
        (self.after, self.heard), self.load = talker, load
        self.open_sends = 0
        self.written = 0

    async def open(self, port: int) -> None:
        """Nothing to connect."""

    def close(self) -> None:
        """Nothing to close."""

    def waiting(self) -> int:
        return self.open_sends

    def write(self) -> None:
        self.open_sends += 1
        self.written += 1
        loop = asyncio.get_running_loop()
        loop.call_later(self.after, self.answered, (id(self), self.written), loop.time())

    def answered(self, key: tuple[int, int], begun: float) -> None:
        self.open_sends -= 1
        at = asyncio.get_running_loop().time()
        self.load.acknowledged(key, begun, at)
        if self.heard:
            self.load.heard(key, at)
        if self.load.closed_loop:
            self.write()


def test_the_rate_of_a_server_that_answers_in_rounds_is_that_of_whole_rounds():
    # Two rounds of 0.2 s fit into 0.55 s: 20 sends in 0.4 s, whatever of the third is under way.
    load = Load([(0.2, True)] * 10, InRounds)
    figures = play(load.flat_out(0.55))
    assert (figures.in_time, len(figures.acknowledged)) == (20, 30)
    assert figures.rate == pytest.approx(50, rel=0.2)
    assert figures.never == 0


def test_a_client_that_still_waits_for_an_answer_does_not_write_a_second_time():
    async def twice() -> int:
        load = Load([(0.5, True)], InRounds)
        load.clients[0].write()
        await load.flat_out(0.1)
        return load.clients[0].written

    assert play(twice()) == 1


def test_what_is_never_delivered_is_said(monkeypatch):
    async def run() -> Figures:
        load = Load([(0.01, True), (0.01, False)], InRounds)
        monkeypatch.setattr(load, "settle", lambda: Load.settle(load, 0.1))
        return await load.at_rate(100, 0.2)

    figures = play(run())
    assert figures.never == len(figures.acknowledged) - len(figures.delivered) > 0


def test_processor_time_a_send_is_of_the_server_or_with_its_database():
    figures = Figures(acknowledged=[1.0] * 1000, cpu_seconds=0.3, database_seconds=0.2, seconds=1)
    assert figures.cpu_a_send() == pytest.approx(300)
    assert figures.cpu_a_send(with_database=True) == pytest.approx(500)
