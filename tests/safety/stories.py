"""What the stories of safety begin with: somebody who writes, and a moderator."""

from rapport.members.models import Member
from rapport.messaging.models import Thread
from rapport.rules.reach import Way
from tests.cast import make_member, write

INSULT = "You will regret not answering."


def make_moderator(handle: str = "mo") -> Member:
    """A member who works at the desk."""
    return make_member(handle, name="Mo Desk", is_staff=True)


def request_from(sender: Member, to: Member, text: str = INSULT) -> Thread:
    """A message request that waits for its reader."""
    return Thread.objects.get(public_id=write(sender, to, text, Way.REQUEST).thread)
