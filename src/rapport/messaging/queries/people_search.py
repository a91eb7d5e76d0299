"""People search: by words of name, handle, headline, employer and skills, the nearest first."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from django.db.models import Case, Count, Exists, IntegerField, OuterRef, Q, QuerySet, Value, When

from rapport.contacts.models import Connection, ShadowContact
from rapport.contacts.queries.lists import imported_contacts
from rapport.contacts.queries.visible import seen_by
from rapport.members.folding import folded, wanted
from rapport.members.models import Member, SearchEntry
from rapport.members.typed import one_line

PAGE = 20
MOST_PAGES = 50
MOST = PAGE * MOST_PAGES
MOST_SHADOWS = 5
FIRST, SECOND, BEYOND = 1, 2, 3


@dataclass(frozen=True, slots=True)
class Hit:
    """A member that was found: `degree` 1 or 2, None beyond; how many connections both have."""

    member: Member
    degree: int | None
    shared: int
    is_self: bool


@dataclass(frozen=True, slots=True)
class Found:
    """One page of what a search found; `more` says that there were over a thousand."""

    hits: Sequence[Hit]
    number: int
    pages: int
    total: int
    more: bool


@dataclass(frozen=True, slots=True)
class _Rank:
    """What a hit is ordered by."""

    member_id: int
    match: int
    degree: int
    completeness: int
    name: str


def find_people(viewer_id: int, query: str, page: str = "") -> Found:
    """The page of members that every word of the query fits, best first.

    An exact handle or name comes first, then names that begin so; within that by degree, shared
    connections, completeness and name. Blocked (either way) and closed members are absent.
    Ranks at most 1,000: the first of those that the database orders by match and degree. Three
    statements; a fourth where more than 1,000 fit.
    """
    words = wanted(query)
    if not words:
        return Found([], 1, 0, 0, False)
    ranks = _ranked(viewer_id, query, words)
    more = len(ranks) > MOST
    if more:
        ranks = _ranked(viewer_id, query, words, near_first=True)[:MOST]
    shared = shared_counts(viewer_id, [rank.member_id for rank in ranks])
    ranks.sort(key=lambda rank: _order(rank, shared.get(rank.member_id, 0)))
    pages = -(-len(ranks) // PAGE)
    number = min(max(int(page), 1), max(pages, 1)) if page.isdecimal() and len(page) < 4 else 1
    shown = ranks[(number - 1) * PAGE : number * PAGE]
    return Found(_hits(viewer_id, shown, shared), number, pages, len(ranks), more)


def find_shadows(owner_id: int, query: str) -> Sequence[ShadowContact]:
    """People of the owner's own archive that the query fits; at most five."""
    return imported_contacts(owner_id, text=query, size=MOST_SHADOWS).rows if query else []


def shared_counts(viewer_id: int, ids: Collection[int]) -> dict[int, int]:
    """How many connections the viewer shares with each of these members."""
    if not ids:
        return {}
    rows = (
        Connection.objects.filter(Exists(_own(viewer_id)), member_id__in=ids)
        .filter(other__is_active=True)
        .values_list("member_id")
        .annotate(n=Count("pk"))
    )
    return dict(rows)


def _own(viewer_id: int) -> QuerySet[Connection]:
    """The viewer's own connection to whom a row of connections leads."""
    return Connection.objects.filter(member_id=viewer_id, other_id=OuterRef("other_id"))


def _order(rank: _Rank, shared: int) -> tuple[int, int, int, int, str, int]:
    """Match, degree (2nd is to share a connection), shared connections, completeness, name."""
    degree = SECOND if rank.degree == BEYOND and shared else rank.degree
    return rank.match, degree, -shared, -rank.completeness, rank.name, rank.member_id


def _ranked(
    viewer_id: int, query: str, words: tuple[str, ...], *, near_first: bool = False
) -> list[_Rank]:
    """A thousand and one that fit; `near_first` chooses the nearest where more than that do."""
    first = Connection.objects.filter(member_id=viewer_id, other_id=OuterRef("member_id"))
    known = Connection.objects.filter(Exists(_own(viewer_id)), member_id=OuterRef("member_id"))
    second = [When(Exists(known), then=Value(SECOND))] if near_first else []
    rows = (
        _fitting(words)
        .filter(seen_by(viewer_id, "member"))
        .annotate(
            match=_match(query),
            degree=Case(
                When(Exists(first), then=Value(FIRST)),
                *second,
                default=Value(BEYOND),
                output_field=IntegerField(),
            ),
        )
        .order_by("match", "degree", "-completeness", "name", "pk")
    )
    keys = rows.values_list("member_id", "match", "degree", "completeness", "name")
    return [_Rank(*key) for key in keys[: MOST + 1]]


def _fitting(words: tuple[str, ...]) -> QuerySet[SearchEntry]:
    fits = Q()
    for word in words:
        fits &= Q(words__contains=word)
    return SearchEntry.objects.filter(fits)


def _match(query: str) -> Case:
    """How well the name fits: 0 it is the name or the handle, 1 it begins so, 2 other words do."""
    name = folded(query)
    handle = one_line(query).lstrip("@").lower()
    return Case(
        When(Q(name=name) | Q(member__handle=handle), then=Value(0)),
        When(name__startswith=name, then=Value(1)),
        default=Value(2),
        output_field=IntegerField(),
    )


def _hits(viewer_id: int, ranks: Sequence[_Rank], shared: dict[int, int]) -> list[Hit]:
    """The members of a page, in its order."""
    members = Member.objects.in_bulk([rank.member_id for rank in ranks])
    found = []
    for rank in ranks:
        if rank.member_id not in members:
            continue
        is_self = rank.member_id == viewer_id
        both = 0 if is_self else shared.get(rank.member_id, 0)
        degree = FIRST if rank.degree == FIRST else SECOND if both else None
        found.append(Hit(members[rank.member_id], degree, both, is_self))
    return found
