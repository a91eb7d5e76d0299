"""Statements about what the other side wrote or works on, matched by the topic's words."""

from collections.abc import Sequence

from rapport.rules.coach.context.facts import Kind
from rapport.rules.coach.context.spans import Piece, is_calendar, topic
from rapport.rules.coach.context.statements import Scene, Statement
from rapport.rules.coach.context.tokens import Token
from rapport.rules.coach.context.topics import content, covered, language_by_small_words, stems_of

# Of three or more words of a topic this part must stand in one post.
_ENOUGH = 0.6
_GERUND = "ing"
# A number of so few digits may be a day of a month.
_DAY = 2


def read_post(
    scene: Scene, piece: Piece, start: int, at: int, seen_here: bool = True
) -> Statement | None:
    """ "… wrote about X": whether one of the visible posts speaks of X.

    `seen_here` False: it may stand elsewhere (a book, a paper), so not finding it says nothing.
    """
    said = topic(piece, at)
    if said is None:
        return None
    words = content(t for t in piece.words[said.start : said.end] if not _is_date(t))
    if not words:
        return Statement(Kind.POST, start, said.end, any_post(scene), said.text)
    light = _light(piece, said.start)
    supported = speaks_of(words, light, scene)
    if supported is False and light and len(words) == 1:
        supported = None
    # "You wrote better essays there than I did": it compares, and speaks of elsewhere.
    compares = any(token.word == "than" for token in piece.words[said.start : said.end])
    if supported is False and (compares or not (seen_here and can_compare(scene))):
        supported = None
    return Statement(Kind.POST, start, said.end, supported, said.text)


def _is_date(token: Token) -> bool:
    """Whether a word of a topic says only when: "on Sunday", "on 1 November"."""
    short = token.raw.isdigit() and len(token.raw) <= _DAY
    return short or (is_calendar(token.word) and token.proper)


def can_compare(scene: Scene) -> bool:
    """Whether words not found are a sign: something is shown, and a post is in the same language.

    A German sentence on an English post has other words for all it says.
    """
    posts = scene.draft.recipient.posts
    if not posts:
        return not scene.facts.nobody
    own = scene.draft.tongue
    others = {language_by_small_words(post.text) for post in posts}
    return own is None or None in others or own in others


def any_post(scene: Scene) -> bool | None:
    """ "your recent post": true where there is one."""
    if scene.draft.recipient.posts:
        return True
    return None if scene.facts.nobody else False


def _light(piece: Piece, at: int) -> bool:
    """Whether the topic begins with a verb that another word could stand for ("migrating to")."""
    return piece.words[at].word.endswith(_GERUND) or piece.words[at].word in ("how", "why", "what")


def speaks_of(words: Sequence[str], light: bool, scene: Scene) -> bool | None:
    """True: one post has the topic; None: a part of it; False: nothing of it."""
    best: bool | None = False
    for post in scene.draft.recipient.posts:
        hits = covered(words, stems_of(post.text))
        if _is_enough(hits, light):
            return True
        if sum(hits) * 3 > len(hits):
            best = None
    return best


def _is_enough(hits: list[bool], light: bool) -> bool:
    if light and len(hits) > 1 and all(hits[1:]):
        return True
    if len(hits) <= 2:
        return all(hits)
    return (sum(hits) >= _ENOUGH * len(hits) and hits[-1]) or sum(hits) >= 0.75 * len(hits)


def read_skill(
    scene: Scene, piece: Piece, start: int, at: int, shared: bool, strict: bool = False
) -> Statement | None:
    """ "your experience with X", "we both use X": whether skills, headline or posts show X.

    `strict`: what nothing shows is untrue; else it is only not to be seen.
    """
    said = topic(piece, at)
    if said is None:
        return None
    words = content(piece.words[said.start : said.end])
    if not words:
        return None
    recipient, mine = scene.draft.recipient, scene.draft.sender
    firms = (*recipient.employers, *recipient.groups, *recipient.schools, *recipient.events)
    shown = (*recipient.skills, recipient.headline, *(post.text for post in recipient.posts))
    theirs = _shown(words, (*shown, *firms))
    supported: bool | None = theirs
    if shared and theirs:
        ours = _shown(words, (*mine.skills, *mine.groups, *mine.events, *mine.employers))
        supported = ours if ours or mine.skills else None
    elif theirs is False and not (strict and any(shown)):
        supported = None
    return Statement(Kind.SKILL, start, said.end, supported, said.text)


def _shown(words: Sequence[str], texts: Sequence[str]) -> bool | None:
    """True: half of the words in one text; None: some word somewhere; False: none anywhere."""
    best: bool | None = False
    for text in texts:
        hits = covered(words, stems_of(text))
        if sum(hits) * 2 >= len(hits) and any(hits):
            return True
        if any(hits):
            best = None
    return best
