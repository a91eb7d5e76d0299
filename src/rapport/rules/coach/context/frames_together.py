"""A fact is named and togetherness is said, in whatever words: "P&G raised us both".

A part of a sentence says that the two have something together by a few signs that all wordings
share (both of us, you and I, fellow, another, like you, our … days). A name of either side's lists
that stands with such a sign is claimed of both: true where it stands in both lists, else false.
"""

from collections.abc import Iterator
from typing import NamedTuple

from rapport.rules.coach.context.facts import Kind, can_not_tell, named_anywhere
from rapport.rules.coach.context.named_facts import Fact, fact_at, facts_named, may_begin
from rapport.rules.coach.context.spans import Piece, proper_name
from rapport.rules.coach.context.statements import Scene, Statement, in_a_post

_NEAR = 3
# More signs in one part of a sentence are no sentence's; the bound keeps the time in line.
_MOST_SIGNS = 3


class Sign(NamedTuple):
    """Words that say togetherness; `sure` False where they may be said of the writer alone."""

    start: int
    end: int
    sure: bool = True


def together_statements(scene: Scene, piece: Piece) -> Iterator[Statement]:
    """Statements of names that are said of both, in order."""
    lists, around = scene.lexicon["together"], scene.lexicon["around"]
    unsaid = lists.starts.isdisjoint(piece.bag) and around["kin"].starts.isdisjoint(piece.bag)
    if unsaid or _is_of_others(scene, piece):
        return
    parts = _clauses(scene, piece)
    for number, (start, end) in enumerate(parts):
        at, found = start, None
        for _ in range(_MOST_SIGNS):
            sign = _sign(scene, piece, at, start, end)
            if sign is None:
                break
            found = _judged(scene, piece, sign, start, end)
            found = found or _beside(scene, piece, sign, parts, number)
            if found is not None and not _is_denied(scene, piece, start, found.end):
                yield found
            at = max(sign.end, found.end if found else 0)


def _clauses(scene: Scene, piece: Piece) -> list[tuple[int, int]]:
    """The parts between pauses, cut once more where a "but", or an "and I", begins another."""
    found, doer = [], scene.lexicon["around"]["doer"]
    for start, end in piece.parts():
        first = start
        for at in range(start + 1, end - 1):
            word, after = piece.words[at].word, piece.words[at + 1].word
            pair = after == "i" and piece.words[at - 1].word == "you"
            if word == "but" or (word == "and" and after in doer and not pair):
                found.append((first, at))
                first = at
        found.append((first, end))
    return found


def _judged(scene: Scene, piece: Piece, sign: Sign, start: int, end: int) -> Statement | None:
    """What is said of the name that stands nearest to a sign; None where none is named."""
    named = facts_named(scene.facts, piece, start, end)
    near = min(named, key=lambda one: _distance(sign, one), default=None)
    if near is not None:
        return _statement(sign, near)
    return _unknown(scene, piece, sign, start, end) if sign.sure else None


def _unknown(scene: Scene, piece: Piece, sign: Sign, start: int, end: int) -> Statement | None:
    """False for a name that stands in no list: of several words or an abbreviation, and beside a
    word of its kind ("the Guild", "grads"), because what else has capitals is no claim."""
    kinds = scene.lexicon["around"]["kinds"]
    at = start
    while at < end:
        said = proper_name(piece, at, scene.lexicon)
        if said is None or piece.casual:
            at += 1
            continue
        long = len(said.text.split()) > 1 or (len(said.text) > 2 and said.text.isupper())
        beside = piece.words[at : min(said.end + 1, end)]
        of_kind = any(token.word in kinds for token in beside)
        if long and of_kind and not _may_be(scene, said.text):
            stop = max(sign.end, said.end)
            return Statement(Kind.GROUP, min(sign.start, at), stop, False, said.text)
        at = max(said.end, at + 1)
    return None


def _may_be(scene: Scene, said: str) -> bool:
    """Whether something shown may be what is named."""
    every = (Kind.SCHOOL, Kind.EMPLOYER, Kind.EVENT, Kind.GROUP)
    maybe = can_not_tell(scene.facts, said, every) or named_anywhere(scene.facts, said, every)
    return bool(scene.facts.nobody or maybe or in_a_post(scene, said))


def _distance(sign: Sign, fact: Fact) -> int:
    return max(fact.said.start - sign.end, sign.start - fact.said.end, 0)


def _statement(sign: Sign, fact: Fact) -> Statement | None:
    both = fact.mine and fact.yours
    if not both and not sign.sure:
        return None
    start, end = min(sign.start, fact.said.start), max(sign.end, fact.said.end)
    return Statement(fact.kind, start, end, both, fact.said.text)


def _beside(
    scene: Scene, piece: Piece, sign: Sign, parts: list[tuple[int, int]], number: int
) -> Statement | None:
    """ "SIAL this October, where you and I both were"; "it is what we have in common, LSE"."""
    around = scene.lexicon["around"]
    start, end = parts[number]
    words = [token.word for token in piece.words[start:end]]
    if number and (words[0] in around["where"] or words[-1] in around["there"]):
        return _judged(scene, piece, sign, *parts[number - 1])
    if number + 1 < len(parts) and sign.sure:
        begin, stop = parts[number + 1]
        fact = fact_at(scene.facts, piece, begin) if piece.words[begin].proper else None
        if fact is not None and fact.said.end == stop:
            return _statement(sign, fact)
    return None


def _is_of_others(scene: Scene, piece: Piece) -> bool:
    """ "My wife and I were both at MIT": the two are others."""
    words, others = piece.words, scene.lexicon["around"]["others"]
    if others.starts.isdisjoint(piece.bag):
        return False
    for at, token in enumerate(words[:-2]):
        if token.word in others:
            for place in range(at + 2, min(at + 5, len(words))):
                if words[place - 1].word == "and" and words[place].word in ("i", "me"):
                    return True
    return False


def _is_denied(scene: Scene, piece: Piece, start: int, end: int) -> bool:
    """Whether a part says it for untrue: denied, wished, asked or supposed."""
    around, marks = scene.lexicon["around"], scene.lexicon["marks"]
    words = [token.word for token in piece.words[start:end]]
    if any(word in around["denied"] for word in words):
        return True
    return piece.asks and (words[0] in marks["asks"] or words[0] in around["asks"])


def _sign(scene: Scene, piece: Piece, first: int, start: int, end: int) -> Sign | None:
    """The first sign of togetherness of a part from a word on, a sure one before all others."""
    lists, unsure = scene.lexicon["together"], None
    for at in range(first, end):
        if piece.words[at].word not in lists.starts:
            continue
        count = lists["pair"].at(piece.words, at)
        if count and at + count <= end:
            return Sign(at, at + count)
        found = _both(scene, piece, start, end, at) or _named_kin(scene, piece, start, end, at)
        if found is not None and found.sure:
            return found
        unsure = unsure or found or _too(scene, piece, start, end, at)
    return unsure or _kin_of(scene, piece, first, start, end)


def _kin_of(scene: Scene, piece: Piece, first: int, start: int, end: int) -> Sign | None:
    """ "RLH alumni should stick together": all of them, of whom the two are."""
    if first > start or piece.casual or not may_begin(scene.facts, piece, start):
        return None
    fact = fact_at(scene.facts, piece, start)
    if fact is None or fact.said.end >= end:
        return None
    after = fact.said.end
    kin = piece.words[after].word in scene.lexicon["around"]["kin"]
    return Sign(start, after + 1, False) if kin else None


def _both(scene: Scene, piece: Piece, start: int, end: int, at: int) -> Sign | None:
    """ "We were both", "us both", "had both our names", "having both survived"."""
    words, lists = piece.words, scene.lexicon["together"]
    around = scene.lexicon["around"]
    if words[at].word not in lists["both"]:
        return None
    near = range(max(start, at - _NEAR), min(end, at + _NEAR))
    # "We at Acme both build and sell": between "we" and "both" stand only small verbs.
    for place in near:
        if words[place].word in around["us"]:
            between = range(min(at, place) + 1, max(at, place))
            if all(words[one].word in around["between"] for one in between):
                return Sign(min(at, place), max(at, place) + 1)
    opens = at - start <= 1 and words[start].word in around["sharing"]
    return Sign(start, at + 1) if opens else None


def _named_kin(scene: Scene, piece: Piece, start: int, end: int, at: int) -> Sign | None:
    """ "Fellow people of X", "another X planner here", "two X people", "our X days"."""
    words, lists = piece.words, scene.lexicon["together"]
    around = scene.lexicon["around"]
    word = words[at].word
    before = words[at - 1].word if at > start else ""
    if word in lists["fellow"]:
        return None if before in around["others"] else Sign(at, at + 1)
    if word in lists["same"]:
        named = at + 1 < end and fact_at(scene.facts, piece, at + 1)
        return Sign(at, at + 1) if named or _is_shared_place(scene, piece, start, end, at) else None
    if word not in lists["one"] or at + 1 >= end:
        return None
    ex = words[at + 1].word in around["ex"] and at + 2 < end
    fact = fact_at(scene.facts, piece, at + 1 + ex)
    if fact is None or fact.said.end >= end:
        return None
    noun = words[fact.said.end].word
    if word == "ex":
        ours = any(token.word in around["us"] for token in words[start:end])
        return Sign(at, fact.said.end + 1) if ours and noun in around["kin"] else None
    if word == "our":
        return Sign(at, fact.said.end + 1) if noun in around["days"] else None
    stands = not before or before in around["greets"]
    return Sign(at, fact.said.end + 1) if stands and noun not in around["no_kin"] else None


def _is_shared_place(scene: Scene, piece: Piece, start: int, end: int, at: int) -> bool:
    """ "We sat in the same room at X"."""
    around = scene.lexicon["around"]
    ours = any(token.word in around["us"] for token in piece.words[start:at])
    named = next(facts_named(scene.facts, piece, at + 1, end), None) if ours else None
    return named is not None and piece.words[named.said.start - 1].word in around["at"]


def _too(scene: Scene, piece: Piece, start: int, end: int, at: int) -> Sign | None:
    """ "I also wore an X badge", "like you": said of the writer, it means the reader as well."""
    words, lists = piece.words, scene.lexicon["together"]
    around = scene.lexicon["around"]
    count = lists["too"].at(words, at)
    doers = (token.word for token in words[start:end])
    if not count or not any(word in around["doer"] for word in doers):
        return None
    alike = words[at + count - 1].word in around["you"] and words[at].word != "with"
    if words[at].word == "with" and at + count < end:
        alike = fact_at(scene.facts, piece, at + count) is not None
    of_some = at > start and words[at - 1].word in around["some"]
    return Sign(at, at + count, alike and "i" in piece.bag and not of_some)
