"""People search: by words of name, handle, headline, employer, school and skills, nearest first."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from rapport.contacts.models import ShadowContact
from rapport.contacts.queries.graph import closeness, shared_for
from rapport.contacts.queries.lists import imported_contacts
from rapport.contacts.queries.visible import names_in_sight, visible_members
from rapport.members.folding import LONGEST_QUERY, wanted
from rapport.members.models import Member
from rapport.members.queries.searching import (
    Numbers,
    holders_of,
    named_exactly,
    spellings_of,
)
from rapport.messaging.queries.people_matches import (
    BEYOND,
    NEAR_NAME,
    Matches,
    best_of,
    matches_of,
    ranks_of,
)

PAGE = 20
MOST_PAGES = 50
MOST = PAGE * MOST_PAGES
# More than are shown are looked at, since some of them may not be there for the viewer.
LOOKED_AT = MOST + 200
MOST_SHADOWS = 5
NOBODY: Numbers = np.empty(0, np.int64)


@dataclass(frozen=True, slots=True)
class Hit:
    """A member that was found: `degree` 1, 2, 3, None beyond; how many connections both have.

    `named` are those of the shared connections that say most and can be shown, at most 3.
    `is_near`: some word is only nearly spelt as it was typed.
    """

    member: Member
    degree: int | None
    shared: int
    is_self: bool
    named: Sequence[Member] = ()
    is_near: bool = False


@dataclass(frozen=True, slots=True)
class Found:
    """One page of what a search found; `more` says that there were over a thousand."""

    hits: Sequence[Hit]
    number: int
    pages: int
    total: int
    more: bool

    @property
    def is_near(self) -> bool:
        """Whether this page holds people who are only nearly spelt as it was typed."""
        return any(hit.is_near for hit in self.hits)


class _Rank(NamedTuple):
    """What a hit is ordered by, in this order; the id settles the rest, so pages never overlap."""

    match: int
    degree: int
    fewer_shared: int
    less_complete: int
    name: str
    member_id: int


def find_people(viewer_id: int, query: str, page: str = "") -> Found:
    """The page of members that every word of the query fits, best first.

    The order is told in decision 0126. Words that are only nearly spelt so count where fewer than
    20 fit as typed. Blocked (either way) and closed members are absent. Ranks at most 1,000 and
    asks at most eight statements beside those of the graph. Nothing in a query is an operator.
    """
    found = _matches(query[:LONGEST_QUERY])
    if not len(found.ids):
        return Found([], 1, 0, 0, False)
    ranks = _ranked(viewer_id, found)
    more = len(found.ids) > MOST and len(ranks) >= MOST
    ranks = ranks[:MOST]
    pages = -(-len(ranks) // PAGE)
    number = min(max(int(page), 1), max(pages, 1)) if page.isdecimal() and len(page) < 4 else 1
    shown = ranks[(number - 1) * PAGE : number * PAGE]
    return Found(_hits(viewer_id, shown), number, pages, len(ranks), more)


def find_shadows(owner_id: int, query: str) -> Sequence[ShadowContact]:
    """People of the owner's own archive that the query fits; at most five."""
    return imported_contacts(owner_id, text=query, size=MOST_SHADOWS).rows if query else []


def _matches(query: str) -> Matches:
    """Whom the words fit as typed, and where that is not a page of people, as nearly spelt."""
    words = wanted(query)
    if not words:
        return Matches(NOBODY, NOBODY, NOBODY)
    named = named_exactly(query)
    found = matches_of(holders_of(words), named)
    if len(found.ids) >= PAGE:
        return found
    spellings = spellings_of(words)
    return matches_of(holders_of(words, spellings), named) if any(spellings) else found


def _ranked(viewer_id: int, found: Matches) -> list[_Rank]:
    """The best of them who are there for the viewer, in order."""
    near = closeness(viewer_id, found.ids.tolist())
    best = best_of(found, near, LOOKED_AT)
    names = names_in_sight(viewer_id, found.ids[best].tolist())
    columns = (
        found.ids[best],
        found.classes[best],
        ranks_of(near)[best],
        near.shared_counts[best],
        found.completeness[best],
    )
    ranks = [
        _Rank(match, degree, -shared, -complete, names[pk], pk)
        for pk, match, degree, shared, complete in zip(
            *(column.tolist() for column in columns), strict=True
        )
        if pk in names
    ]
    return sorted(ranks)


def _hits(viewer_id: int, ranks: Sequence[_Rank]) -> list[Hit]:
    """The members of a page, in its order, and whom the viewer shares with each."""
    shared = shared_for(viewer_id, [rank.member_id for rank in ranks])
    ids = {pk for one, near in shared.items() for pk in (one, *near.ids)}
    members = {one.pk: one for one in visible_members(viewer_id).filter(pk__in=ids)}
    return [
        Hit(
            members[rank.member_id],
            None if rank.degree == BEYOND else rank.degree,
            -rank.fewer_shared,
            rank.member_id == viewer_id,
            [members[pk] for pk in shared[rank.member_id].ids if pk in members],
            rank.match >= NEAR_NAME,
        )
        for rank in ranks
        if rank.member_id in members
    ]
