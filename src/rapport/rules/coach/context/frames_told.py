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


def told_statements(scene: Scene, piece: Piece) -> Iterator[Statement]:
    """Statements made by such phrases, in order."""
    told = scene.lexicon["told"]
    for at in range(len(piece.words)):
        for name, shared in (("both_any", True), ("yours_any", False)):
            count = told[name].at(piece.words, at)
            if count:
                named = read_name(scene, piece, at + count, _ANY, shared)
                if named is not None and not piece.asks:
                    kind = named.kind if named.found else _kind(piece)
                    yield Statement(kind, at, named.said.end, named.supported, named.said.text)
        count = told["yours_post"].at(piece.words, at)
        if count:
            found = read_post(scene, piece, at, at + count)
            if found is not None:
                yield found


def _kind(piece: Piece) -> Kind:
    for kind, stems in _TELLING:
        if any(token.word.startswith(stems) for token in piece.words):
            return kind
    return Kind.SCHOOL
