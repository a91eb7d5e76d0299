"""One's network by the API: invitations, connections, follows, imported people."""

from collections.abc import Callable
from datetime import date
from typing import Any
from uuid import UUID

from ninja import Router
from ninja.responses import Status

from rapport.contacts import actions
from rapport.contacts.queries import lists
from rapport.contacts.queries.imported import imported_invitations
from rapport.contacts.queries.visible import visible_member
from rapport.kit.api import (
    READING,
    REFUSALS,
    Call,
    Closed,
    Text,
    Time,
    answered,
    found,
    me,
)
from rapport.kit.clock import now
from rapport.kit.paging import Page
from rapport.kit.policy import policy
from rapport.kit.refusals import Refused
from rapport.members.api.people import Listed, listed
from rapport.members.api_auth import require_scope

router = Router(tags=["contacts"])
ANSWERED = Refused("not_pending", "This invitation was already answered or taken back.")


class InvitationOut(Closed):
    """An invitation that waits; `member` is who sent it, or whom one invited."""

    id: UUID
    member: Listed
    note: str
    sent_at: Time
    expires_at: Time


class Invitations(Closed):
    """A page of invitations, newest first; `next` is the cursor of the next one, "" on the last."""

    invitations: list[InvitationOut]
    next: str


class Bond(Closed):
    """A member, and since when the bond stands."""

    member: Listed
    since: Time


class Bonds(Closed):
    """A page of bonds, newest first."""

    members: list[Bond]
    next: str


class ImportedContact(Closed):
    """Somebody of one's own archive; nobody else ever sees them."""

    id: UUID
    name: str
    url: str
    email: str
    company: str
    position: str
    connected_on: date | None


class ImportedContacts(Closed):
    """A page of imported people, by name."""

    contacts: list[ImportedContact]
    next: str


class ImportedInvitation(Closed):
    """An invitation of one's own archive; it is history and waits for nothing here."""

    name: str
    outgoing: bool
    sent_at: Time
    note: str


class ImportedInvitations(Closed):
    """A page of them, newest first."""

    invitations: list[ImportedInvitation]
    next: str


@router.get("/invitations/received", response={200: Invitations, **READING})
@require_scope("contacts:read")
def received(request: Call, after: Text = "") -> Any:
    """Invitations that wait for the caller."""
    page = lists.received_invitations(me(request), now(), policy(), cursor=after)
    return _invitations(page, "sender")


@router.get("/invitations/sent", response={200: Invitations, **READING})
@require_scope("contacts:read")
def sent(request: Call, after: Text = "") -> Any:
    """The caller's invitations without an answer."""
    page = lists.sent_invitations(me(request), now(), policy(), cursor=after)
    return _invitations(page, "recipient")


@router.post("/invitations/{invitation_id}/ignore", response={204: None, **REFUSALS})
@require_scope("contacts:write")
def ignore(request: Call, invitation_id: UUID) -> Any:
    """Put an invitation aside; to its sender it goes on waiting."""
    return _move(lists.invitation_to(me(request), invitation_id), "ignored")


@router.post("/invitations/{invitation_id}/unknown", response={204: None, **REFUSALS})
@require_scope("contacts:write")
def unknown(request: Call, invitation_id: UUID) -> Any:
    """Say that one does not know this person: they cannot invite again, and are not told."""
    return _move(lists.invitation_to(me(request), invitation_id), "unknown")


@router.post("/invitations/{invitation_id}/withdraw", response={204: None, **REFUSALS})
@require_scope("contacts:write")
def withdraw(request: Call, invitation_id: UUID) -> Any:
    """Take one's own invitation back; the policy says for how long that locks."""
    return _move(lists.invitation_from(me(request), invitation_id), "withdrawn")


@router.get("/connections", response={200: Bonds, **READING})
@require_scope("contacts:read")
def connections(request: Call, q: Text = "", after: Text = "") -> Any:
    """One's connections, newest first; `q` in the name."""
    page = lists.connections_of(me(request), me(request), text=q, cursor=after)
    return _bonds(page, lambda row: row.other)


@router.delete("/connections/{handle}", response={204: None, **REFUSALS})
@require_scope("contacts:write")
def disconnect(request: Call, handle: Text) -> Any:
    """End a connection; nobody is told."""
    row = found(lists.connection_with(me(request), handle))
    found(actions.disconnect(me(request), row.other_id))
    return Status(204, None)


@router.get("/members/{handle}/connections", response={200: Bonds, **READING})
@require_scope("contacts:read")
def connections_of(request: Call, handle: Text, q: Text = "", after: Text = "") -> Any:
    """Whom a member is connected to, where they let the caller see it."""
    member = found(visible_member(me(request), handle))
    found(lists.may_see_connections(me(request), member))
    page = lists.connections_of(member.pk, me(request), text=q, cursor=after)
    return _bonds(page, lambda row: row.other)


@router.get("/following", response={200: Bonds, **READING})
@require_scope("contacts:read")
def following(request: Call, after: Text = "") -> Any:
    """Whom the caller follows."""
    page = lists.following_of(me(request), cursor=after)
    return _bonds(page, lambda row: row.followed)


@router.delete("/following/{handle}", response={204: None, **REFUSALS})
@require_scope("contacts:write")
def unfollow(request: Call, handle: Text) -> Any:
    """Follow a member no more; a connection stays."""
    row = found(lists.followed_by_handle(me(request), handle))
    found(actions.unfollow(me(request), row.followed_id))
    return Status(204, None)


@router.get("/followers", response={200: Bonds, **READING})
@require_scope("contacts:read")
def followers(request: Call, after: Text = "") -> Any:
    """Who follows the caller."""
    page = lists.followers_of(me(request), cursor=after)
    return _bonds(page, lambda row: row.follower)


@router.get("/imported-contacts", response={200: ImportedContacts, **READING})
@require_scope("contacts:read")
def imported_contacts(request: Call, q: Text = "", after: Text = "") -> Any:
    """People of one's own archives, by name; `q` in name, company or position."""
    page = lists.imported_contacts(me(request), text=q, cursor=after)
    return {"contacts": [_imported(row) for row in page.rows], "next": page.next}


@router.get("/imported-invitations", response={200: ImportedInvitations, **READING})
@require_scope("contacts:read")
def imported_invitations_read(request: Call, after: Text = "") -> Any:
    """Invitations of one's own archives."""
    page = imported_invitations(me(request), cursor=after)
    rows = [
        {
            "name": row.shadow.name,
            "outgoing": row.outgoing,
            "sent_at": row.sent_at,
            "note": row.note,
        }
        for row in page.rows
    ]
    return {"invitations": rows, "next": page.next}


def _move(invitation: Any, state: str) -> Status[None]:
    """Move an invitation that was found for the caller, or say that it was too late."""
    moved = actions.move_invitation(found(invitation), state, now())
    return Status(204, answered(None if moved else ANSWERED))


def _invitations(page: Page[Any], other: str) -> dict[str, Any]:
    expires = policy().invite.expires
    rows = [
        {
            "id": row.public_id,
            "member": listed(getattr(row, other)),
            "note": row.note,
            "sent_at": row.sent_at,
            "expires_at": row.sent_at + expires,
        }
        for row in page.rows
    ]
    return {"invitations": rows, "next": page.next}


def _bonds(page: Page[Any], other: Callable[[Any], Any]) -> dict[str, Any]:
    rows = [{"member": listed(other(row)), "since": row.since} for row in page.rows]
    return {"members": rows, "next": page.next}


def _imported(row: Any) -> dict[str, Any]:
    return {
        "id": row.public_id,
        "name": row.name,
        "url": row.url,
        "email": row.email,
        "company": row.company,
        "position": row.position,
        "connected_on": row.connected_on,
    }
