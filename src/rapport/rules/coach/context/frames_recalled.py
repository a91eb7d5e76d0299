"""An earlier message told again: "two weeks ago I asked you about …", "the list you sent"."""

from collections.abc import Iterator, Sequence

from rapport.rules.coach.context.facts import Kind
from rapport.rules.coach.context.retelling import keys_of, source_of
from rapport.rules.coach.context.spans import Piece
from rapport.rules.coach.context.statements import Scene, Statement
from rapport.rules.coach.draft import Author

_DOERS = {"i": Author.SENDER, "you": Author.RECIPIENT}
_FIRST = frozenset({*_DOERS, "thank", "thanks"})
_NEAR, _SEVERAL = 4, 2


def recalled_statements(scene: Scene, piece: Piece) -> Iterator[Statement]:
    """Statements of what one of the two wrote, borne out by words of that message, in order."""
    lists, history = scene.lexicon["recalled"], scene.draft.history
    if not history or lists.starts.isdisjoint(piece.bag):
        return
    keys = keys_of(piece.words)
    for start, end in piece.parts():
        for at in range(start, end):
            if piece.words[at].word not in _FIRST:
                continue
            author, verb = _told(scene, piece, at, end)
            if not verb:
                continue
            texts = [one.text for one in history if author in (None, one.by)]
            found = _words_of(texts, keys, start, end)
            timed = any(token.word in lists["when"] for token in piece.words[start:end])
            if len(found) >= _SEVERAL or (found and timed):
                yield Statement(Kind.MEETING, min(at, *found), max(verb, found[-1] + 1), True)
                break


def _told(scene: Scene, piece: Piece, at: int, end: int) -> tuple[Author | None, int]:
    """Who said something, by the word at a place, and where that is said; 0 where nobody did."""
    lists, words = scene.lexicon["recalled"], piece.words
    word = words[at].word
    if word not in _DOERS:
        return None, at + 1
    for place in range(at + 1, min(at + _NEAR, end)):
        count = lists["told"].at(words, place)
        if count:
            return _DOERS[word], place + count
        if words[place].word in _DOERS or words[place].word == "not":
            break
    return None, 0


def _words_of(texts: list[str], keys: Sequence[str], start: int, end: int) -> list[int]:
    """The places of the words that one of the messages has, of the one that has most."""
    best: list[int] = []
    for text in texts:
        source = source_of(text)
        found = [at for at in range(start, end) if keys[at] and source.has(keys[at])]
        best = max(best, found, key=len)
    return best
