"""Who is found by each word of a query: packed numbers, so that 20,000 people cost milliseconds.

The statements are written by hand: a list of rows through the ORM would take longer than the rest
of the search. A prefix is a range of bytes, because no letter of UTF-8 begins with 0xFF.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from django.db import connection

from rapport.members.folding import Wanted, folded
from rapport.members.models import SearchSpelling
from rapport.members.spelling import is_spelt, nearest, rests
from rapport.members.typed import one_line

Numbers = npt.NDArray[np.int64]
NEAR = 4
"""Added to the place of a word that is only spelt nearly as it was typed."""
_PLACES, _SCORES = 8, 128
_CODE = f"(member_id * {_PLACES} + place + %s) * {_SCORES} + completeness"
_BEGINS = (
    "SELECT {code} AS code FROM members_searchword"
    " WHERE place IN {places} AND word >= %s AND word < %s"
)
_WHOLE = (
    "SELECT {code} AS code FROM members_searchword WHERE place IN {places} AND word IN ({words})"
)
_NAMED = """
SELECT member_id FROM members_searchentry WHERE name = %s
UNION SELECT id FROM members_member WHERE handle = %s
"""


@dataclass(frozen=True, slots=True)
class Held:
    """Who has a word of a query: ascending ids, the best place of each, their completeness.

    `places` are those of SearchWord; `NEAR` more where the word is only nearly spelt so.
    """

    ids: Numbers
    places: Numbers
    completeness: Numbers


def holders_of(wanted: Sequence[Wanted], spellings: Sequence[Collection[str]] = ()) -> list[Held]:
    """Who has each of these words, in one statement; `spellings` are more words for each."""
    parts, params = [], []
    for n, word in enumerate(wanted):
        near = spellings[n] if n < len(spellings) else ()
        sql, values = _statement(word, near)
        parts.append(f"SELECT {n}, {_packed()} FROM ({sql}) AS found")
        params += values
    with connection.cursor() as cursor:
        cursor.execute(" UNION ALL ".join(parts), params)
        found = dict(cursor.fetchall())
    return [_unpacked(found[n]) for n in range(len(wanted))]


def named_exactly(query: str) -> set[int]:
    """The members whose name or handle a query is, whatever its case and accents."""
    handle = one_line(query).lstrip("@").lower()
    with connection.cursor() as cursor:
        cursor.execute(_NAMED, [folded(query), handle])
        return {pk for (pk,) in cursor.fetchall()}


def spellings_of(wanted: Sequence[Wanted]) -> list[list[str]]:
    """The words here that are spelt nearly as each was typed, nearest first; one statement."""
    typed = [[word for word in one.begins if is_spelt(word)] for one in wanted]
    asked = {rest.encode() for words in typed for word in words for rest in rests(word)}
    rows = SearchSpelling.objects.filter(rest__in=asked).values_list("word", flat=True)
    known = {bytes(word).decode() for word in rows.distinct()} if asked else set()
    return [
        list(dict.fromkeys(w for word in words for w in nearest(word, known))) for words in typed
    ]


def _statement(word: Wanted, near: Collection[str]) -> tuple[str, list[bytes | int]]:
    """The rows of one word of a query, and what they are asked with."""
    places = "(0, 1)" if word.is_letter else "(0, 1, 2)"
    parts, params = [], list[bytes | int]()
    for beginning in word.begins:
        parts.append(_BEGINS.format(code=_CODE, places=places))
        params += [0, beginning.encode(), beginning.encode() + b"\xff"]
    for added, words in ((0, word.whole), (NEAR, near)):
        if words:
            marks = ", ".join(["%s"] * len(words))
            parts.append(_WHOLE.format(code=_CODE, places=places, words=marks))
            params += [added, *(one.encode() for one in words)]
    return " UNION ALL ".join(parts), params


def _packed() -> str:
    """All codes as one value: fetching rows would take most of the time."""
    if connection.vendor == "postgresql":
        return "string_agg(int8send(code), ''::bytea)"
    return "group_concat(code)"


def _unpacked(value: str | bytes | None) -> Held:
    """The value of a word as arrays, each member once, with their best place."""
    if not value:
        codes = np.empty(0, np.int64)
    elif isinstance(value, str):
        codes = np.fromstring(value, np.int64, sep=",")
    else:
        codes = np.frombuffer(bytes(value), ">i8").astype(np.int64)
    codes.sort()
    members = codes // (_PLACES * _SCORES)
    first = np.flatnonzero(np.diff(members, prepend=-1))
    codes = codes[first]
    return Held(members[first], codes // _SCORES % _PLACES, codes % _SCORES)
