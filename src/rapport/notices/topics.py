"""The topics by which a member chooses how to be told, each with its kinds and defaults."""

from collections.abc import Mapping
from dataclasses import dataclass

from rapport.rules.telling import AT_ONCE


@dataclass(frozen=True, slots=True)
class Topic:
    """Kinds of news that are chosen together; how they are told where nothing was chosen."""

    label: str
    kinds: tuple[str, ...]
    push: bool = True
    mail: str = AT_ONCE


# What belongs to no other topic is of the place itself.
REST = "place"
TOPICS: Mapping[str, Topic] = {
    "messages": Topic(
        "Messages in conversations",
        ("message", "group_added", "group_removed", "away", "planned_refused"),
    ),
    "requests": Topic(
        "Requests, InMail and introductions",
        (
            "request",
            "inmail",
            "inmail_reminder",
            "introduction_asked",
            "introduction_passed",
        ),
    ),
    "answers": Topic(
        "Answers to what you asked",
        ("request_accepted", "request_declined", "introduction_accepted", "invitation_accepted"),
    ),
    "invitations": Topic("Invitations", ("invitation", "invitation_reminder")),
    "posts": Topic(
        "Your posts and mentions",
        ("post_comment", "post_reaction", "post_shared", "post_mention"),
        push=False,
    ),
    REST: Topic(
        "Reports and imports",
        (
            "report_made",
            "report_closed",
            "post_removed",
            "comment_removed",
            "post_restored",
            "comment_restored",
            "import_done",
        ),
        push=False,
    ),
}
_TOPIC_OF = {kind: name for name, topic in TOPICS.items() for kind in topic.kinds}


def topic_of(kind: str) -> str:
    """The name of the topic that a kind of news belongs to."""
    return _TOPIC_OF.get(kind, REST)
