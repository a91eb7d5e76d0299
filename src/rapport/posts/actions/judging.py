"""What a post or a comment may be refused for: its words, the day's number, a restriction."""

from datetime import datetime

from rapport.kit.refusals import Refused
from rapport.posts.limits import (
    ARTICLE_MAX,
    COMMENT_MAX,
    COMMENTS_A_DAY,
    MENTIONS_MAX,
    POST_MAX,
    POSTS_A_DAY,
    TITLE_MAX,
)
from rapport.posts.queries.counts import comments_since, posts_since, restricted_until
from rapport.rules.reach.moments import written

UNKNOWN_AUDIENCE = Refused(
    "audience_unknown",
    "Choose who may read it: everybody here, your connections, or a group you belong to.",
    on="audience",
)
OTHER_USE = Refused(
    "conflict", "This client id was used for something else. Make a new one.", on="client_id"
)


def refused_post_words(title: str, text: str, *, share: bool = False) -> Refused | None:
    """What is wrong with the words of a post, both normal; a share may come without any."""
    if len(title) > TITLE_MAX:
        return _too_long("title", "The title", len(title), TITLE_MAX)
    if not text.strip() and not share:
        return Refused("text_missing", "Write something first.", on="text")
    limit = ARTICLE_MAX if title else POST_MAX
    if len(text) > limit:
        more = "" if title or share else " With a title it becomes an article, which may be longer."
        return _too_long("text", "Your text", len(text), limit, more)
    return None


def refused_comment_words(text: str) -> Refused | None:
    """What is wrong with the words of a comment, already normal."""
    if not text.strip():
        return Refused("text_missing", "Write something first.", on="text")
    if len(text) > COMMENT_MAX:
        return _too_long("text", "Your comment", len(text), COMMENT_MAX)
    return None


def refused_mentions(count: int) -> Refused | None:
    """The refusal of a text that calls more members than one text may."""
    if count <= MENTIONS_MAX:
        return None
    return Refused(
        "too_many_mentions",
        f"Your text mentions {count} members; at most {MENTIONS_MAX} can be told.",
        on="text",
        numbers={"used": count, "limit": MENTIONS_MAX},
    )


def refused_writer(member_id: int, at: datetime) -> Refused | None:
    """The refusal of a member whose writing a moderator has limited; ask under their lock."""
    until = restricted_until(member_id, at)
    if until is None:
        return None
    return Refused(
        "sender_restricted",
        f"Your account is restricted until {until:%-d %B %Y}. Reading and reacting still work.",
        unlock=({"by": "time", "at": written(until)},),
    )


def refused_post_number(member_id: int, at: datetime) -> Refused | None:
    """The refusal of one post more than a day holds; ask under the member's lock."""
    return _refused_number("posts", posts_since(member_id, at), POSTS_A_DAY)


def refused_comment_number(member_id: int, at: datetime) -> Refused | None:
    """The refusal of one comment more than a day holds; ask under the member's lock."""
    return _refused_number("comments", comments_since(member_id, at), COMMENTS_A_DAY)


def _refused_number(what: str, used: int, limit: int) -> Refused | None:
    if used < limit:
        return None
    return Refused(
        f"{what}_limit",
        f"You wrote {used} {what} within 24 hours, the limit here is {limit}. Try again later.",
        numbers={"used": used, "limit": limit, "window_hours": 24},
    )


def _too_long(field: str, what: str, length: int, limit: int, more: str = "") -> Refused:
    return Refused(
        f"{field}_too_long",
        f"{what} has {length:,} characters; at most {limit:,} fit.{more}",
        on=field,
        numbers={"used": length, "limit": limit},
    )
