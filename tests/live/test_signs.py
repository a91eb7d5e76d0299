"""Signs by the live door, in a real process: typing, reading, and whether the other is here."""

import asyncio
import sys
import urllib.request
from uuid import uuid4

import pytest

from tests.live.sockets import a_send, play, socket_of
from tests.live.test_door import get, place

__all__ = ["place"]


async def other_process(place, call):
    """Something that another process of the same place does."""
    words = f"import django; django.setup(); from tests.live import writing; writing.{call}"
    done = await asyncio.create_subprocess_exec(
        sys.executable, "-c", words, env={**place.environment}
    )
    assert await done.wait() == 0


async def nothing(lines, **wanted):
    """Nothing of this comes within a second."""
    with pytest.raises(TimeoutError):
        async with asyncio.timeout(1):
            await lines.next(**wanted)


def test_bo_sees_that_ana_types_and_nobody_else_does(place):
    async def story():
        thread = place.talks["ana"]["thread"]
        async with (
            socket_of(place, "ana") as ana,
            socket_of(place, "bo") as bo,
            socket_of(place, "cy") as cy,
        ):
            for _ in range(5):
                await ana.say(type="typing", thread=thread)
            sign = await bo.next(type="sign")
            assert sign == {"type": "sign", "sign": "typing", "about": {"thread": thread}}
            await nothing(bo, type="sign")  # five at once are one
            await nothing(cy, type="sign")
            await cy.say(type="typing", thread=thread)
            await nothing(bo, type="sign")

    play(story())


def test_what_has_another_shape_is_refused_and_what_is_not_theirs_is_passed_over(place):
    async def story():
        async with socket_of(place, "ana") as ana:
            for broken in ({}, {"thread": 5}, {"thread": "x"}, {"thread": str(uuid4()), "to": 1}):
                for kind in ("typing", "here"):
                    await ana.say(type=kind, **broken)
                    assert (await ana.next(type="refused"))["code"] == "bad_request"
            absent = str(uuid4())
            await ana.say(type="typing", thread=absent)
            await ana.say(type="here", thread=absent)
            line = await ana.next(type="sign")
            assert line["about"] == {"thread": absent, "here": False}

    play(story())


def test_ana_hears_at_once_that_bo_has_read(place):
    async def story():
        async with socket_of(place, "ana") as ana:
            send = a_send(place, "ana", "Read this")
            await ana.say(type="send", **send)
            await ana.next(type="sent")
            await asyncio.to_thread(mark_read, place, "bo", send["thread"])
            sign = await ana.next(type="sign")
            assert sign == {"type": "sign", "sign": "read", "about": {"thread": send["thread"]}}

    play(story())


def mark_read(place, name, thread):
    """As the page does it when it is opened."""
    session = place.talks[name]["session"]
    with get(place, f"/messages/{thread}/", session) as answer:
        cookie = answer.headers.get_all("set-cookie")
        text = answer.read().decode()
    token = text.split('name="csrfmiddlewaretoken" value="')[1].split('"')[0]
    csrf = next(one for one in cookie if "csrf" in one).split(";")[0]
    request = urllib.request.Request(f"{place.url}/messages/{thread}/read/", b"", method="POST")
    request.add_header("Cookie", f"rapport_session={session}; {csrf}")
    request.add_header("X-CSRFToken", token)
    request.add_header("HX-Request", "true")
    with urllib.request.urlopen(request, timeout=10) as answer:
        assert answer.status == 204


def test_presence_and_typing_follow_the_switches(place):
    async def here(lines, thread):
        await lines.say(type="here", thread=thread)
        return (await lines.next(type="sign", sign="here"))["about"]["here"]

    async def story():
        thread = place.talks["ana"]["thread"]
        async with socket_of(place, "ana") as ana:
            assert not await here(ana, thread), "it is off unless one says so"
            await other_process(place, "allow(presence=True)")
            await asyncio.sleep(1.1)
            assert not await here(ana, thread), "Bo has no page open"
            async with socket_of(place, "bo") as bo:
                assert await here(ana, thread)
                await other_process(place, "allow(presence=False, receipts=False)")
                await asyncio.sleep(1.1)
                assert not await here(ana, thread)
                await ana.say(type="typing", thread=thread)
                await nothing(bo, type="sign")
        await other_process(place, "allow(presence=False, receipts=True)")

    play(story())
