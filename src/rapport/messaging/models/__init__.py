"""The tables of messaging."""

from rapport.messaging.models.attachment import Attachment, StoredContent
from rapport.messaging.models.changes import MessageReaction, MessageVersion
from rapport.messaging.models.habits import MessageTemplate, WritingSettings
from rapport.messaging.models.introduction import Introduction
from rapport.messaging.models.kept import KeptDraft, PlannedSend
from rapport.messaging.models.link import LinkPreview, MessageLink
from rapport.messaging.models.message import Message
from rapport.messaging.models.suggestion import DismissedSuggestion
from rapport.messaging.models.thread import Opening, Participation, Thread

__all__ = [
    "Attachment",
    "DismissedSuggestion",
    "Introduction",
    "KeptDraft",
    "LinkPreview",
    "Message",
    "MessageLink",
    "MessageReaction",
    "MessageTemplate",
    "MessageVersion",
    "Opening",
    "Participation",
    "PlannedSend",
    "StoredContent",
    "Thread",
    "WritingSettings",
]
