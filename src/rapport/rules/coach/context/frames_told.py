"""Phrases that say by themselves whose it is, before a name: "ambos estudiamos en X"."""

from collections.abc import Iterator

from rapport.rules.coach.context.facts import Kind
from rapport.rules.coach.context.spans import Piece
from rapport.rules.coach.context.statements import Scene, Statement, read_name
from rapport.rules.coach.context.topic_claims import read_post

_ANY = (Kind.SCHOOL, Kind.EMPLOYER, Kind.EVENT, Kind.GROUP)
# Words anywhere in the sentence that tell the kind of a name that no list knows.
_TELLING = (
    (Kind.EMPLOYER, ("gearbeitet", "arbeit", "travail", "trabaj", "trabalh", "kolleg", "colleg")),
    (
        Kind.EVENT,
        ("getroffen", "kennengelernt", "rencontr", "conoci", "conhec", "asisti", "coincid"),
    ),
    (Kind.GROUP, ("mitglied", "membre", "miembro", "membro", "gruppe", "grup", "groupe")),
)
_FIRM = frozenset("team time years employer".split())


def told_statements(scene: Scene, piece: Piece) -> Iterator[Statement]:
    """Statements made by such phrases, in order."""
    told = scene.lexicon["told"]
    if told.starts.isdisjoint(piece.bag):
        return
    for at, token in enumerate(piece.words):
        if token.word not in told.starts:
            continue
        for name, shared in (("both_any", True), ("yours_any", False)):
            count = told[name].at(piece.words, at)
            if count:
                found = _named(scene, piece, at, at + count, shared)
                if found is not None and not piece.asks:
                    yield found
        count = told["yours_post"].at(piece.words, at)
        if count:
            found = read_post(scene, piece, at, at + count)
            if found is not None:
                yield found


def _named(scene: Scene, piece: Piece, at: int, after: int, shared: bool) -> Statement | None:
    # After these a town is named as often as a school: "wir leben beide in Graz".
    inside = piece.words[after - 1].word == "in" or piece.words[after - 2].word == "estamos"
    named = read_name(scene, piece, after, _ANY, shared, inside)
    if named is None:
        return None
    kind = named.kind if named.found else _kind(piece)
    supported = None if inside and not named.supported else named.supported
    return Statement(kind, at, named.said.end, supported, named.said.text)


def _kind(piece: Piece) -> Kind:
    for kind, stems in _TELLING:
        if any(token.word.startswith(stems) for token in piece.words):
            return kind
    return Kind.EMPLOYER if any(token.word in _FIRM for token in piece.words) else Kind.SCHOOL
