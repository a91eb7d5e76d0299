"""Keep what people search looks through in step with the profiles."""

from collections.abc import Iterable, Sequence

from django.db import transaction

from rapport.members.folding import folded
from rapport.members.models import Member, SearchEntry
from rapport.members.queries.completeness import facts_of
from rapport.members.strength import strength_of

CHUNK = 500
PARTS = ("positions", "education", "skills", "languages")


def refresh_search(*member_ids: int) -> None:
    """Write the search entries of these members anew from their profiles."""
    for start in range(0, len(member_ids), CHUNK):
        chunk = member_ids[start : start + CHUNK]
        members = Member.objects.filter(pk__in=chunk).prefetch_related(*PARTS)
        _write([entry_of(member) for member in members])


def fill_search(limit: int = 5000) -> int:
    """Make the entries of members who have none yet (made in bulk); return how many."""
    missing = Member.objects.filter(search_entry__isnull=True).values_list("pk", flat=True)[:limit]
    ids = list(missing)
    refresh_search(*ids)
    return len(ids)


def entry_of(member: Member) -> SearchEntry:
    """The entry of a member whose parts are at hand (prefetched)."""
    words = " ".join(folded(part) for part in _searched(member))
    return SearchEntry(
        member_id=member.pk,
        name=folded(member.name)[:200],
        words=f" {words}",
        completeness=strength_of(facts_of(member)).score,
    )


def _searched(member: Member) -> Iterable[str]:
    """Everything of a profile that a search may find it by."""
    yield from (member.name, member.handle, member.headline, member.location)
    for position in member.positions.all():
        yield from (position.title, position.employer)
    for school in member.education.all():
        yield from (school.school, school.field)
    for skill in member.skills.all():
        yield skill.name


def _write(entries: Sequence[SearchEntry]) -> None:
    """All of a chunk or none; an entry that stands is overwritten."""
    with transaction.atomic():
        SearchEntry.objects.bulk_create(
            entries,
            update_conflicts=True,
            unique_fields=["member"],
            update_fields=["name", "words", "completeness"],
        )
