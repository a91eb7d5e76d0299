"""Whom `from:` and `with:` mean: only people with whom a member has a conversation."""

from dataclasses import dataclass

from django.db.models import Q

from rapport.contacts.models import ShadowContact
from rapport.members.folding import wanted
from rapport.members.queries.searching import holders_of, named_exactly
from rapport.messaging.models import Participation, Thread
from rapport.messaging.queries.group_threads import groups_of
from rapport.messaging.queries.people_matches import matches_of

MOST = 50
LOOKED_AT = 5_000


@dataclass(frozen=True, slots=True)
class Named:
    """The ids of whom a name means, and the group conversations that they are in."""

    members: tuple[int, ...] = ()
    shadows: tuple[int, ...] = ()
    groups: tuple[int, ...] = ()


def people_named(member_id: int, name: str) -> Named:
    """Whom this name or handle means to the member; `me` is they themselves. Six statements."""
    if name.lower() == "me":
        return Named((member_id,), groups=tuple(groups_of(member_id)))
    words = wanted(name)
    if not words:
        return Named()
    exact = named_exactly(name)
    fits = matches_of(holders_of(words), exact).ids.tolist()[:LOOKED_AT]
    rows = Thread.objects.filter(
        Q(low_id=member_id, high_id__in=fits) | Q(high_id=member_id, low_id__in=fits)
    ).values_list("low_id", "high_id")
    found = {low if high == member_id else high for low, high in rows[:MOST]}
    together = Participation.objects.filter(
        thread_id__in=groups_of(member_id), member_id__in=fits
    ).values_list("member_id", "thread_id")[:LOOKED_AT]
    in_groups = [(pk, thread) for pk, thread in together if pk is not None and pk != member_id]
    found |= {pk for pk, _ in in_groups[:MOST]}
    partners = sorted(exact & found or found)
    shadows = ShadowContact.objects.filter(owner_id=member_id, name__icontains=name)
    groups = sorted({thread for pk, thread in in_groups if pk in partners})
    known = tuple(shadows.values_list("pk", flat=True)[:MOST])
    return Named(tuple(partners), known, tuple(groups))
