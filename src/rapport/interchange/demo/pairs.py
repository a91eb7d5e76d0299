"""A pair for every row of the reach table, from Ana's side, so that each button can be seen."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Pair:
    """Whose page to open as whom, and what the humane policy makes of it."""

    row: str
    viewer: str
    target: str
    way: str
    reason: str
    why: str


PAIRS = (
    Pair("self", "ana", "ana", "edit", "self", "her own page"),
    Pair("unavailable", "ana", "eve", "none", "unavailable", "Eve has blocked Ana"),
    Pair("unavailable", "ana", "gil", "none", "unavailable", "Ana has blocked Gil"),
    Pair("unavailable", "ana", "klara", "none", "unavailable", "a closed profile"),
    Pair("incoming_invitation", "ana", "femi", "accept", "incoming_invitation", "Fẹ́mi invited Ana"),
    Pair("restricted", "rado", "mona", "none", "sender_restricted", "Rado may not send for days"),
    Pair("first_degree", "ana", "bo", "message", "first_degree", "connected"),
    Pair(
        "existing_conversation",
        "ana",
        "mira",
        "message",
        "existing_conversation",
        "Mira answered Ana's request",
    ),
    Pair(
        "existing_conversation",
        "ana",
        "jonas",
        "message",
        "existing_conversation",
        "Jonas's request waits for Ana: answering accepts it",
    ),
    Pair("pending", "ana", "lucia", "pending", "pending", "Ana invited Lucía"),
    Pair("awaiting_answer", "ana", "tomasz", "waiting", "awaiting_answer", "Ana's request waits"),
    Pair("awaiting_answer", "ana", "hana", "waiting", "awaiting_answer", "Ana's InMail waits"),
    Pair(
        "awaiting_answer",
        "ana",
        "priya",
        "waiting",
        "awaiting_answer",
        "Ravi passed it on",
    ),
    Pair("open_profile", "ana", "sofia", "message", "open_profile", "open to everybody"),
    Pair("follow_primary", "ana", "amara", "follow", "follow_primary", "prefers to be followed"),
    Pair("second_degree", "ana", "cy", "connect", "second_degree", "two steps, by Bo"),
    Pair("shared_ground", "ana", "dee", "request", "shared_group", "both in Service Design Iberia"),
    Pair("shared_ground", "ana", "ines", "request", "shared_event", "both at Lisbon Research Day"),
    Pair("shared_ground", "ana", "pavel", "request", "coworker", "both at Tvar Digital in 2020"),
    Pair(
        "introducible",
        "ana",
        "noor",
        "introduction",
        "introducible",
        "two steps, takes no invitations",
    ),
    Pair(
        "introducible",
        "ana",
        "leo",
        "introduction",
        "introducible",
        "two steps; Ana withdrew an invitation nine days ago",
    ),
    Pair("inmail", "ana", "wei", "inmail", "inmail", "three steps, nothing shared"),
    Pair("third_degree", "ana", "kofi", "follow", "third_degree", "three steps, takes no messages"),
    Pair("third_degree", "ana", "tane", "follow", "out_of_network", "further than three steps"),
    Pair("stranger", "ana", "oksana", "connect", "stranger", "takes invitations and nothing else"),
    Pair("follow_only", "ana", "bruno", "follow", "follow_only", "two steps, only to be followed"),
    Pair("closed", "ana", "zofia", "none", "closed", "has switched every way off"),
)
