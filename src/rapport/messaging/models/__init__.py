"""The tables of messaging."""

from rapport.messaging.models.introduction import Introduction
from rapport.messaging.models.message import Message
from rapport.messaging.models.thread import Opening, Participation, Thread

__all__ = ["Introduction", "Message", "Opening", "Participation", "Thread"]
