"""The policy: every number of this place, as one frozen value that every decision takes."""

from collections.abc import Iterator
from dataclasses import dataclass, field, fields
from typing import Any

from rapport.rules.policy.inmail import InMail
from rapport.rules.policy.kinds import words
from rapport.rules.policy.reaching import Connections, Introductions, Invite, Requests, Send
from rapport.rules.policy.spec import Spec
from rapport.rules.policy.tending import Analytics, FollowUp, Nurture, PostConnect, Views
from rapport.rules.policy.writing import Attachment, GroupChat, Message, Quality, Receipts

ROWS = (
    "open_profile", "follow_primary", "second_degree", "shared_ground", "introducible", "inmail",
    "third_degree", "stranger", "follow_only",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Reach:
    """Which way becomes the primary one."""

    order: tuple[str, ...] = words(
        ROWS, ROWS, "A:2-8", "own",
        "The rows of the primary way, tried in this order after the eight that are fixed.",
        every=True,
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Policy:
    """All numbers; the defaults are those of `humane` but for what a preset file names.

    `preset` is the preset that it starts from, `file` the host's own file, if there is one.
    """

    preset: str = "humane"
    file: str | None = None
    reach: Reach = field(default_factory=Reach)
    connections: Connections = field(default_factory=Connections)
    invite: Invite = field(default_factory=Invite)
    inmail: InMail = field(default_factory=InMail)
    request: Requests = field(default_factory=Requests)
    introductions: Introductions = field(default_factory=Introductions)
    send: Send = field(default_factory=Send)
    message: Message = field(default_factory=Message)
    attachment: Attachment = field(default_factory=Attachment)
    groupchat: GroupChat = field(default_factory=GroupChat)
    receipts: Receipts = field(default_factory=Receipts)
    quality: Quality = field(default_factory=Quality)
    followup: FollowUp = field(default_factory=FollowUp)
    postconnect: PostConnect = field(default_factory=PostConnect)
    nurture: Nurture = field(default_factory=Nurture)
    analytics: Analytics = field(default_factory=Analytics)
    views: Views = field(default_factory=Views)


def keys_of(policy: Policy) -> Iterator[tuple[str, str, Spec, Any]]:
    """Every key of a policy in the order of the file: section, name, spec, value."""
    for part in fields(policy):
        section = getattr(policy, part.name)
        if section is None or isinstance(section, str):
            continue
        for entry in fields(section):
            yield part.name, entry.name, entry.metadata["spec"], getattr(section, entry.name)
