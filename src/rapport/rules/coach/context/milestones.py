"""Whether the recipient's posts show the good news that a draft congratulates on."""

from rapport.rules.coach.context.news import NewsKind, kinds_of
from rapport.rules.coach.draft import Recipient


def shows_milestone(recipient: Recipient) -> bool | None:
    """True where a visible post tells good news of its author; None where none does.

    Not to be seen is not untrue: a promotion needs no post.
    """
    posts = recipient.posts
    told = any(NewsKind.MILESTONE in kinds_of(post.text, post.at.year) for post in posts)
    return True if told else None
