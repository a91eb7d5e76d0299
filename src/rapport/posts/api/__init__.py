"""Posts, comments and reactions by the API; the same actions as the pages."""

from rapport.posts.api.comments import router as comments
from rapport.posts.api.posts import router as posts

__all__ = ["comments", "posts"]
