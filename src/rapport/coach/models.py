"""What members told the coach: whether its panel is on, and which checks they dismissed."""

from django.conf import settings
from django.db import models

from rapport.kit.clock import now


class PanelSwitch(models.Model):
    """Whether a member wants the panel beside what they write; without a row it is on."""

    member = models.OneToOneField(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, primary_key=True, related_name="+"
    )
    is_on = models.BooleanField(default=True)


class Dismissal(models.Model):
    """A check of which a member does not want to hear again; undone in the settings."""

    member = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="coach_dismissals"
    )
    name = models.CharField(max_length=20, help_text="the check's name in the coach's contract")
    at = models.DateTimeField(default=now)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["member", "name"], name="check_dismissed_once")
        ]
