"""Messaging by the API: people, ways, threads, introductions; the same actions as the pages."""

from rapport.messaging.api.contacts import router as contacts
from rapport.messaging.api.files import router as files
from rapport.messaging.api.group_threads import router as group_threads
from rapport.messaging.api.group_timed import router as group_timed
from rapport.messaging.api.inbox import router as inbox
from rapport.messaging.api.introductions import router as introductions
from rapport.messaging.api.items import router as items
from rapport.messaging.api.links import router as links
from rapport.messaging.api.people import router as people
from rapport.messaging.api.suggestions import router as suggestions
from rapport.messaging.api.threads import router as threads
from rapport.messaging.api.timed import router as timed
from rapport.messaging.api.ways import router as ways
from rapport.messaging.api.wording import router as wording

__all__ = [
    "contacts",
    "files",
    "group_threads",
    "group_timed",
    "inbox",
    "introductions",
    "items",
    "links",
    "people",
    "suggestions",
    "threads",
    "timed",
    "ways",
    "wording",
]
