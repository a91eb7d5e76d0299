"""Keep what people search looks through in step with the profiles."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass

from django.db import transaction
from django.db.models import Q

from rapport.members.actions.search_spellings import learn_spellings
from rapport.members.folding import folded, words_of
from rapport.members.models import Member, SearchEntry, SearchWord
from rapport.members.queries.completeness import facts_of
from rapport.members.strength import strength_of

CHUNK = 500
PARTS = ("positions", "education", "skills", "languages")
# A profile may hold 60 positions; the words of its top and of what comes first are kept.
MOST_WORDS = 400
VERSION = 2
"""Of the rules by which words are made: raise it with them, and a job makes all entries anew."""


@dataclass(frozen=True, slots=True)
class Searched:
    """What a member is found by: the entry, and the place of each word."""

    entry: SearchEntry
    places: Mapping[str, int]


def refresh_search(*member_ids: int) -> None:
    """Write the search entries and words of these members anew from their profiles.

    Each chunk of 500 is written whole or not at all, under its members' locks.
    """
    for start in range(0, len(member_ids), CHUNK):
        with transaction.atomic():
            _refresh(sorted(member_ids[start : start + CHUNK]))


def fill_search(limit: int = 5000) -> int:
    """Make the entries that are missing or were made by older rules; return how many."""
    due = Q(search_entry__isnull=True) | Q(search_entry__version__lt=VERSION)
    ids = list(Member.objects.filter(due).order_by("pk").values_list("pk", flat=True)[:limit])
    refresh_search(*ids)
    return len(ids)


def searched(member: Member) -> Searched:
    """What a member is found by, whose parts are at hand (prefetched)."""
    places: dict[str, int] = {}
    for word, place in _words(member):
        if len(places) == MOST_WORDS and word not in places:
            break
        places[word] = min(place, places.get(word, place))
    entry = SearchEntry(
        member_id=member.pk,
        name=folded(member.name)[:200],
        completeness=strength_of(facts_of(member)).score,
        version=VERSION,
    )
    return Searched(entry, places)


def _words(member: Member) -> Iterator[tuple[str, int]]:
    """Every word of a profile with its place, the name's first."""
    first, *others = member.name.split() or [""]
    yield from ((word, SearchWord.FIRST_NAME) for word in words_of(first))
    yield from ((word, SearchWord.NAME) for word in words_of(" ".join((*others, member.handle))))
    for text in _texts(member):
        yield from ((word, SearchWord.ELSEWHERE) for word in words_of(text))


def _texts(member: Member) -> Iterable[str]:
    """Everything of a profile beside the name that a search may find it by."""
    yield from (member.headline, member.location)
    for position in member.positions.all():
        yield from (position.title, position.employer)
    for school in member.education.all():
        yield from (school.school, school.field)
    for skill in member.skills.all():
        yield skill.name


def _refresh(ids: Collection[int]) -> None:
    """One chunk, in the caller's transaction."""
    # Two who refresh one member at once would each write the words that the other misses.
    Member.objects.locked(ids)
    members = Member.objects.filter(pk__in=ids).prefetch_related(*PARTS)
    found = {member.pk: searched(member) for member in members}
    SearchEntry.objects.bulk_create(
        [one.entry for one in found.values()],
        update_conflicts=True,
        unique_fields=["member"],
        update_fields=["name", "completeness", "version"],
    )
    _write_words(found)


def _write_words(found: Mapping[int, Searched]) -> None:
    """Only what changed of these members' words."""
    missing = {
        (pk, word.encode()): place
        for pk, one in found.items()
        for word, place in one.places.items()
    }
    stale, outdated = [], set()
    for row in SearchWord.objects.filter(member_id__in=list(found)):
        place = missing.pop((row.member_id, bytes(row.word)), None)
        if place != row.place:
            stale.append(row.pk)
            if place is not None:
                missing[row.member_id, bytes(row.word)] = place
        elif row.completeness != found[row.member_id].entry.completeness:
            outdated.add(row.member_id)
    for start in range(0, len(stale), CHUNK):
        SearchWord.objects.filter(pk__in=stale[start : start + CHUNK]).delete()
    for pk in outdated:
        own = SearchWord.objects.filter(member_id=pk)
        own.update(completeness=found[pk].entry.completeness)
    rows = [
        (pk, word, place, found[pk].entry.completeness) for (pk, word), place in missing.items()
    ]
    SearchWord.objects.write(("member", "word", "place", "completeness"), rows)
    learn_spellings(word for _, word in missing)
