"""Group conversations for stories: Bo makes one with Ana and Cy, who is a stranger to Ana."""

from typing import Any
from uuid import UUID, uuid4

from rapport.members.models import Member
from rapport.messaging.actions.group_making import Making, make_group
from rapport.messaging.actions.group_sending import GroupDraft, send_to_group
from rapport.messaging.actions.outcomes import Sent
from tests.cast import Cast, done


def group_of(cast: Cast, title: str = "Harbour plans", history: str = "joined") -> UUID:
    """Bo's group conversation with Ana and Cy."""
    made = done(make_group(Making(cast.bo.pk, title, ["ana", "cy"], uuid4(), history)))
    assert made.id is not None
    return made.id


def said(member: Member, thread: UUID, text: str, **more: Any) -> Sent:
    """A message into a group conversation, which is expected to go."""
    sent = send_to_group(GroupDraft(member.pk, thread, text, uuid4(), **more))
    assert isinstance(sent, Sent), sent
    return sent
