"""Posts and comments as templates take them: the read post with its audience, icons and labels."""

from collections.abc import Sequence
from typing import Any

from django.utils.safestring import SafeString
from django.utils.text import Truncator
from django.utils.translation import gettext_lazy as _

from rapport.posts.reading import Read, ReadComment

EXCERPT = 700  # characters of a long text in a list; the rest is on its page
KINDS = {
    "like": (_("Like"), "hand-thumb-up"),
    "celebrate": (_("Celebrate"), "trophy"),
    "support": (_("Support"), "hand-raised"),
    "love": (_("Love"), "heart"),
    "insightful": (_("Insightful"), "light-bulb"),
    "funny": (_("Funny"), "face-smile"),
}
AUDIENCES = {
    "everyone": (_("Everybody here"), "globe-alt"),
    "connections": (_("Connections"), "users"),
    "group": ("", "user-group"),
}


def shown_posts(reads: Sequence[Read], *, whole: bool = False) -> list[dict[str, Any]]:
    """Posts for a list; long ones are cut unless `whole`."""
    return [shown_post(read, whole=whole) for read in reads]


def shown_post(read: Read, *, whole: bool = True) -> dict[str, Any]:
    """A post for a template. Its html was rendered safe when it was written."""
    post, tally = read.post, read.tally
    audience, icon = AUDIENCES[post.visibility]
    is_cut = not whole and len(post.text) > EXCERPT
    return {
        "post": post,
        "id": post.public_id,
        "author": post.author,
        "body": "" if is_cut else SafeString(read.html),
        "excerpt": Truncator(post.text).chars(EXCERPT) if is_cut else "",
        "audience": post.group.name if post.group else audience,
        "audience_icon": icon,
        "shared": shown_post(read.shared, whole=whole) if read.shared else None,
        "is_own": read.is_own,
        "discussed": tally.discussed,
        "comments": tally.comments,
        "shares": tally.shares,
        "reactions": reactions_of(tally.reactions),
        "reaction_count": sum(tally.reactions.values()),
        "own": labelled(tally.own) if tally.own else None,
        "kinds": [labelled(kind) for kind in KINDS],
    }


def shown_comments(reads: Sequence[ReadComment]) -> list[dict[str, Any]]:
    """Comments for a template."""
    return [
        {
            "comment": read.comment,
            "id": read.comment.public_id,
            "author": read.comment.author,
            "body": SafeString(read.html),
            "is_own": read.is_own,
            "may_delete": read.may_delete,
        }
        for read in reads
    ]


def labelled(kind: str) -> dict[str, Any]:
    """A kind of reaction with its word and its icon."""
    label, icon = KINDS[kind]
    return {"kind": kind, "label": label, "icon": icon}


def reactions_of(counts: dict[str, int]) -> list[dict[str, Any]]:
    """The kinds that were given, the most frequent first."""
    ranked = sorted(counts.items(), key=lambda pair: (-pair[1], list(KINDS).index(pair[0])))
    return [{**labelled(kind), "count": count} for kind, count in ranked]
