"""Short hands for stories about posts."""

from uuid import uuid4

from rapport.kit.clock import now
from rapport.kit.refusals import Refused
from rapport.members.models import Member
from rapport.posts.actions import NewPost, react, share_post, write_comment, write_post
from rapport.posts.models import Comment, Post, Reaction


def post(author: Member, text: str = "The new form is out.", **more) -> Post:
    """A post that was written."""
    return _done(write_post(author.pk, NewPost(text, **more), now()))


def comment(author: Member, on: Post, text: str = "Well done.") -> Comment:
    """A comment that was written."""
    return _done(write_comment(author.pk, on.public_id, text, uuid4(), now()))


def reaction(member: Member, to: Post, kind: str = "like") -> Reaction:
    """A reaction that was given."""
    return _done(react(member.pk, to.public_id, kind, now()))


def share(member: Member, of: Post, text: str = "", **more) -> Post:
    """A share that was written."""
    return _done(share_post(member.pk, of.public_id, NewPost(text, **more), now()))


def refused(result) -> str:
    """The code of an expected refusal."""
    assert isinstance(result, Refused), result
    return result.code


def _done(result):
    assert not isinstance(result, Refused), result
    return result
