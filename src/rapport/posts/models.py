"""The tables of posts: posts and articles, comments, reactions, mentions, and what was erased."""

from django.conf import settings
from django.db import models

from rapport.kit.clock import now
from rapport.kit.ids import public_id as new_id

MEMBER = settings.AUTH_USER_MODEL
VISIBILITIES = ("everyone", "connections", "group")
REACTIONS = ("like", "celebrate", "support", "love", "insightful", "funny")


class Words(models.Model):
    """What somebody wrote: kept as typed, rendered once; `client_id` makes a retry harmless.

    What a moderator removed (`removed_at`, and why) is there for its author alone.
    """

    public_id = models.UUIDField(default=new_id, unique=True, editable=False)
    text = models.TextField(blank=True)
    html = models.TextField(blank=True)
    rendered_by = models.PositiveSmallIntegerField(default=1)
    created_at = models.DateTimeField(default=now)
    edited_at = models.DateTimeField(null=True, blank=True)
    client_id = models.UUIDField(default=new_id)
    removed_at = models.DateTimeField(null=True, blank=True)
    removed_why = models.CharField(max_length=300, blank=True)

    class Meta:
        abstract = True


class Post(Words):
    """A post; with a title it is an article, with `is_share` it passes another post on.

    `shared` is the post that was shared, never itself a share; it is null once that is deleted.
    """

    author = models.ForeignKey(MEMBER, on_delete=models.CASCADE, related_name="posts")
    title = models.CharField(max_length=150, blank=True)
    visibility = models.CharField(max_length=11, choices=[(v, v) for v in VISIBILITIES])
    group = models.ForeignKey(
        "groups.Group", null=True, blank=True, on_delete=models.CASCADE, related_name="posts"
    )
    is_share = models.BooleanField(default=False)
    shared = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.SET_NULL, related_name="shares"
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["author", "client_id"], name="post_written_once"),
            models.CheckConstraint(
                condition=models.Q(visibility="group", group__isnull=False)
                | models.Q(visibility__in=["everyone", "connections"], group__isnull=True),
                name="post_group_where_visible_to_one",
            ),
            models.CheckConstraint(
                condition=models.Q(is_share=True) | models.Q(shared__isnull=True),
                name="post_shares_if_a_share",
            ),
        ]
        indexes = [
            models.Index(fields=["-created_at", "-id"], name="post_newest"),
            models.Index(fields=["author", "-created_at", "-id"], name="post_of_author"),
            models.Index(fields=["group", "-created_at", "-id"], name="post_of_group"),
        ]


class Comment(Words):
    """A comment under a post."""

    post = models.ForeignKey(Post, on_delete=models.CASCADE, related_name="comments")
    author = models.ForeignKey(MEMBER, on_delete=models.CASCADE, related_name="comments")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["author", "client_id"], name="comment_written_once")
        ]
        indexes = [
            models.Index(fields=["post", "created_at", "id"], name="comment_of_post"),
            models.Index(fields=["author", "-created_at", "-id"], name="comment_of_author"),
        ]


class Reaction(models.Model):
    """One member's reaction to a post; "" once it is taken back, so that nobody is told twice."""

    post = models.ForeignKey(Post, on_delete=models.CASCADE, related_name="reactions")
    member = models.ForeignKey(MEMBER, on_delete=models.CASCADE, related_name="reactions")
    kind = models.CharField(max_length=10, blank=True, choices=[(r, r) for r in REACTIONS])
    at = models.DateTimeField(default=now)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["post", "member"], name="reaction_once"),
            models.CheckConstraint(
                condition=models.Q(kind__in=["", *REACTIONS]), name="reaction_is_known"
            ),
        ]
        indexes = [models.Index(fields=["member", "-at", "-id"], name="reaction_of_member")]


class Mention(models.Model):
    """A member is named by `@handle` in a post, or in a comment under it."""

    post = models.ForeignKey(Post, on_delete=models.CASCADE, related_name="mentions")
    comment = models.ForeignKey(
        Comment, null=True, blank=True, on_delete=models.CASCADE, related_name="mentions"
    )
    member = models.ForeignKey(MEMBER, on_delete=models.CASCADE, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["post", "member"],
                condition=models.Q(comment__isnull=True),
                name="mention_in_post_once",
            ),
            models.UniqueConstraint(fields=["comment", "member"], name="mention_in_comment_once"),
        ]


class Erased(models.Model):
    """Something was written and deleted again: it still counts towards the day's number."""

    member = models.ForeignKey(MEMBER, on_delete=models.CASCADE, related_name="+")
    kind = models.CharField(max_length=7, choices=[("post", "post"), ("comment", "comment")])
    written_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["member", "kind", "written_at"], name="erased_of_member")]
