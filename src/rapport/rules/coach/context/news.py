"""What the recipient's visible posts tell of: layoff, illness, loss, a busy spell, good news."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from functools import lru_cache

from rapport.rules.coach.context.foreign_news import foreign_kinds
from rapport.rules.coach.context.happenings import has, news_words
from rapport.rules.coach.context.illnesses import tells_illness
from rapport.rules.coach.context.layoffs import tells_layoff
from rapport.rules.coach.context.losses import tells_loss
from rapport.rules.coach.context.spans import Piece, pieces
from rapport.rules.coach.context.spelling import NEWS, corrected_piece
from rapport.rules.coach.context.spells import tells_busy, tells_milestone
from rapport.rules.coach.draft import Draft, Post

# Days for which such a post counts (contract of the coach, section 2; B:86, B:87).
SENSITIVE_DAYS, BUSY_DAYS, GOOD_DAYS = 14, 7, 14
# A post is read to this many characters; what matters is said at its beginning.
_READ_TO = 3_000


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
    written = pieces(text[:_READ_TO])
    found: set[NewsKind] = set(map(NewsKind, foreign_kinds(written)))
    parts = [corrected_piece(piece, NEWS) for piece in written]
    at_work = any(has(piece, news_words()["time"]["work"]) for piece in parts)
    for piece in parts:
        found.update(_kinds_in(piece, year, at_work))
    if NewsKind.MILESTONE in found:
        # "After being laid off in May I start at …": what counts is how it goes on.
        found.discard(NewsKind.LAYOFF)
        if found & {NewsKind.ILLNESS, NewsKind.LOSS}:
            found.discard(NewsKind.MILESTONE)
    if found & set(SENSITIVE):
        found.discard(NewsKind.BUSY)
    return tuple(kind for kind in NewsKind if kind in found)


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
