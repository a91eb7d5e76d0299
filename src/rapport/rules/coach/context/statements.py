"""What a frame makes of a piece of text: a statement, where it stands and whether it is true."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import NamedTuple

from rapport.rules.coach.context.facts import (
    Facts,
    Found,
    Kind,
    borne_out,
    can_not_tell,
    named_anywhere,
)
from rapport.rules.coach.context.lexicon import Lexicon
from rapport.rules.coach.context.spans import Piece, Said, known_name, proper_name
from rapport.rules.coach.context.tokens import tokens
from rapport.rules.coach.draft import Earlier, Recipient, Sender


class Seen(NamedTuple):
    """What the facts of a claim are read from: all that a draft shows but for its own text, and
    the language that the text's small words tell."""

    sender: Sender
    recipient: Recipient
    mutuals: tuple[str, ...]
    target: str | None
    history: tuple[Earlier, ...]
    tongue: str | None


@dataclass(frozen=True, slots=True)
class Scene:
    """What every frame needs: what is seen, its facts and the language's words; `kept` are the
    statements of sentences that were read before, because while somebody types, all but one
    sentence stay as they are."""

    draft: Seen
    facts: Facts
    lexicon: Lexicon
    kept: dict[tuple[str, bool, bool, int], tuple["Statement", ...]] = field(
        default_factory=dict, compare=False
    )


class Statement(NamedTuple):
    """Words `start` to `end` of a piece say something of `kind`; `name` is what they name."""

    kind: Kind
    start: int
    end: int
    supported: bool | None
    name: str = ""
    stale: bool = False


class Named(NamedTuple):
    """A name read at a place, and the fact that bears it out."""

    said: Said
    found: Found | None
    kind: Kind
    supported: bool | None


def read_name(
    scene: Scene, piece: Piece, at: int, kinds: Sequence[Kind], shared: bool, inside: bool = False
) -> Named | None:
    """The name from word `at` on, judged against facts of `kinds`; None where no name stands.

    `inside`: after "in", where a word is more often a place than a name's part.
    """
    begin = _after_determiners(scene, piece, at)
    if begin is None:
        return None
    at = begin
    facts = scene.facts

    def known(said: str) -> bool:
        if (
            named_anywhere(facts, said, kinds) is None
            and borne_out(facts, said, kinds, False) is None
        ):
            return False
        return not (inside and _is_only_inside(facts, said, kinds))

    said = known_name(piece, at, known)
    run = proper_name(piece, at, scene.lexicon)
    if said is not None and run is not None and run.end > said.end and not piece.casual:
        # The name goes on: PyCon US is not PyCon DE, Acme Berlin may be a part of Acme.
        maybe = can_not_tell(facts, run.text, kinds)
        return Named(run, None, kinds[0], None if maybe or facts.nobody else False)
    if said is not None:
        found = borne_out(facts, said.text, kinds, shared)
        kind = found.kind if found else (named_anywhere(facts, said.text, kinds) or kinds[0])
        return Named(said, found, kind, found is not None)
    said = run
    if said is None or len(said.text) < 2:
        return None
    if not shared and in_a_post(scene, said.text):
        return Named(said, None, kinds[0], True)
    return Named(said, None, kinds[0], _unknown(scene, said.text, kinds, inside))


def in_a_post(scene: Scene, said: str) -> bool:
    """Whether a post of the recipient's names it: "You're at Chocoa this week"."""
    wanted = f" {' '.join(token.word for token in tokens(said))} "
    return any(wanted in _spaced(post.text) for post in scene.draft.recipient.posts)


@lru_cache(maxsize=512)
def _spaced(text: str) -> str:
    """The folded words of a post between spaces."""
    return f" {' '.join(token.word for token in tokens(text))} "


def _unknown(scene: Scene, said: str, kinds: Sequence[Kind], inside: bool) -> bool | None:
    places = scene.lexicon["marks"]["places"]
    last = said.lower().split()[-1]
    if inside or scene.facts.nobody or last in places or can_not_tell(scene.facts, said, kinds):
        return None
    return False


def _after_determiners(scene: Scene, piece: Piece, at: int) -> int | None:
    determiners = scene.lexicon["marks"]["determiners"]
    while at < len(piece.words) and piece.words[at].word in determiners:
        if piece.words[at].proper and at and piece.words[at].raw not in ("The", "A", "An"):
            break
        at += 1
    if at >= len(piece.words) or piece.words[at].brk == 2:
        return None
    return at


def _is_only_inside(facts: Facts, said: str, kinds: Sequence[Kind]) -> bool:
    """Whether a single word is found only inside longer names (Vienna in Data Vienna)."""
    if " " in said:
        return False
    word = said.casefold()
    names = [n for k in kinds for n in (*facts.yours.get(k, ()), *facts.mine.get(k, ()))]
    return not any(
        name.casefold().split()[:1] == [word] or name.casefold() == word or word.isupper()
        for name in names
    )
