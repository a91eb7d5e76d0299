"""Messaging by the API: ways, threads, introductions; the same actions as the pages."""

from rapport.messaging.api.introductions import router as introductions
from rapport.messaging.api.threads import router as threads
from rapport.messaging.api.ways import router as ways

__all__ = ["introductions", "threads", "ways"]
