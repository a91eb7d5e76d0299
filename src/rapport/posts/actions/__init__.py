"""What may be done to posts and comments; each use case in a file of its own."""

from rapport.posts.actions.comments import delete_comment, edit_comment, write_comment
from rapport.posts.actions.posts import NewPost, delete_post, edit_post, write_post
from rapport.posts.actions.reactions import react, take_back
from rapport.posts.actions.removing import put_back, remove
from rapport.posts.actions.sharing import share_post

__all__ = [
    "NewPost",
    "delete_comment",
    "delete_post",
    "edit_comment",
    "edit_post",
    "put_back",
    "react",
    "remove",
    "share_post",
    "take_back",
    "write_comment",
    "write_post",
]
