"""The way from Django's threads to the server: a whole page goes over in one step.

The bridge itself hands over headers, body and end one by one and waits each time until the event
loop took them: three turns between threads for every page. Streams still go that way, piece by
piece, so that a slow reader holds back whoever writes.
"""

from typing import Any

from a2wsgi import WSGIMiddleware
from a2wsgi.wsgi import WSGIResponder

BODY = "http.response.body"


class WholePages(WSGIMiddleware):
    """The bridge, with an answer that is ready handed over at once."""

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        if scope["type"] != "http":
            return await super().__call__(scope, receive, send)
        await _Responder(self.app, self.executor, self.send_queue_size)(scope, receive, send)


class _Responder(WSGIResponder):
    """One request; `ready` waits to be handed over, None once a stream has begun."""

    ready: list[Any] | None

    def __init__(self, *given: Any) -> None:
        super().__init__(*given)
        self.ready = []

    def send(self, message: Any) -> None:
        if self.ready is None:
            super().send(message)
        else:
            self.ready.append(message)

    def wsgi(self, environ: Any, start_response: Any) -> None:
        answer: Any = self.app(environ, start_response)
        try:
            if getattr(answer, "streaming", True):
                self._stream(answer)
            else:
                self.send({"type": BODY, "body": b"".join(answer)})
                # In order: what follows is asked of the loop after this.
                self.loop.call_soon_threadsafe(self._hand_over)
        finally:
            getattr(answer, "close", lambda: None)()

    def _stream(self, answer: Any) -> None:
        waiting, self.ready = self.ready or [], None
        for message in waiting:
            self.send(message)
        for chunk in answer:
            self.send({"type": BODY, "body": chunk, "more_body": True})
        self.send({"type": BODY, "body": b""})

    def _hand_over(self) -> None:
        """In the loop; the queue of one request is empty and has room for headers and body."""
        for message in self.ready or []:
            self.send_queue.put_nowait(message)
