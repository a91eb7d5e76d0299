"""What is "your": your talk at X, your post on Y, your time at Z, your new role."""

from collections.abc import Iterator

from rapport.rules.coach.context.facts import Kind
from rapport.rules.coach.context.frames_aimed import at_further
from rapport.rules.coach.context.lexicon import Lists
from rapport.rules.coach.context.milestones import shows_milestone
from rapport.rules.coach.context.spans import Piece
from rapport.rules.coach.context.stale import has_left
from rapport.rules.coach.context.statements import Named, Scene, Statement, read_name
from rapport.rules.coach.context.topic_claims import any_post, read_post, read_skill

_PLACE = (Kind.EMPLOYER, Kind.SCHOOL, Kind.EVENT, Kind.GROUP)
_PLACES = {
    "talk": (Kind.EVENT, Kind.GROUP, Kind.SCHOOL, Kind.EMPLOYER),
    "post": (Kind.GROUP, Kind.EVENT, Kind.EMPLOYER, Kind.SCHOOL),
    "remark": (Kind.GROUP, Kind.EVENT),
    "outside": (Kind.EVENT, Kind.GROUP, Kind.SCHOOL, Kind.EMPLOYER),
    "work": _PLACE,
    "firm": (Kind.EMPLOYER,),
    "study": (Kind.SCHOOL, Kind.EMPLOYER),
    "skill": _PLACE,
    "group": (Kind.GROUP, Kind.EVENT, Kind.EMPLOYER, Kind.SCHOOL),
    "news": _PLACE,
}
# Said of the present only: what a stale claim gets wrong.
_NOW = frozenset(
    "role job position team colleagues colleague department boss manager company employer office"
    " lab firm crew desk unit branch staff stelle rolle position team kollegen poste equipe puesto"
    " equipo cargo equipa".split()
)
# Of these a topic that nothing shows is untrue; others are of what facts can't show.
_STRICT = frozenset("work research experience expertise arbeit erfahrung experiencia".split())
_LOST = frozenset("losing lost leaving left quit after since".split())
_FARTHEST_NOUN = 5


def yours_statements(scene: Scene, piece: Piece) -> Iterator[Statement]:
    """Statements made by "your" and a noun, in order."""
    your = scene.lexicon["nouns_of"]["your"]
    if your.starts.isdisjoint(piece.bag):
        return
    at = 0
    while at < len(piece.words):
        count = your.at(piece.words, at)
        found = _after_your(scene, piece, at, at + count) if count else None
        if found is not None:
            yield found
        at = max(at + 1, found.end if found else 0)


def _after_your(scene: Scene, piece: Piece, start: int, at: int) -> Statement | None:
    noun = _noun(scene, piece, at)
    if noun is None:
        return None
    group, begin, after = noun
    named = read_name(scene, piece, at, _PLACES[group], False) if begin > at else None
    if named is not None and named.said.end == begin and group in ("talk", "work", "study"):
        return Statement(named.kind, start, after, named.supported, named.said.text)
    found = _chunks(scene, piece, start, group, after)
    past = any(t.word in scene.lexicon["marks"]["past"] for t in piece.words[at:begin])
    last = piece.words[after - 1].word
    lost = any(token.word in _LOST for token in piece.words[max(start - 2, 0) : start])
    is_now = last in _NOW and not past and not lost
    if found and found.supported and found.kind is Kind.EMPLOYER and is_now:
        left = has_left(scene.facts.headline, found.name)
        return found._replace(supported=False, stale=True) if left else found
    return found or _bare(scene, piece, start, group, after)


def _noun(scene: Scene, piece: Piece, at: int) -> tuple[str, int, int] | None:
    """The noun's list, its place and what follows it; the last of a run ("blog post")."""
    nouns, stops = scene.lexicon["nouns"], scene.lexicon["nouns_of"]["stop"]
    for place in range(at, min(at + _FARTHEST_NOUN, len(piece.words))):
        if place > at and (piece.words[place].brk == 2 or piece.words[place].word in stops):
            return None
        best = _longest(nouns, piece, place)
        if best is not None:
            group, after = best
            while after < len(piece.words) and not piece.words[after].brk:
                further = _longest(nouns, piece, after)
                if further is None:
                    break
                group, after = (group if group == "news" else further[0]), further[1]
            return group, place, after
    return None


def _longest(nouns: Lists, piece: Piece, at: int) -> tuple[str, int] | None:
    if piece.words[at].word not in nouns.starts:
        return None
    found = [
        (listed.at(piece.words, at), -rank, name)
        for rank, (name, listed) in enumerate(nouns.items())
    ]
    count, _, name = max(found)
    return (name, at + count) if count else None


def _chunks(scene: Scene, piece: Piece, start: int, group: str, at: int) -> Statement | None:
    """The statement made by "at X", "on Y" behind the noun: false if one is, true if one is."""
    said: list[Statement] = []
    while len(said) < 3:
        found = _chunk(scene, piece, start, group, at)
        if found is None:
            break
        said.append(found)
        at = found.end
    if not said:
        return None
    for verdict in (False, True):
        chosen = [one for one in said if one.supported is verdict]
        if chosen:
            return chosen[0]._replace(end=said[-1].end)
    return said[0]._replace(end=said[-1].end)


def _chunk(scene: Scene, piece: Piece, start: int, group: str, at: int) -> Statement | None:
    fillers = scene.lexicon["nouns_of"]["fillers"]
    while (
        at < len(piece.words) and (count := fillers.at(piece.words, at)) and not piece.words[at].brk
    ):
        at += count
    if at >= len(piece.words) or piece.words[at].brk == 2:
        return None
    word = piece.words[at].word
    place, about = scene.lexicon["preps"]["place"], scene.lexicon["preps"]["topic"]
    if piece.words[at].brk and group not in ("firm", "group", "study"):
        return None
    named = None
    if word in place and at + 1 < len(piece.words):
        named = read_name(scene, piece, at + 1, _PLACES[group], False, inside=word == "in")
        if (
            named is not None
            and (named.supported is not None or word != "in")
            and _fits(word, group, named)
        ):
            return Statement(named.kind, start, named.said.end, named.supported, named.said.text)
        further = at_further(piece, named.said.end) if named is not None and word == "in" else 0
        named = read_name(scene, piece, further, _PLACES[group], False) if further else None
        if named is not None:
            return Statement(named.kind, start, named.said.end, named.supported, named.said.text)
    aside = group in ("post", "remark") and word in ("with", "in", "as", "into")
    if word in about and not aside and at + 1 < len(piece.words):
        return _about(scene, piece, start, group, at + 1)
    if group in ("firm", "group", "study") and piece.words[at].proper:
        named = read_name(scene, piece, at, _PLACES[group], False)
        if named is not None and (named.supported or not piece.words[at].brk):
            return Statement(named.kind, start, named.said.end, named.supported, named.said.text)
    return None


def _fits(word: str, group: str, named: Named) -> bool:
    """ "with" and "for" bring a name only where it is known; a topic may follow them as well."""
    return (
        named.supported is True
        or word not in ("with", "for", "from", "to", "in")
        or (word == "for" and group == "work")
    )


def _about(scene: Scene, piece: Piece, start: int, group: str, at: int) -> Statement | None:
    if group == "post":
        return read_post(scene, piece, start, at)
    if group == "remark":
        found = read_post(scene, piece, start, at)
        return found if found is not None and found.supported and found.name else None
    if group in ("talk", "outside"):
        return read_post(scene, piece, start, at, seen_here=False)
    if group in ("work", "skill", "firm", "news", "study", "group"):
        strict = piece.words[at - 2].word in _STRICT and piece.words[at - 1].word not in (
            "as",
            "in",
        )
        found = read_skill(scene, piece, start, at, shared=False, strict=strict)
        if found is None or group in ("work", "skill") or found.supported:
            return found
        return found._replace(supported=None)
    return None


def _bare(scene: Scene, piece: Piece, start: int, group: str, after: int) -> Statement | None:
    """ "your recent post", "your promotion": what is there to see without a name."""
    if group == "post":
        return Statement(Kind.POST, start, after, any_post(scene))
    if group == "news":
        return Statement(Kind.MILESTONE, start, after, shows_milestone(scene.draft.recipient))
    if group == "talk":
        return Statement(Kind.EVENT, start, after, None)
    return None
