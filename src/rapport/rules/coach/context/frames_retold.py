"""What they posted, told again in any words: "that pool you measured", "0.38 on the blower door".

A stretch of words that one post tells is a statement about that post where something ties it to
"you", or where it stands by itself, without the writer in it.
"""

from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from rapport.rules.coach.context.facts import Kind
from rapport.rules.coach.context.retelling import (
    Retold,
    Source,
    keys_of,
    retold,
    source_of,
    told_of,
)
from rapport.rules.coach.context.spans import Piece
from rapport.rules.coach.context.statements import Scene, Statement
from rapport.rules.coach.context.tokens import tokens
from rapport.rules.coach.context.topic_claims import can_compare
from rapport.rules.coach.context.topics import is_stop

# How far from the stretch "your" and "you" may stand, before and after.
_BEFORE, _AFTER = 5, 4
_ALONE = 0.6
# A word that may stand alone is as long as this; two words are enough elsewhere.
_RARE, _AT_LEAST = 5, 2
_ABOUT = frozenset("on about of with regarding".split())


class Post(NamedTuple):
    """A text of theirs beside a sentence: the sentence's keys, which of them it has, and whether
    it has numbers."""

    keys: tuple[str, ...]
    told: frozenset[str]
    numbers: bool

    def retold(self, start: int, end: int) -> Retold | None:
        """The first stretch between two places that the text tells."""
        return retold(self.keys, start, end, self.told, self.numbers)


def retold_statements(scene: Scene, piece: Piece) -> Iterator[Statement]:
    """Statements that retell a post, or what the headline says of "you", in order."""
    lists, recipient = scene.lexicon["retold"], scene.draft.recipient
    if not lists or not (recipient.posts or recipient.headline):
        return
    keys = keys_of(piece.words)
    posts = [_beside(keys, source_of(post.text)) for post in recipient.posts]
    posts = [post for post in posts if post.told]
    headline = _beside(keys, _headline(recipient.headline, tuple(recipient.employers)))
    for part in piece.parts():
        if piece.words[part[0]].word in lists["supposes"]:
            continue
        found = _posted(scene, piece, part, posts)
        found = found or (_headed(scene, piece, part, headline) if headline.told else None)
        found = found or _unposted(scene, piece, keys, part)
        if found is not None:
            yield found


def _unposted(
    scene: Scene, piece: Piece, keys: tuple[str, ...], part: tuple[int, int]
) -> Statement | None:
    """False for "the photos of glaciers you posted" where nothing of theirs has any such word."""
    lists, words = scene.lexicon["retold"], piece.words
    if lists["posted"].starts.isdisjoint(piece.bag) or piece.asks or not can_compare(scene):
        return None
    for at in range(part[0] + 2, part[1] - 1):
        if words[at].word not in lists["you"] or words[at + 1].word not in lists["posted"]:
            continue
        begin = _determined(scene, piece, part[0], at - 1)
        if words[begin].word not in lists["points"] or not keys[at - 1]:
            return None
        said = [key for key in keys[begin:at] if key]
        private = any(token.word in lists["private"] for token in words[begin:at])
        if private or any(_is_shown(scene, key) for key in said):
            return None
        return Statement(Kind.POST, begin, at + 2, False, piece.text(begin + 1, at))
    return None


def _is_shown(scene: Scene, key: str) -> bool:
    """Whether anything that they wrote or show has a word."""
    seen = scene.draft
    texts = (
        *(post.text for post in seen.recipient.posts),
        *(one.text for one in seen.history),
        seen.recipient.headline,
        *seen.recipient.events,
        *seen.recipient.skills,
    )
    return any(source_of(text).has(key) for text in texts)


def _beside(keys: tuple[str, ...], source: Source) -> Post:
    return Post(keys, told_of(keys, source), source.numbers)


def _headed(scene: Scene, piece: Piece, part: tuple[int, int], headline: Post) -> Statement | None:
    """ "You are a ferry captain", "your Trieste": what the headline says of them."""
    told = headline.retold(*part)
    begin = _of_you(scene, piece, part[0], told, part[1]) if told else None
    if told is None or begin is None:
        told = _single(scene, piece, part, headline)
        begin = told.start if told else None
    return Statement(Kind.SKILL, begin, told.end, True) if told and begin is not None else None


@lru_cache(maxsize=128)
def _headline(headline: str, firms: tuple[str, ...]) -> Source:
    """What the headline says but for its firms: whether they are still there, others judge."""
    named = {token.word for firm in firms for token in tokens(firm)}
    words = [token.raw for token in tokens(headline) if token.word not in named]
    return source_of(" ".join(words))


def _posted(
    scene: Scene, piece: Piece, part: tuple[int, int], posts: list[Post]
) -> Statement | None:
    for post in posts:
        told = post.retold(*part)
        begin = _tied(scene, piece, part, told) if told else None
        if told is None or begin is None:
            told = _single(scene, piece, part, post) or _pointed(scene, piece, part, post)
            begin = told.start if told else None
        if told is not None and begin is not None:
            return Statement(Kind.POST, begin, told.end, True)
    return None


def _tied(scene: Scene, piece: Piece, part: tuple[int, int], told: Retold) -> int | None:
    begin = _of_you(scene, piece, part[0], told, part[1])
    return _by_itself(scene, piece, part[0], told) if begin is None else begin


def _pointed(scene: Scene, piece: Piece, part: tuple[int, int], post: Post) -> Retold | None:
    """ "No jaw for that shark puppet": what an article in the midst of a part points at."""
    points = scene.lexicon["retold"]["points"]
    for at in range(part[0] + 1, part[1] - _AT_LEAST):
        if piece.words[at].word in points:
            told = post.retold(at, part[1])
            begin = _by_itself(scene, piece, part[0], told) if told else None
            if told is not None and begin is not None:
                return told._replace(start=begin)
    return None


def _single(scene: Scene, piece: Piece, part: tuple[int, int], post: Post) -> Retold | None:
    """One word is enough where it is long and hangs on "you" or on a word for posts."""
    words, lists, nouns = piece.words, scene.lexicon["retold"], scene.lexicon["nouns"]
    for at in range(*part):
        if post.keys[at] not in post.told or len(post.keys[at]) < _RARE:
            continue
        before, after = words[max(at - 1, part[0])], words[at + 1 : min(at + 3, part[1])]
        if [token.word for token in after] == ["of", "yours"]:
            return Retold(at, at + 3, 1, 1)
        if at > part[0] and words[at].word.endswith("ing") and tells(scene, piece, at - 1):
            return Retold(at - 1, at + 1, 1, 1)
        named = before.word in scene.lexicon["nouns_of"]["your"] and words[at].proper
        if named and at > part[0]:
            return Retold(at - 1, at + 1, 1, 1)
        noun = at + 1 < part[1] and (
            nouns["remark"].at(words, at + 1) or nouns["post"].at(words, at + 1)
        )
        if noun and at > part[0] and before.word in lists["points"]:
            return Retold(at - 1, at + 1 + noun, 1, 1)
        for begin in range(max(at - _BEFORE, part[0]), at - 2):
            noted = nouns["remark"].at(words, begin + 1) or nouns["post"].at(words, begin + 1)
            on = words[begin + 2].word in _ABOUT
            if words[begin].word in lists["points"] and noted and on:
                return Retold(begin, at + 1, 1, 1)
    return None


def _of_you(scene: Scene, piece: Piece, start: int, told: Retold, end: int) -> int | None:
    """Where a stretch begins that "your", "you" or "of yours" ties to the reader."""
    your, words = scene.lexicon["nouns_of"]["your"], piece.words
    for at in range(max(told.start - _BEFORE, start), told.end):
        word = words[at].word
        if (word in your and word != "you") or tells(scene, piece, at):
            return min(at, told.start)
    # "…, as you reported", "…, which you told about": behind a pause as well.
    for at in range(told.end, min(max(told.end, end) + _AFTER, told.end + 2 * _AFTER, len(words))):
        if words[at].brk == 2:
            break
        behind = at >= end and words[end].word not in scene.lexicon["retold"]["relative"]
        if words[at].word == "yours" or (not behind and tells(scene, piece, at)):
            return _determined(scene, piece, start, told.start)
    return None


def tells(scene: Scene, piece: Piece, at: int) -> bool:
    """Whether "you" stands here as who did it: no object, question, wish or condition."""
    words, lists, marks = piece.words, scene.lexicon["retold"], scene.lexicon["marks"]
    if words[at].word not in lists["you"] or at + 1 >= len(words) or words[at + 1].brk:
        return False
    after = words[at + 1].word
    before = words[at - 1].word if at and not words[at].brk else ""
    if before == "with" and after in lists["opinion"]:
        return True
    wished = after in marks["unreal"] and not piece.words[at + 1].raw.endswith("ing")
    if wished or after in lists["no_deed"] or after in marks["negative"]:
        return False
    if before in lists["object"] or before in marks["unreal"]:
        return False
    return not (before in marks["asks"] and piece.asks)


def _by_itself(scene: Scene, piece: Piece, start: int, told: Retold) -> int | None:
    """Where a stretch begins that has an article that points, or opens its part of a sentence,
    and in which the writer does nothing."""
    words, lists = piece.words, scene.lexicon["retold"]
    begin = _determined(scene, piece, start, told.start)
    if any(token.word in lists["writer"] for token in words[begin : told.end]):
        return None
    opening = words[start].word
    if piece.asks and (opening in scene.lexicon["marks"]["asks"] or opening in lists["asks"]):
        return None
    ahead = [token.word for token in words[start:begin]]
    if words[begin].word in lists["points"]:
        writes = any(word in lists["writer"] for word in ahead)
        return None if writes and not any(word in lists["notices"] for word in ahead) else begin
    opens = all(is_stop(word) and word not in lists["writer"] for word in ahead)
    return begin if opens and told.hits >= _ALONE * told.of else None


def _determined(scene: Scene, piece: Piece, start: int, at: int) -> int:
    """The place of the article before a stretch; the stretch's own where none stands near."""
    points = scene.lexicon["retold"]["points"]
    for place in range(at - 1, max(at - 4, start - 1), -1):
        if piece.words[place].word in points:
            return place
    return at
