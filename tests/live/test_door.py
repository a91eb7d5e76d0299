"""The live door, in a real process: sockets, streams and sends, signed in and not."""

import asyncio
import json
import sys
import time
import urllib.error
import urllib.request

import pytest
from websockets.asyncio.client import connect
from websockets.exceptions import ConnectionClosed, InvalidStatus

from tests.live.sockets import a_send, play, socket_of
from tests.place import fresh_place


@pytest.fixture(scope="module")
def place(tmp_path_factory):
    with fresh_place(tmp_path_factory.mktemp("door")) as made:
        made.run("rapport", "manage", "migrate", "--no-input")
        people = json.loads(made.run("tests.kill.people"))
        made.talks = {one["name"]: one for one in people}
        made.start()
        yield made


def get(place, path, session="", **headers):
    request = urllib.request.Request(f"{place.url}{path}", headers=headers)
    if session:
        request.add_header("Cookie", f"rapport_session={session}")
    return urllib.request.urlopen(request, timeout=10)


def post(place, content, session="", **headers):
    body = content if isinstance(content, bytes) else json.dumps(content).encode()
    request = urllib.request.Request(f"{place.url}/live/sends/", body, headers=headers)
    if session:
        request.add_header("Cookie", f"rapport_session={session}")
    try:
        with urllib.request.urlopen(request, timeout=20) as answer:
            return answer.status, json.load(answer)
    except urllib.error.HTTPError as error:
        return error.code, json.load(error)


def test_ana_writes_by_her_socket_and_bo_hears_of_it_at_once(place):
    async def story():
        async with socket_of(place, "ana") as ana, socket_of(place, "bo") as bo:
            for n in range(3):
                send = a_send(place, "ana", f"Word {n}")
                await ana.say(type="send", **send)
                sent = await ana.next(type="sent")
                assert sent["client_id"] == send["client_id"]
                assert not sent["repeated"]
                news = await bo.next(type="news", kind="message")
                assert news["about"]["thread"] == send["thread"]
                assert news["id"] > 0
            await ana.say(type="send", **send)
            again = await ana.next(type="sent")
            assert again["repeated"]
            assert again["id"] == sent["id"]

    play(story())


def test_an_author_hears_in_another_page_what_they_wrote(place):
    async def story():
        async with socket_of(place, "ana") as first, socket_of(place, "ana") as second:
            await first.say(type="send", **a_send(place, "ana"))
            await first.next(type="sent")
            await first.say(type="send", **a_send(place, "ana"))
            await second.next(type="news", kind="written")

    play(story())


def test_what_a_socket_says_wrongly_is_refused_and_it_lives_on(place):
    async def story():
        async with socket_of(place, "cy") as cy:
            for text in ("not json", "[]", '{"type":"dance"}', "[" * 5000, '{"type":["send"]}'):
                await cy.socket.send(text)
                assert (await cy.next(type="refused"))["code"] == "bad_request"
            for broken in (
                {"thread": "x"},
                {**a_send(place, "cy"), "client_id": 5},
                {**a_send(place, "cy"), "author": 1},
            ):
                await cy.say(type="send", **broken)
                assert (await cy.next(type="refused"))["code"] == "bad_request"
            await cy.say(type="send", **a_send(place, "ana"))
            assert (await cy.next(type="refused"))["code"] == "not_found"
            await cy.say(type="send", **a_send(place, "cy", " "))
            assert (await cy.next(type="refused"))["code"] == "text_empty"
            await cy.say(type="send", **a_send(place, "cy"))
            await cy.next(type="sent")

    play(story())


@pytest.mark.parametrize(
    "origin", ["https://evil.example", "null", "http://localhost.evil.example"]
)
def test_a_page_of_another_site_gets_no_socket(place, origin):
    async def story():
        with pytest.raises(InvalidStatus) as refused:
            async with socket_of(place, "ana", Origin=origin):
                pass
        assert refused.value.response.status_code == 403

    play(story())


def test_without_a_session_there_is_no_socket_and_no_stream(place):
    async def story():
        with pytest.raises(InvalidStatus):
            async with connect(f"ws://localhost:{place.port}/live/socket/"):
                pass

    play(story())
    for session in ("", "made-up", place.talks["ana"]["session"][:-1]):
        with pytest.raises(urllib.error.HTTPError) as refused:
            get(place, "/live/stream/", session)
        assert refused.value.code == 401
        assert post(place, a_send(place, "ana"), session)[0] == 401


def test_a_send_by_http_is_stored_and_a_foreign_page_sends_nothing(place):
    session = place.talks["ana"]["session"]
    send = a_send(place, "ana", "By post")
    status, sent = post(place, send, session, Origin=place.url)
    assert (status, sent["type"], sent["repeated"]) == (201, "sent", False)
    assert post(place, send, session)[0] == 200
    assert post(place, a_send(place, "ana"), session, Origin="https://evil.example")[0] == 401
    assert post(place, b"{", session)[0] == 400
    assert post(place, {"thread": 1}, session)[0] == 400
    assert post(place, b" " * 300_000, session)[0] == 413
    assert post(place, a_send(place, "cy"), session)[0] == 404
    with pytest.raises(urllib.error.HTTPError) as refused:
        get(place, "/live/elsewhere/", session)
    assert refused.value.code == 404


def test_a_stream_hears_news_and_resumes_where_it_broke_off(place):
    session = place.talks["bo"]["session"]
    with get(place, "/live/stream/", session) as stream:
        assert stream.headers["content-type"].startswith("text/event-stream")
        assert stream.headers["cache-control"] == "private, no-store"
        post(place, a_send(place, "ana", "While listening"), place.talks["ana"]["session"])
        first = next_event(stream)
    post(place, a_send(place, "ana", "Missed"), place.talks["ana"]["session"])
    with get(place, "/live/stream/", session, **{"Last-Event-ID": str(first["id"])}) as stream:
        missed = next_event(stream)
    assert missed["id"] > first["id"]
    assert missed["about"]["seq"] == first["about"]["seq"] + 1
    with get(place, "/live/stream/", session, **{"Last-Event-ID": "nonsense"}) as stream:
        assert stream.status == 200


def next_event(stream):
    for raw in stream:
        if raw.startswith(b"data: ") and b'"message"' in raw:
            return json.loads(raw[6:])
    raise AssertionError("the stream ended")


def test_another_process_writes_and_the_page_hears_of_it_by_polling(place):
    async def story():
        async with socket_of(place, "bo") as bo:
            write = "import django; django.setup(); from tests.live.writing import go; go()"
            process = await asyncio.create_subprocess_exec(
                sys.executable, "-c", write, env={**place.environment}
            )
            assert await process.wait() == 0
            news = await bo.next(type="news", kind="message")
            assert news["about"]["thread"] == place.talks["bo"]["thread"]

    play(story())


def test_a_socket_ends_within_five_seconds_of_its_session(place):
    async def story():
        async with socket_of(place, "bob") as bob:
            out = "import django; django.setup(); from tests.live.writing import end; end('{}')"
            process = await asyncio.create_subprocess_exec(
                sys.executable,
                "-c",
                out.format(place.talks["bob"]["session"]),
                env=place.environment,
            )
            assert await process.wait() == 0
            began = time.monotonic()
            with pytest.raises(ConnectionClosed) as closed:
                await bob.next(type="never")
            assert closed.value.rcvd.code == 4401
            assert time.monotonic() - began < 5.0

    play(story())
