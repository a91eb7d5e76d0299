"""The Draft of a member to all of a group conversation: what its words alone are weighed by."""

from datetime import datetime

from rapport.coach.queries.draft_facts import LONGEST_RECENT, MONTH, MOST_RECENT, Asked, Written
from rapport.kit.policy import policy
from rapport.members.models import Member
from rapport.messaging.queries.group_threads import GroupView, group_view
from rapport.messaging.queries.messages import message_for
from rapport.messaging.queries.recent_sends import recent_sends_beside
from rapport.messaging.queries.turns import answers_group
from rapport.rules.coach.draft import Draft, Recipient, Sender, Sent


def group_draft_for(viewer: Member, asked: Asked, at: datetime) -> Written | None:
    """The draft as the coach reads it; None where the viewer takes no part in the conversation.

    It has no one reader, so that nothing is said of one, and no blank for a name is filled.
    """
    view = group_view(viewer.pk, asked.thread) if asked.thread else None
    if view is None or not view.takes_part:
        return None
    draft = Draft(
        asked.text,
        now=at,
        limit=policy().message.max,
        sender=Sender(name=viewer.name),
        recipient=Recipient(),
        recent=_recent(viewer.pk, view, asked, at),
    )
    return Written(draft, None, None, view.title)


def _recent(viewer_id: int, view: GroupView, asked: Asked, at: datetime) -> tuple[Sent, ...]:
    """What went to people beside these; an answer is compared with nothing, as when it is sent."""
    if not asked.text.strip():
        return ()
    reply = message_for(viewer_id, asked.reply_to) if asked.reply_to else None
    if reply is not None and reply.thread_id != view.thread.pk:
        reply = None
    if answers_group(viewer_id, view.thread.pk, reply, at):
        return ()
    found = recent_sends_beside(viewer_id, view.thread.pk, at - MONTH, asked.text, MOST_RECENT)
    return tuple(Sent(one.to, one.at, one.text[:LONGEST_RECENT]) for one in found)
