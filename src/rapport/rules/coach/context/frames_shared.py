"""Sentences with a verb: "we both studied at X", "I also worked for X", "you spoke at X"."""

from collections.abc import Iterator, Mapping
from types import MappingProxyType

from rapport.rules.coach.context.facts import Kind
from rapport.rules.coach.context.likeness import same_name
from rapport.rules.coach.context.spans import Piece, Said
from rapport.rules.coach.context.stale import has_left
from rapport.rules.coach.context.statements import Scene, Statement, read_name
from rapport.rules.coach.context.subjects import Who, subject_of
from rapport.rules.coach.context.topic_claims import read_post, read_skill

# The kinds a verb may speak of, likeliest first: one goes to a school and to a conference.
_KINDS: Mapping[str, tuple[Kind, ...]] = MappingProxyType(
    {
        "met": (Kind.EVENT, Kind.EMPLOYER, Kind.SCHOOL, Kind.GROUP),
        "school": (Kind.SCHOOL, Kind.EVENT, Kind.EMPLOYER),
        "employer": (Kind.EMPLOYER, Kind.SCHOOL, Kind.EVENT, Kind.GROUP),
        "event": (Kind.EVENT, Kind.GROUP, Kind.SCHOOL, Kind.EMPLOYER),
        "group": (Kind.GROUP, Kind.EMPLOYER, Kind.EVENT),
    }
)
# Where two lists know the verb ("went to"), an unknown name is of the first kind.
_ORDER = ("met", "school", "employer", "group", "event", "post", "spoken", "skill")
_LEADS = frozenset("run lead head manage".split())
_FARTHEST_FIRM = 6
_PRESENT = frozenset("work working are lead head manage run employed based".split())


def shared_statements(scene: Scene, piece: Piece) -> Iterator[Statement]:
    """Statements made by verbs, in order."""
    starts = scene.lexicon["verbs"].starts
    if starts.isdisjoint(piece.bag):
        return
    at = 0
    while at < len(piece.words):
        if piece.words[at].word not in starts:
            at += 1
            continue
        listed = _lists_at(scene, piece, at)
        longest = max((count for _, count in listed), default=0)
        if longest:
            lists = [name for name, count in listed if count == longest]
            found = _statement(scene, piece, at, longest, lists)
            if found is not None:
                yield found
                longest = max(longest, found.end - at)
        at += max(longest, 1)


def _lists_at(scene: Scene, piece: Piece, at: int) -> list[tuple[str, int]]:
    """The lists whose verb begins at a word, each with the number of its words."""
    verbs = scene.lexicon["verbs"]
    if piece.words[at].word in verbs["degree"]:
        for place in range(at + 1, min(at + 5, len(piece.words))):
            if piece.words[place].brk:
                break
            if piece.words[place].word in ("at", "from"):
                return [("school", place + 1 - at)]
    return [(name, n) for name in _ORDER if (n := verbs[name].at(piece.words, at))]


def _statement(
    scene: Scene, piece: Piece, at: int, count: int, lists: list[str]
) -> Statement | None:
    ahead = [token.word for token in piece.words[at : at + count + 8]]
    marks = scene.lexicon["marks"]
    inside = any(token.word in marks["both"] for token in piece.words[at + 1 : at + count])
    near = set(ahead[: count + 3])
    mutual = (
        "met" in lists or inside or bool(near & {"same", "alma", "share"}) or "together" in ahead
    )
    who = subject_of(scene.lexicon, piece, at, mutual)
    if who is None:
        return None
    after = at + count
    kinds = tuple(dict.fromkeys(k for name in lists for k in _KINDS.get(name, ())))
    if kinds:
        found = _named(scene, piece, who, after, kinds)
        if found is not None or "skill" not in lists:
            return _judged_by_time(scene, piece, at, who, found)
    if who.relation == "yours" and ("post" in lists or "spoken" in lists):
        return read_post(scene, piece, who.start, after, seen_here="post" in lists)
    if "skill" in lists and who.relation != "mine":
        return read_skill(scene, piece, who.start, after, who.relation == "both")
    return None


def _named(
    scene: Scene, piece: Piece, who: Who, after: int, kinds: tuple[Kind, ...]
) -> Statement | None:
    before = piece.words[after - 1].word
    shared = who.relation == "both"
    named = read_name(scene, piece, after, kinds, shared, inside=before == "in")
    # "You head the data desk at X": the desk is no Data Vienna.
    small = named is not None and named.said.text.islower() and not piece.casual
    if before in _LEADS and (named is None or small):
        return _leads(scene, piece, who, after, kinds)
    if named is None:
        return _without_name(scene, piece, who, after, kinds)
    if (
        before in ("with", "in", "left", "use", "run", "lead", "head")
        and named.supported is not True
    ):
        if before == "in" and who.relation == "both" and _is_group(piece, named.said):
            return Statement(Kind.GROUP, who.start, named.said.end, False, named.said.text)
        return None if before != "in" else _unseen(kinds, who, named.said.end)
    end = _with_too(scene, piece, named.said.end)
    if who.relation == "mine" and end == named.said.end and not who.too:
        return None
    shared = who.relation in ("both", "mine")
    named = read_name(scene, piece, after, kinds, shared, inside=before == "in") or named
    return Statement(named.kind, who.start, end, named.supported, named.said.text)


def _leads(
    scene: Scene, piece: Piece, who: Who, after: int, kinds: tuple[Kind, ...]
) -> Statement | None:
    """ "You lead the quality team at X"."""
    for at in range(after, min(after + _FARTHEST_FIRM, len(piece.words) - 1)):
        if piece.words[at].brk:
            return None
        if piece.words[at].word == "at":
            named = read_name(scene, piece, at + 1, kinds, who.relation == "both")
            if named is None or who.relation == "mine":
                return None
            end = named.said.end
            return Statement(named.kind, who.start, end, named.supported, named.said.text)
    return None


def _judged_by_time(
    scene: Scene, piece: Piece, verb: int, who: Who, found: Statement | None
) -> Statement | None:
    """ "you work at X" is stale when the headline says that they have left X."""
    if found is None or found.kind is not Kind.EMPLOYER or not found.supported:
        return found
    marks = scene.lexicon["marks"]
    said_before = {token.word for token in piece.words[who.start : verb]}
    if any(word in marks["past"] for word in said_before):
        return found
    present = piece.words[verb].word in _PRESENT or any(w in marks["present"] for w in said_before)
    if present and who.relation != "mine" and has_left(scene.facts.headline, found.name):
        return found._replace(supported=False, stale=True)
    return found


def _is_group(piece: Piece, said: Said) -> bool:
    """Whether a name after "in" is a group's: it says so, or several words make it."""
    after = piece.words[said.end].word if said.end < len(piece.words) else ""
    groups = ("group", "community", "network", "forum", "society", "association", "club", "guild")
    return after in groups or any(word in said.text.casefold() for word in groups)


def _unseen(kinds: tuple[Kind, ...], who: Who, end: int) -> Statement | None:
    if kinds[0] is Kind.EVENT and who.relation == "both":
        return Statement(Kind.MEETING, who.start, end, None)
    return None


def _with_too(scene: Scene, piece: Piece, end: int) -> int:
    """The end behind "too", "as well", "like you", which say that it is shared."""
    for at in range(end, min(end + 3, len(piece.words))):
        count = scene.lexicon["marks"]["too"].at(piece.words, at)
        if count:
            return at + count
    return end


def _without_name(
    scene: Scene, piece: Piece, who: Who, after: int, kinds: tuple[Kind, ...]
) -> Statement | None:
    """ "We went to the same school" (any shared one), "we met at the airport" (not to be seen)."""
    if who.relation != "both":
        return None
    words = piece.words[after : after + 4]
    if any(token.word == "same" for token in words):
        end = min(after + 3, len(piece.words))
        return Statement(kinds[0], who.start, end, any_shared(scene, kinds[0]))
    if kinds[0] is not Kind.EVENT:
        return None
    return meeting_without_name(scene, piece, who.start, after)


def meeting_without_name(scene: Scene, piece: Piece, start: int, after: int) -> Statement | None:
    """ "… met at the airport": facts can't show it; None when no such place is named."""
    places = scene.lexicon["marks"]["places"]
    for end in range(after, min(after + 4, len(piece.words))):
        if piece.words[end].brk == 2:
            return None
        if piece.words[end].word in places:
            return Statement(Kind.MEETING, start, end + 1, None)
    return None


def any_shared(scene: Scene, kind: Kind) -> bool | None:
    """Whether any fact of the kind stands in both lists; None where nothing is shown at all."""
    if scene.facts.nobody:
        return None
    from_both = [
        (a, b) for a in scene.facts.mine.get(kind, ()) for b in scene.facts.yours.get(kind, ())
    ]
    return any(same_name(a, b) for a, b in from_both)
