"""People both know: "our mutual friend X", "X suggested I write", "we both know X"."""

from collections.abc import Iterator

from rapport.rules.coach.context.facts import Kind, borne_out, named_anywhere
from rapport.rules.coach.context.numbers import SMALL
from rapport.rules.coach.context.people import is_one_of, same_person
from rapport.rules.coach.context.spans import Piece
from rapport.rules.coach.context.statements import Scene, Statement
from rapport.rules.coach.context.topics import is_stop

_NUMBERS = SMALL | {
    "a": 1, "several": 2, "some": 1, "few": 2, "many": 3, "lots": 3, "couple": 2, "dozen": 12,
}  # fmt: skip
_FIRMS = (Kind.EMPLOYER, Kind.SCHOOL, Kind.GROUP, Kind.EVENT)
_LONGEST = 4
_PARTICLES = frozenset("van von de der da del di bin al dos la".split())
_HAVING = frozenset("have share haben avons tenemos temos".split())
_YOU = frozenset("dich dir ihnen sie vous te t ti le os voce lhe dein ihr ihre".split())
_NEAR = 7


def mutual_statements(scene: Scene, piece: Piece) -> Iterator[Statement]:
    """Statements about people both sides know, in order."""
    people = scene.lexicon["people"]
    if people.starts.isdisjoint(piece.bag) and _HAVING.isdisjoint(piece.bag):
        return
    told = not (
        people["suggested"].starts.isdisjoint(piece.bag)
        and people["possessed"].starts.isdisjoint(piece.bag)
    )
    at = 0
    while at < len(piece.words):
        token = piece.words[at]
        named = told and not token.raw.islower()
        if not named and token.word not in people.starts and token.word not in _HAVING:
            at += 1
            continue
        found = (
            _our_friend(scene, piece, at)
            or _we_know(scene, piece, at)
            or _suggested(scene, piece, at)
            or _through(scene, piece, at)
            or _in_common(scene, piece, at)
        )
        if found is not None:
            yield found
        at = max(at + 1, found.end if found else 0)


def person_at(scene: Scene, piece: Piece, at: int) -> int:
    """Where the name of a person that begins at a word ends; `at` itself where none stands."""
    first = piece.words[at]
    if first.word in scene.lexicon["people"]["not_people"]:
        return at
    if not first.raw[:1].isupper() or is_stop(first.word):
        written = piece.casual or first.raw[:1].isupper()
        if not (written and is_one_of(first.raw, scene.draft.mutuals)):
            return at
    end = at + 1
    while end < len(piece.words) and end - at < _LONGEST and not piece.words[end].brk:
        token = piece.words[end]
        if not token.raw[:1].isupper() and token.word not in _PARTICLES:
            break
        end += 1
    while piece.words[end - 1].word in _PARTICLES and end > at + 1:
        end -= 1
    return end


def judged_person(
    scene: Scene, piece: Piece, start: int, at: int, end: int, stop: int
) -> Statement | None:
    """Whether the person of words `at` to `end` is one both know; None for the two themselves."""
    name = piece.text(at, end)
    draft = scene.draft
    if borne_out(scene.facts, name, _FIRMS, False) or named_anywhere(scene.facts, name, _FIRMS):
        return None
    if any(own and same_person(name, own) for own in (draft.sender.name, draft.recipient.name)):
        return None
    if is_one_of(name, draft.mutuals):
        return Statement(Kind.MUTUAL, start, stop, True, name)
    if draft.target and same_person(name, draft.target):
        return None
    return Statement(Kind.MUTUAL, start, stop, None if scene.facts.nobody else False, name)


def _our_friend(scene: Scene, piece: Piece, at: int) -> Statement | None:
    """ "our mutual friend X", "X, our mutual friend", "we have 12 mutual connections"."""
    people, words = scene.lexicon["people"], piece.words
    if words[at].word not in people["mutual"] or at + 1 >= len(words):
        return None
    if words[at + 1].word not in people["friend"]:
        if not (at and words[at - 1].word in people["friend"]):
            return _friend_in_common(scene, piece, at)
        at -= 1
    after = at + 2
    while after < len(words) and words[after].word in (
        "of",
        "ours",
        "and",
        "is",
        "called",
        "named",
        "here",
        "on",
        "linkedin",
        "in",
    ):
        if words[after].word == "and":
            break
        after += 1
    end = person_at(scene, piece, after) if after < len(words) else after
    start = at - 1 if at and words[at - 1].word in ("our", "a", "the") else at
    if end > after:
        return judged_person(scene, piece, start, after, end, end)
    # "X, our mutual friend", "X is a mutual friend".
    named = start - 1 if start and words[start - 1].word in ("is", "was") else start
    before = _person_before(scene, piece, named)
    if before is not None:
        return judged_person(scene, piece, before, before, named, at + 2)
    return _count(scene, piece, at)


def _friend_in_common(scene: Scene, piece: Piece, at: int) -> Statement | None:
    """ "amigo en común X": the preposition stands between."""
    words = piece.words
    if at < 2 or words[at - 2].word not in scene.lexicon["people"]["friend"]:
        return None
    end = person_at(scene, piece, at + 1)
    return judged_person(scene, piece, at - 2, at + 1, end, end) if end > at + 1 else None


def _person_before(scene: Scene, piece: Piece, at: int) -> int | None:
    for start in range(max(at - _LONGEST, 0), at):
        if person_at(scene, piece, start) == at:
            return start
    return None


def _count(scene: Scene, piece: Piece, at: int) -> Statement | None:
    words = piece.words
    if words[at + 1].word.endswith(("friend", "connection", "contact", "person")):
        wanted = 1
    else:
        wanted = 2
    start = at
    for place in range(at - 1, max(at - 5, -1), -1):
        word = words[place].word
        wanted = int(word) if word.isdigit() else max(wanted, _NUMBERS.get(word, 0))
        if word in ("not", "no", "any", "if"):
            return None
        if word in ("we", "share", "have"):
            start = place
    known = len(scene.draft.mutuals)
    supported = (
        None if scene.facts.nobody else known >= min(wanted, 2) if wanted < 3 else known >= wanted
    )
    return Statement(Kind.MUTUAL, start, at + 2, supported)


def _we_know(scene: Scene, piece: Piece, at: int) -> Statement | None:
    """ "we both know X", "I'm a friend of X", "on the recommendation of X"."""
    count = scene.lexicon["people"]["knowing"].at(piece.words, at)
    if not count:
        return None
    end = person_at(scene, piece, at + count) if at + count < len(piece.words) else at
    if end <= at + count:
        return None
    found = judged_person(scene, piece, at, at + count, end, end)
    working = any(token.word in ("work", "worked") for token in piece.words[at : at + count])
    return None if found is None or (working and not found.supported) else found


def _suggested(scene: Scene, piece: Piece, at: int) -> Statement | None:
    """ "X suggested I write to you", "X mentioned that you …", "at X's suggestion"."""
    words, people = piece.words, scene.lexicon["people"]
    end = person_at(scene, piece, at)
    if end == at or end >= len(words):
        return None
    if at and words[at - 1].word in scene.lexicon["weak"]["before"] and not words[at].brk:
        return _possessed(scene, piece, at, end)
    if words[end].word == "'s":
        return _possessed(scene, piece, at, end)
    after = end
    if words[after].brk:
        # "X, our mutual friend, suggested": after a pause only who X is may come first.
        aside = words[after : after + 4]
        if words[after].word != "who" and not any(t.word in people["friend"] for t in aside):
            return None
    while after < len(words) and after - end < 9 and words[after].word not in people["suggested"]:
        plain = words[end].brk or after - end <= 2 or words[after].word == "has"
        if words[after].brk == 2 or words[after].word in ("i", "we") or not plain:
            return None
        after += 1
    if after >= len(words) or words[after].word not in people["suggested"]:
        return None
    weak = words[after].word in scene.lexicon["weak"]["suggested"]
    for place in range(after + 1, min(after + _NEAR, len(words))):
        us = words[place].word == "us" and place == after + 1 and words[after].word != "told"
        if us or words[place].word in ("you", "your", *_YOU):
            found = judged_person(scene, piece, at, at, end, place + 1)
            return None if found is None or (weak and not found.supported) else found
    return None


def _possessed(scene: Scene, piece: Piece, at: int, end: int) -> Statement | None:
    """ "at X's suggestion": what is somebody's that speaks of a recommendation."""
    words = piece.words
    if words[end].word != "'s" or end + 1 >= len(words):
        return None
    if words[end + 1].word not in scene.lexicon["people"]["possessed"]:
        return None
    return judged_person(scene, piece, at, at, end, end + 2)


def _through(scene: Scene, piece: Piece, at: int) -> Statement | None:
    """ "I got your name from X", "referred by X", "introduced to you by X"."""
    words, people = piece.words, scene.lexicon["people"]
    count = people["know"].at(words, at)
    if not count:
        return None
    place = at + count
    for prep in range(place, min(place + 3, len(words))):
        if words[prep].word in people["through"] and prep + 1 < len(words):
            begin = prep + 1
            while begin < len(words) - 1 and words[begin].word in (
                "my",
                "our",
                "friend",
                "colleague",
                "mutual",
                "a",
                "former",
                "common",
                "dear",
                "good",
            ):
                begin += 1
            end = person_at(scene, piece, begin)
            if end > begin:
                return judged_person(scene, piece, at, begin, end, end)
    return None


def _in_common(scene: Scene, piece: Piece, at: int) -> Statement | None:
    """ "we have X in common": a person whom both know."""
    words = piece.words
    if words[at].word not in (
        "have",
        "share",
        "haben",
        "avons",
        "tenemos",
        "temos",
    ) or at + 1 >= len(words):
        return None
    end = person_at(scene, piece, at + 1)
    if end == at + 1 or end + 1 >= len(words):
        return None
    following = (words[end].word, words[end + 1].word)
    if following in (
        ("in", "common"),
        ("as", "a"),
        ("en", "commun"),
        ("en", "comun"),
        ("em", "comum"),
    ):
        firm = borne_out(scene.facts, piece.text(at + 1, end), _FIRMS, True)
        if firm is not None:
            return Statement(firm.kind, at, end + 2, True, firm.name)
        found = judged_person(scene, piece, at, at + 1, end, end + 2)
        return found if found and found.supported else None
    return None
