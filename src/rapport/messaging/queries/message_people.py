"""Whom `from:` and `with:` mean: only people with whom a member has a conversation."""

from dataclasses import dataclass

from django.db.models import Q

from rapport.contacts.models import ShadowContact
from rapport.members.folding import wanted
from rapport.members.queries.searching import holders_of, named_exactly
from rapport.messaging.models import Thread
from rapport.messaging.queries.people_matches import matches_of

MOST = 50
LOOKED_AT = 5_000


@dataclass(frozen=True, slots=True)
class Named:
    """The ids of whom a name means."""

    members: tuple[int, ...] = ()
    shadows: tuple[int, ...] = ()


def people_named(member_id: int, name: str) -> Named:
    """Whom this name or handle means to the member; `me` is they themselves. Four statements."""
    if name.lower() == "me":
        return Named((member_id,))
    words = wanted(name)
    if not words:
        return Named()
    exact = named_exactly(name)
    fits = matches_of(holders_of(words), exact).ids.tolist()[:LOOKED_AT]
    rows = Thread.objects.filter(
        Q(low_id=member_id, high_id__in=fits) | Q(high_id=member_id, low_id__in=fits)
    ).values_list("low_id", "high_id")
    partners = sorted({low if high == member_id else high for low, high in rows[:MOST]})
    if exact & set(partners):
        partners = sorted(exact & set(partners))
    shadows = ShadowContact.objects.filter(owner_id=member_id, name__icontains=name)
    return Named(tuple(partners), tuple(shadows.values_list("pk", flat=True)[:MOST]))
