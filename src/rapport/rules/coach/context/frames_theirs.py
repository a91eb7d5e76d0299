"""Where "you" are or were, in any words: "as you head the desk at X", "you did tax at X"."""

from collections.abc import Iterator

from rapport.rules.coach.context.facts import Kind
from rapport.rules.coach.context.frames_retold import tells
from rapport.rules.coach.context.lexicon import SKIPPED
from rapport.rules.coach.context.likeness import same_name
from rapport.rules.coach.context.named_facts import Fact, facts_named
from rapport.rules.coach.context.spans import Piece
from rapport.rules.coach.context.stale import has_left, is_named
from rapport.rules.coach.context.statements import Scene, Statement

_FARTHEST = 12


def theirs_statements(scene: Scene, piece: Piece) -> Iterator[Statement]:
    """Statements that put "you" to a name of either side's lists, in order."""
    lists = scene.lexicon["theirs"]
    you = scene.lexicon["retold"]["you"].starts
    if not lists or (you.isdisjoint(piece.bag) and "your" not in piece.bag):
        return
    parts = piece.parts()
    for number, (start, end) in enumerate(parts):
        at = _doer(scene, piece, start, end)
        if at is None and _in_office(scene, piece, start):
            at = start
        if at is not None:
            yield from _said(scene, piece, at, end)
        elif number:
            yield from _employing(scene, piece, parts[number - 1], (start, end))


def _doer(scene: Scene, piece: Piece, start: int, end: int) -> int | None:
    you = scene.lexicon["retold"]["you"].starts
    for at in range(start, end):
        if piece.words[at].word in you and tells(scene, piece, at):
            return at
    return None


def _in_office(scene: Scene, piece: Piece, start: int) -> bool:
    """ "As the man in charge of freight at X, you …": who follows tells of whom it is said."""
    if piece.words[start].word not in scene.lexicon["theirs"]["office"]:
        return False
    you, writer = scene.lexicon["retold"]["you"], scene.lexicon["theirs"]["writer"]
    for token in piece.words[start + 1 : start + 2 * _FARTHEST]:
        if token.word in you or token.word in writer:
            return token.word in you
    return False


def _employing(
    scene: Scene, piece: Piece, before: tuple[int, int], part: tuple[int, int]
) -> Iterator[Statement]:
    """ "X, your employer, …"."""
    words, firm = piece.words, scene.lexicon["theirs"]["firm"]
    if words[part[0]].word != "your" or words[part[1] - 1].word not in firm:
        return
    for fact in facts_named(scene.facts, piece, *before):
        if fact.said.end == before[1]:
            over = _is_over(scene, piece, fact, part[0], part[1] - 1)
            supported = fact.yours and not over
            stale = fact.yours and over
            yield Statement(fact.kind, fact.said.start, part[1], supported, fact.said.text, stale)


def _said(scene: Scene, piece: Piece, at: int, end: int) -> Iterator[Statement]:
    words, lists = piece.words, scene.lexicon["theirs"]
    end = min(end, at + _FARTHEST)
    for fact in facts_named(scene.facts, piece, at + 2, end):
        ahead = [token.word for token in words[at : fact.said.start]]
        if ahead[-1] not in lists["at"] or any(word in lists["denied"] for word in ahead):
            return
        past = _is_past(scene, piece, at, end)
        if fact.kind is Kind.EVENT and not past:
            return
        if fact.yours:
            stale = not past and _is_over(scene, piece, fact, at, end)
            said = fact.said
            yield Statement(fact.kind, at, said.end, not stale, said.text, stale)
        elif not any(token.word in lists["writer"] for token in words[at:end]):
            yield Statement(fact.kind, at, fact.said.end, False, fact.said.text)
        return


def _is_past(scene: Scene, piece: Piece, at: int, end: int) -> bool:
    """Whether what "you" do is over by the text's own words."""
    lists, words = scene.lexicon["theirs"], piece.words
    verb = at + 1
    while verb + 1 < end and (words[verb].word in SKIPPED or words[verb].word == "have"):
        verb += 1
    if words[verb].word in lists["did"] or words[verb].word.endswith("ed"):
        return True
    past = scene.lexicon["marks"]["past"]
    return any(token.word in past or token.word in lists["over"] for token in words[at:end])


def _is_over(scene: Scene, piece: Piece, fact: Fact, at: int, end: int) -> bool:
    """Whether the headline says that they have left; "today" it must name the firm itself, where
    it names another of theirs."""
    if fact.kind is not Kind.EMPLOYER:
        return False
    headline = scene.facts.headline
    if has_left(headline, fact.said.text):
        return True
    present = scene.lexicon["marks"]["present"]
    if not any(token.word in present for token in piece.words[at : end + 1]):
        return False
    others = [one for one in scene.facts.yours[Kind.EMPLOYER] if not same_name(one, fact.said.text)]
    return not is_named(headline, fact.said.text) and any(is_named(headline, o) for o in others)
