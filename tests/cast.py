"""The cast of every story: Ana, Bo her connection, Cy two steps by Bo, Dee a stranger, Eve blocked.

All joined long ago, so that no newcomer's limit disturbs a story that is not about newcomers.
Ana and Dee belong to the group "Harbour Writers"; Eve is blocked by Ana.
"""

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from uuid import uuid4

from rapport.contacts import actions as contacts
from rapport.groups.models import Group, Membership
from rapport.kit.clock import now
from rapport.members.actions import grant_credits, join
from rapport.members.models import Member
from rapport.messaging.actions.outcomes import Done, Sent
from rapport.messaging.actions.sending import Draft, send
from rapport.rules.reach import Way

LONG_AGO = datetime(2025, 1, 6, 9, tzinfo=UTC)
PASSWORD = "correct horse battery"
GROUP = "Harbour Writers"


@dataclass(frozen=True)
class Cast:
    """The five."""

    ana: Member
    bo: Member
    cy: Member
    dee: Member
    eve: Member

    def __iter__(self):
        return iter((self.ana, self.bo, self.cy, self.dee, self.eve))


def make_member(handle: str, **fields: Any) -> Member:
    """A member who joined long ago, with a confirmed address; `reach_…` are reach settings."""
    reach = {key[6:]: fields.pop(key) for key in list(fields) if key.startswith("reach_")}
    fields.setdefault("joined_at", LONG_AGO)
    fields.setdefault("password", PASSWORD)
    fields.setdefault("verified", True)
    name = fields.pop("name", handle.capitalize())
    member = join(f"{handle}@example.org", name, handle=handle, **fields)
    # The credits of joining have long expired; three fresh ones, as after three answers.
    grant_credits(member.pk, 3, "answer", "cast", now())
    if reach:
        for key, value in reach.items():
            setattr(member.reach, key, value)
        member.reach.save()
    return member


def make_cast() -> Cast:
    """The five with their bonds."""
    cast = Cast(
        ana=make_member("ana", name="Ana Pereira"),
        bo=make_member("bo", name="Bo Lindqvist"),
        cy=make_member("cy", name="Cy Okafor"),
        dee=make_member("dee", name="Dee Moreau"),
        eve=make_member("eve", name="Eve Novak"),
    )
    connect(cast.ana, cast.bo)
    connect(cast.bo, cast.cy)
    share_group(cast.ana, cast.dee)
    contacts.block(cast.ana.pk, cast.eve.pk, now())
    return cast


def connect(a: Member, b: Member) -> None:
    """Make two members connections."""
    contacts.connect_members([(a.pk, b.pk, LONG_AGO)])


def share_group(*members: Member, name: str = GROUP) -> Group:
    """Put members into one group."""
    group, _ = Group.objects.get_or_create(slug=name.lower().replace(" ", "-"), name=name)
    for member in members:
        Membership.objects.get_or_create(group=group, member=member)
    return group


def write(sender: Member, to: Member, text: str, way: Way = Way.MESSAGE, subject: str = "") -> Sent:
    """Send and expect it to work."""
    sent = send(Draft(sender.pk, to.pk, way, text, uuid4(), subject))
    assert isinstance(sent, Sent), sent
    return sent


def done(result: object) -> Done:
    """Expect an action to have been done."""
    assert isinstance(result, Done), result
    return result
