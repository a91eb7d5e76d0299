"""A member's network as lists: invitations, connections, follows, blocks, imported people."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any, TypeVar
from uuid import UUID

from django.db.models import F, Model, Q, QuerySet

from rapport.contacts.models import Block, Connection, Follow, Invitation, ShadowContact
from rapport.contacts.models.invitation import LIVE
from rapport.contacts.queries.visible import IN_SIGHT, seen_by
from rapport.kit.paging import LAST_KEY, Page, decode, decode_moment, moment_key, page_of
from rapport.kit.statement import ask
from rapport.kit.text import one_line
from rapport.members.folding import folded
from rapport.members.models import Member
from rapport.rules.policy import Policy

PAGE = 20
# How many `received_invitations` would list; every page asks, so it is not composed anew each time.
WAITING = f"""
SELECT COUNT(*) FROM contacts_invitation i
 JOIN members_member m ON m.id = i.sender_id
 JOIN members_reachsettings own ON own.member_id = m.id
WHERE i.recipient_id = %(viewer)s AND i.state = 'pending' AND i.sent_at > %(oldest)s
 AND {IN_SIGHT}
"""
Bond = TypeVar("Bond", bound=Model)


def received_invitations(
    viewer_id: int, now: datetime, policy: Policy, *, cursor: str = ""
) -> Page[Invitation]:
    """Invitations that wait for the viewer's answer; the newest first."""
    rows = Invitation.objects.filter(
        seen_by(viewer_id, "sender"),
        recipient_id=viewer_id,
        state="pending",
        sent_at__gt=now - policy.invite.expires,
    )
    return _newest_first(rows.select_related("sender"), "sent_at", cursor)


def sent_invitations(
    viewer_id: int, now: datetime, policy: Policy, *, cursor: str = ""
) -> Page[Invitation]:
    """The viewer's invitations without an answer; an ignored one is among them like any other."""
    rows = Invitation.objects.filter(
        seen_by(viewer_id, "recipient"),
        sender_id=viewer_id,
        state__in=LIVE,
        sent_at__gt=now - policy.invite.expires,
    )
    return _newest_first(rows.select_related("recipient"), "sent_at", cursor)


def waiting_invitations_count(viewer_id: int, now: datetime, policy: Policy) -> int:
    """How many invitations wait for the viewer's answer: the number beside the tab."""
    return int(ask(WAITING, viewer=viewer_id, oldest=now - policy.invite.expires)[0][0])


def invitation_to(viewer_id: int, public_id: UUID) -> Invitation | None:
    """An invitation that the viewer got and has not answered, from somebody who is there."""
    found = Invitation.objects.filter(
        seen_by(viewer_id, "sender"), recipient_id=viewer_id, public_id=public_id, state="pending"
    )
    return found.select_related("sender").first()


def invitation_from(viewer_id: int, public_id: UUID) -> Invitation | None:
    """An invitation of the viewer's own that has no answer, to somebody who is there."""
    found = Invitation.objects.filter(
        seen_by(viewer_id, "recipient"), sender_id=viewer_id, public_id=public_id, state__in=LIVE
    )
    return found.select_related("recipient").first()


def connections_of(
    member_id: int, viewer_id: int, *, text: str = "", cursor: str = ""
) -> Page[Connection]:
    """A member's connections as the viewer may see them, the newest first; `text` in the name."""
    rows = Connection.objects.filter(seen_by(viewer_id, "other"), member_id=member_id)
    if text:
        plain = folded(text)
        known = Q(other__search_entry__name__contains=plain) if plain else Q()
        rows = rows.filter(named("other__name", text) | known)
    return _newest_first(rows.select_related("other"), "since", cursor)


def connection_with(viewer_id: int, handle: str) -> Connection | None:
    """The viewer's connection to the member by that handle, if there is one."""
    return (
        Connection.objects.filter(
            seen_by(viewer_id, "other"), member_id=viewer_id, other__handle=handle
        )
        .select_related("other")
        .first()
    )


def following_of(viewer_id: int, *, cursor: str = "") -> Page[Follow]:
    """Whom the viewer follows."""
    rows = Follow.objects.filter(seen_by(viewer_id, "followed"), follower_id=viewer_id)
    return _newest_first(rows.select_related("followed"), "since", cursor)


def followers_of(viewer_id: int, *, cursor: str = "") -> Page[Follow]:
    """Who follows the viewer."""
    rows = Follow.objects.filter(seen_by(viewer_id, "follower"), followed_id=viewer_id)
    return _newest_first(rows.select_related("follower"), "since", cursor)


def followed_by_handle(viewer_id: int, handle: str) -> Follow | None:
    """The viewer's follow of the member by that handle, if there is one."""
    rows = Follow.objects.filter(seen_by(viewer_id, "followed"), follower_id=viewer_id)
    return rows.filter(followed__handle=handle).select_related("followed").first()


def blocked_by(viewer_id: int, *, cursor: str = "") -> Page[Block]:
    """Whom the viewer blocked: shown whoever else blocks or closes, so it can always be undone."""
    rows = Block.objects.filter(blocker_id=viewer_id).select_related("blocked")
    return _newest_first(rows, "since", cursor)


def block_of(viewer_id: int, handle: str) -> Block | None:
    """The viewer's own block of the member by that handle, if there is one."""
    rows = Block.objects.filter(blocker_id=viewer_id, blocked__handle=handle)
    return rows.select_related("blocked").first()


def imported_contacts(
    owner_id: int, *, text: str = "", cursor: str = "", size: int = PAGE
) -> Page[ShadowContact]:
    """People of the owner's archive by name; `text` in name, company or position."""
    mine = ShadowContact.objects.filter(owner_id=owner_id)
    rows = mine.filter(named("name", text) | named("company", text) | named("position", text))
    # The cursor holds only the row's number: a name may be longer than an address should be.
    key = decode(cursor, (int,))
    if key is not None and 0 <= key[0] <= LAST_KEY:
        last = mine.filter(pk=key[0]).values_list("name", flat=True).first()
        if last is not None:
            rows = rows.filter(Q(name__gt=last) | Q(name=last, pk__gt=key[0]))
    return page_of(list(rows.order_by("name", "pk")[: size + 1]), size, lambda row: (row.pk,))


def named(column: str, text: str) -> Q:
    """The condition that a column contains the text, whatever its case.

    SQLite folds only ASCII letters, so the usual spellings of other letters are asked for too.
    """
    wanted = one_line(text)[:100]
    if not wanted:
        return Q()
    spellings = {wanted, wanted.lower(), wanted.upper(), wanted.title(), wanted.capitalize()}
    found = Q()
    for spelling in sorted(spellings):
        found |= Q(**{f"{column}__icontains": spelling})
    return found


def may_see_connections(viewer_id: int, member: Member) -> bool:
    """Whether a member lets this viewer see whom they are connected to (their own setting)."""
    if viewer_id == member.pk or member.reach.connections_seen_by == "members":
        return True
    if member.reach.connections_seen_by != "connections":
        return False
    return Connection.objects.filter(member_id=viewer_id, other_id=member.pk).exists()


def _newest_first(
    rows: QuerySet[Bond], moment: str, cursor: str, *, size: int = PAGE
) -> Page[Bond]:
    """One page of rows by a moment downwards, after the row that the cursor names."""
    after = decode_moment(cursor)
    if after is not None:
        at, key = after
        rows = rows.filter(Q(**{f"{moment}__lt": at}) | Q(**{moment: at, "pk__lt": key}))
    found: Sequence[Any] = list(rows.order_by(F(moment).desc(), "-pk")[: size + 1])
    return page_of(found, size, lambda row: moment_key(getattr(row, moment), row.pk))
