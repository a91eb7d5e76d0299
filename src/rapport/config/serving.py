"""The server itself: uvicorn with one application, quiet logs and a graceful end."""

import socket
from collections.abc import Callable

import uvicorn

from rapport.config.asgi import place
from rapport.live.hub import HUB

GRACE_SECONDS = 10


class TellingServer(uvicorn.Server):
    """A server that tells when it takes requests, because a person waits for the address."""

    def __init__(self, config: uvicorn.Config, told: Callable[[], None]) -> None:
        super().__init__(config)
        self._told = told

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Start, then tell."""
        await super().startup(sockets)
        if self.started:
            self._told()

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        """Streams never end by themselves: their pages come back to the next process."""
        for page in HUB.pages():
            page.cut()
        await super().shutdown(sockets)


def run_server(listening: socket.socket, *, jobs: bool, told: Callable[[], None]) -> None:
    """Serve on a bound socket until SIGINT or SIGTERM; requests in flight get 10 seconds.

    Proxy headers are left to Django and the option `trusted_proxies`.
    """
    config = uvicorn.Config(
        place(jobs=jobs),
        access_log=False,
        log_level="warning",
        proxy_headers=False,
        server_header=False,
        lifespan="on",
        ws="websockets-sansio",
        ws_max_size=128 * 1024,
        # A page that is idle costs what its buffers cost: compressed frames cost 20 kB more.
        ws_per_message_deflate=False,
        timeout_graceful_shutdown=GRACE_SECONDS,
    )
    TellingServer(config, told).run(sockets=[listening])
