"""A page goes over whole and in order; a stream goes piece by piece, as fast as it is read."""

import asyncio
import threading

import pytest
from django.http import HttpResponse, StreamingHttpResponse

from rapport.config.whole_pages import WholePages
from tests.live.sockets import play

SCOPE = {
    "type": "http",
    "method": "GET",
    "path": "/",
    "raw_path": b"/",
    "query_string": b"",
    "headers": [],
    "http_version": "1.1",
    "scheme": "http",
    "server": ("localhost", 80),
    "client": ("127.0.0.1", 1),
    "root_path": "",
}


def served(answer, heard=None):
    """What the server is sent for an answer of Django's; `heard` sees each message come."""
    came = []

    def django(environ, start_response):
        start_response("200 OK", [("X-Said", "yes")])
        if isinstance(answer, Exception):
            raise answer
        return answer

    async def send(message):
        came.append(message)
        if heard:
            await heard(message)

    async def receive():
        return {"type": "http.request", "body": b"", "more_body": False}

    async def go():
        await asyncio.wait_for(WholePages(django, workers=1)(dict(SCOPE), receive, send), 10)

    play(go())
    return came


@pytest.mark.parametrize("body", [b"", b"A page", b"x" * 3_000_000])
def test_a_page_is_headers_and_one_body(body):
    start, *rest = served(HttpResponse(body))
    assert (start["type"], start["status"]) == ("http.response.start", 200)
    assert (b"x-said", b"yes") in start["headers"]
    assert [(m["type"], m["body"], m.get("more_body", False)) for m in rest] == [
        ("http.response.body", body, False)
    ]


def test_a_stream_goes_on_only_when_what_went_before_was_taken():
    made, taken = [], []
    lead = []

    def pieces():
        for number in range(40):
            made.append(number)
            lead.append(len(made) - len(taken))
            yield b"%d," % number

    async def slowly(message):
        await asyncio.sleep(0.002)
        taken.append(message)

    came = served(StreamingHttpResponse(pieces()), slowly)
    assert b"".join(m.get("body", b"") for m in came) == b"".join(b"%d," % n for n in range(40))
    assert [m.get("more_body", False) for m in came[1:]] == [True] * 40 + [False]
    assert max(lead) < 20, "the writer waits for a slow reader"


def test_an_answer_is_closed_after_it_went_over_whatever_its_kind():
    for answer in (HttpResponse(b"A page"), StreamingHttpResponse([b"A", b"B"])):
        closed = threading.Event()
        answer._resource_closers.append(closed.set)
        served(answer)
        assert closed.is_set()


def test_what_breaks_in_a_page_is_the_servers_to_hear_and_nothing_went_over():
    with pytest.raises(ZeroDivisionError):
        served(ZeroDivisionError("a mistake of ours"))


def test_many_pages_at_once_each_get_their_own():
    def django(environ, start_response):
        start_response("200 OK", [])
        return HttpResponse(environ["PATH_INFO"].encode() * 1000)

    async def ask(pages, number):
        came = []

        async def send(message):
            came.append(message)

        async def receive():
            return {"type": "http.request", "body": b"", "more_body": False}

        await pages({**SCOPE, "path": f"/{number}"}, receive, send)
        return came[1]["body"]

    async def go():
        pages = WholePages(django, workers=4)
        return await asyncio.gather(*(ask(pages, number) for number in range(60)))

    assert play(go()) == [b"/%d" % number * 1000 for number in range(60)]
