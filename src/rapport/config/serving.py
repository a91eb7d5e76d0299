"""The server itself: uvicorn with one application, quiet logs and a graceful end."""

import socket
from collections.abc import Callable

import uvicorn

from rapport.config.asgi import place

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
        timeout_graceful_shutdown=GRACE_SECONDS,
    )
    TellingServer(config, told).run(sockets=[listening])
