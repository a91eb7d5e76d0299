"""A report with the evidence as it stood when it was made, and what moderators did after it."""

from django.conf import settings
from django.db import models

from rapport.kit.clock import now
from rapport.kit.ids import public_id

MEMBER = settings.AUTH_USER_MODEL


class Report(models.Model):
    """A member reports another; `evidence` keeps the words even if they change later."""

    KINDS = [
        ("spam", "Spam or advertising"),
        ("harassment", "Harassment or threats"),
        ("scam", "Fraud or a scam"),
        ("impersonation", "Pretends to be somebody else"),
        ("other", "Something else"),
    ]
    public_id = models.UUIDField(default=public_id, unique=True, editable=False)
    reporter = models.ForeignKey(MEMBER, null=True, on_delete=models.SET_NULL, related_name="+")
    about = models.ForeignKey(MEMBER, on_delete=models.CASCADE, related_name="reports_about")
    kind = models.CharField(max_length=14, choices=KINDS)
    text = models.TextField(max_length=2000, blank=True)
    evidence = models.JSONField(default=list)
    created_at = models.DateTimeField(default=now)
    closed_at = models.DateTimeField(null=True, blank=True)
    closed_by = models.ForeignKey(MEMBER, null=True, on_delete=models.SET_NULL, related_name="+")
    outcome = models.CharField(max_length=300, blank=True)

    class Meta:
        indexes = [
            models.Index(
                fields=["created_at"],
                condition=models.Q(closed_at__isnull=True),
                name="report_open",
            )
        ]


class Act(models.Model):
    """The log of moderation: who removed which words by which report, why; who put them back.

    `subject` is the public id of a post or a comment, which may be deleted since.
    """

    KINDS = [("remove", "Removed"), ("put_back", "Put back")]
    report = models.ForeignKey(Report, null=True, on_delete=models.SET_NULL, related_name="acts")
    moderator = models.ForeignKey(MEMBER, null=True, on_delete=models.SET_NULL, related_name="+")
    about = models.ForeignKey(MEMBER, null=True, on_delete=models.SET_NULL, related_name="+")
    kind = models.CharField(max_length=8, choices=KINDS)
    way = models.CharField(max_length=7, choices=[("post", "post"), ("comment", "comment")])
    subject = models.UUIDField()
    why = models.CharField(max_length=300, blank=True)
    at = models.DateTimeField(default=now)
