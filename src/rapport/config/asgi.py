"""The one application a server runs: Django in a pool of threads, and the jobs beside it."""

import os
import threading
from collections.abc import Awaitable, Callable, MutableMapping
from typing import Any

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "rapport.config.settings")

from django.conf import settings

from rapport.config.requests import is_sound, without_surprises
from rapport.config.whole_pages import WholePages
from rapport.config.wsgi import application as django
from rapport.contacts.index import PROCESS as GRAPH
from rapport.live.door import PREFIX
from rapport.site.jobs_runner import JobsRunner
from rapport.site.live_door import live_door, warm_up
from rapport.site.upkeep import Upkeep

Scope = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[MutableMapping[str, Any]]]
Send = Callable[[MutableMapping[str, Any]], Awaitable[None]]
BAD_REQUEST = b"This request cannot be read: its address or a header holds bytes that may not.\n"


class Place:
    """Requests go to Django, each in a thread of the pool, and open pages to the live door.

    The pool's threads keep their database connections (CONN_MAX_AGE). Django's synchronous views
    under plain ASGI served a third of the requests a second that they serve this way.
    """

    def __init__(self, threads: int, jobs: JobsRunner | None) -> None:
        # Any: a2wsgi names these shapes by types of its own.
        self.pages: Any = WholePages(django, workers=threads)  # type: ignore[arg-type]
        self.live = live_door()
        self.jobs = jobs
        self.upkeep = Upkeep()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """One connection of the server's."""
        if scope["type"] == "http" and not is_sound(scope):
            await _refuse(send)
        elif scope["type"] == "websocket" or (
            scope["type"] == "http" and scope["path"].startswith(PREFIX)
        ):
            await self.live(scope, receive, send)
        elif scope["type"] == "http":
            await self.pages(*without_surprises(scope, receive), send)
        elif scope["type"] == "lifespan":
            await self._live(receive, send)

    async def _live(self, receive: Receive, send: Send) -> None:
        """Jobs begin when the server begins and end, between two of them, when it ends.

        Requests are answered at once: until the copy of the graph is loaded, by the database.
        """
        await receive()
        await self.live.start()
        self.upkeep.start()
        if self.jobs:
            self.jobs.start()
        if settings.OPTIONS.graph_copy:
            GRAPH.begin(settings.DATA / "graph")
        # What the first send would have to load is loaded while nobody waits for it.
        threading.Thread(target=warm_up, name="warm-up", daemon=True).start()
        await send({"type": "lifespan.startup.complete"})
        await receive()
        await self.live.stop()
        if self.jobs:
            self.jobs.stop()
        self.upkeep.stop()
        self.pages.executor.shutdown(wait=True)
        GRAPH.end()
        await send({"type": "lifespan.shutdown.complete"})


async def _refuse(send: Send) -> None:
    """400 without going further."""
    headers = [(b"content-type", b"text/plain; charset=utf-8")]
    await send({"type": "http.response.start", "status": 400, "headers": headers})
    await send({"type": "http.response.body", "body": BAD_REQUEST})


def place(*, jobs: bool = True) -> Place:
    """The application of this process, with the jobs in it or without."""
    return Place(settings.OPTIONS.threads, JobsRunner() if jobs else None)


application = place()
