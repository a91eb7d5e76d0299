"""What the recipient's visible posts tell of: layoff, illness, loss, a busy spell, good news."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from functools import lru_cache

from rapport.rules.coach.context.foreign_news import foreign_kinds
from rapport.rules.coach.context.happenings import has, is_past, news_words
from rapport.rules.coach.context.illnesses import tells_illness
from rapport.rules.coach.context.layoffs import tells_layoff
from rapport.rules.coach.context.losses import tells_loss
from rapport.rules.coach.context.spans import Piece, pieces
from rapport.rules.coach.context.spelling import NEWS, corrected_piece
from rapport.rules.coach.context.spells import tells_busy, tells_milestone
from rapport.rules.coach.context.topics import language_by_small_words
from rapport.rules.coach.draft import Draft, Post
from rapport.rules.coach.sentences import sentences_of
from rapport.rules.coach.signals import news as weighed

# Days for which such a post counts (contract of the coach, section 2; B:86, B:87).
SENSITIVE_DAYS, BUSY_DAYS, GOOD_DAYS = 14, 7, 14
# A post is read to this many characters; what matters is said at its beginning.
_READ_TO = 3_000
# How likely the words of a post, weighed, must tell something: by themselves, and where a rule
# has found it (decision 0200).
_SURE, _BORNE_OUT = 0.6, 0.05
# A rule finds illness in the work of all who heal; it needs more.
_ILLNESS_BORNE_OUT = 0.3
# How likely such a finding of a rule is.
_RULED = 0.85


class NewsKind(StrEnum):
    """What a post may tell of that matters for writing now."""

    LAYOFF = "layoff"
    ILLNESS = "illness"
    LOSS = "loss"
    BUSY = "busy"
    MILESTONE = "milestone"


SENSITIVE = (NewsKind.LOSS, NewsKind.ILLNESS, NewsKind.LAYOFF)
DAYS = {
    NewsKind.LAYOFF: SENSITIVE_DAYS,
    NewsKind.ILLNESS: SENSITIVE_DAYS,
    NewsKind.LOSS: SENSITIVE_DAYS,
    NewsKind.BUSY: BUSY_DAYS,
    NewsKind.MILESTONE: GOOD_DAYS,
}

# The signal that weighs it, where that has another name.
_HEADS = {NewsKind.ILLNESS: "health"}


@dataclass(frozen=True, slots=True)
class News:
    """A post of the recipient's and what it tells of."""

    kind: NewsKind
    post: Post


def news(draft: Draft) -> tuple[News, ...]:
    """What the posts within their days tell, newest first; nothing without `now`."""
    return tuple(_recent(draft)) if draft.now is not None else ()


def _recent(draft: Draft) -> Iterator[News]:
    for post in sorted(draft.recipient.posts, key=lambda post: post.at, reverse=True):
        assert draft.now is not None
        age = draft.now - post.at
        if age < timedelta(0) or age > timedelta(days=max(DAYS.values())):
            continue
        for kind in kinds_of(post.text, post.at.year):
            if age <= timedelta(days=DAYS[kind]):
                yield News(kind, post)


@lru_cache(maxsize=1024)
def kinds_of(text: str, year: int) -> tuple[NewsKind, ...]:
    """What a post of that year tells of, in the order of NewsKind."""
    text = text[:_READ_TO]
    written = pieces(text)
    ruled: set[NewsKind] = set()
    parts = [corrected_piece(piece, NEWS) for piece in written]
    at_work = any(has(piece, news_words()["time"]["work"]) for piece in parts)
    for piece in parts:
        ruled.update(_kinds_in(piece, year, at_work))
    chances = _chances(text, year, written, ruled)
    told = _told({kind for kind, one in chances.items() if one > _SURE}, chances)
    return tuple(kind for kind in NewsKind if kind in told)


def _of_late(text: str, year: int, written: Sequence[Piece]) -> list[str]:
    """The sentences of a post but for those of long ago, which the weights can't tell."""
    found = [text[start:end] for start, end in sentences_of(text, 0, len(text))]
    if not any(is_past(piece, year) for piece in written):
        return found
    return [one for one in found if not any(is_past(piece, year) for piece in pieces(one))]


def _chances(
    text: str, year: int, written: Sequence[Piece], ruled: set[NewsKind]
) -> Mapping[NewsKind, float]:
    """How likely a post tells each kind: by the weights of its words, and surely what a rule has
    found and they don't deny. They know English only; elsewhere the rules alone tell."""
    language = language_by_small_words(text)
    # Words of another language in an English post are names and loans.
    foreign = {} if language == "en" else dict.fromkeys(map(NewsKind, foreign_kinds(written)), 1.0)
    if language not in ("en", None):
        return foreign | dict.fromkeys(ruled, 1.0)
    told = weighed(_of_late(text, year, written))
    chances = {kind: told[_HEADS.get(kind, kind)] for kind in NewsKind}
    for kind in ruled:
        if chances[kind] > (_ILLNESS_BORNE_OUT if kind is NewsKind.ILLNESS else _BORNE_OUT):
            chances[kind] = max(chances[kind], _RULED)
    return chances | foreign


def _told(found: set[NewsKind], chances: Mapping[NewsKind, float]) -> set[NewsKind]:
    """What is found but for what a post only mentions on the way to its news: "after being laid
    off in May I start at", "I post late, as we buried my grandfather"."""
    grave = found & set(SENSITIVE)
    others = found - grave
    if not grave or not others:
        return found
    likeliest = max((*sorted(grave), *sorted(others)), key=chances.__getitem__)
    return others if likeliest in others else grave


def _kinds_in(piece: Piece, year: int, at_work: bool) -> Iterator[NewsKind]:
    if tells_layoff(piece, year):
        yield NewsKind.LAYOFF
    if tells_illness(piece, year, at_work):
        yield NewsKind.ILLNESS
    if tells_loss(piece, year):
        yield NewsKind.LOSS
    if tells_busy(piece, year):
        yield NewsKind.BUSY
    if tells_milestone(piece, year):
        yield NewsKind.MILESTONE
