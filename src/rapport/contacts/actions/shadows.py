"""Keep the people and the invitations of an imported archive, for their owner alone.

Every record has a key that is the same on every import, so keeping it twice changes nothing.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from rapport.contacts.models import ImportedInvitation, ShadowContact
from rapport.members.queries.locks import lock_members


@dataclass(frozen=True, slots=True)
class ShadowRecord:
    """Somebody of an archive; `connected_on` is None for people who are not connections."""

    key: str
    name: str
    url: str = ""
    email: str = ""
    company: str = ""
    position: str = ""
    connected_on: date | None = None


@dataclass(frozen=True, slots=True)
class InvitationRecord:
    """An invitation of an archive, to or from the shadow of that id."""

    key: str
    shadow_id: int
    outgoing: bool
    sent_at: datetime
    note: str


@dataclass(frozen=True, slots=True)
class Kept:
    """What came of records: how many were new, changed an older one, or were here already."""

    new: int = 0
    changed: int = 0
    unchanged: int = 0

    def __add__(self, other: "Kept") -> "Kept":
        return Kept(
            self.new + other.new, self.changed + other.changed, self.unchanged + other.unchanged
        )


LATER_WINS = ("url", "email", "company", "position", "connected_on")
"""Fields that a later archive may fill or change; what it leaves empty stays."""


def keep_shadows(owner_id: int, records: Sequence[ShadowRecord], at: datetime) -> Kept:
    """Add shadows that are new and bring known ones up to date; one transaction."""
    with transaction.atomic():
        lock_members(owner_id)
        known = {
            shadow.key: shadow
            for shadow in ShadowContact.objects.filter(
                owner_id=owner_id, key__in=[record.key for record in records]
            )
        }
        new = [_shadow(owner_id, record, at) for record in records if record.key not in known]
        changed = [
            known[record.key]
            for record in records
            if record.key in known and _update(known[record.key], record)
        ]
        ShadowContact.objects.bulk_create(new, batch_size=500)
        ShadowContact.objects.bulk_update(changed, ["name", *LATER_WINS], batch_size=100)
    return Kept(len(new), len(changed), len(records) - len(new) - len(changed))


def _shadow(owner_id: int, record: ShadowRecord, at: datetime) -> ShadowContact:
    return ShadowContact(
        owner_id=owner_id,
        key=record.key,
        name=record.name,
        url=record.url,
        email=record.email.lower(),
        company=record.company,
        position=record.position,
        connected_on=record.connected_on,
        imported_at=at,
    )


def _update(shadow: ShadowContact, record: ShadowRecord) -> bool:
    """Change the shadow where the record knows something else; return whether it did."""
    before = (shadow.name, *(getattr(shadow, name) for name in LATER_WINS))
    if record.connected_on is not None:
        # Names in messages are those of their day; the list of connections has today's.
        shadow.name = record.name
    for name in LATER_WINS:
        value = record.email.lower() if name == "email" else getattr(record, name)
        if value:
            setattr(shadow, name, value)
    return before != (shadow.name, *(getattr(shadow, name) for name in LATER_WINS))


def keep_imported_invitations(owner_id: int, records: Sequence[InvitationRecord]) -> Kept:
    """Add the invitations that are not here yet; one transaction."""
    with transaction.atomic():
        lock_members(owner_id)
        known = set(
            ImportedInvitation.objects.filter(
                owner_id=owner_id, key__in=[record.key for record in records]
            ).values_list("key", flat=True)
        )
        new = [
            ImportedInvitation(
                owner_id=owner_id,
                key=record.key,
                shadow_id=record.shadow_id,
                outgoing=record.outgoing,
                sent_at=record.sent_at,
                note=record.note,
            )
            for record in records
            if record.key not in known
        ]
        ImportedInvitation.objects.bulk_create(new, batch_size=500)
    return Kept(new=len(new), unchanged=len(records) - len(new))
