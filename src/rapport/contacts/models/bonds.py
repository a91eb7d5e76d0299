"""Bonds between two members: connected, following, blocked."""

from django.conf import settings
from django.db import models

from rapport.kit.clock import now

MEMBER = settings.AUTH_USER_MODEL


class Connection(models.Model):
    """Half of a connection: it stands as two rows, one from each side, written together."""

    member = models.ForeignKey(MEMBER, on_delete=models.CASCADE, related_name="connections")
    other = models.ForeignKey(MEMBER, on_delete=models.CASCADE, related_name="+")
    since = models.DateTimeField(default=now)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["member", "other"], name="connection_once"),
            models.CheckConstraint(
                condition=~models.Q(member=models.F("other")), name="connection_not_to_oneself"
            ),
        ]
        indexes = [models.Index(fields=["member", "-since"], name="connection_newest")]


class Follow(models.Model):
    """One member follows what another makes public."""

    follower = models.ForeignKey(MEMBER, on_delete=models.CASCADE, related_name="following")
    followed = models.ForeignKey(MEMBER, on_delete=models.CASCADE, related_name="followers")
    since = models.DateTimeField(default=now)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["follower", "followed"], name="follow_once"),
            models.CheckConstraint(
                condition=~models.Q(follower=models.F("followed")), name="follow_not_oneself"
            ),
        ]


class Block(models.Model):
    """One member wants nothing of another; the other never learns of it."""

    blocker = models.ForeignKey(MEMBER, on_delete=models.CASCADE, related_name="blocks")
    blocked = models.ForeignKey(MEMBER, on_delete=models.CASCADE, related_name="+")
    since = models.DateTimeField(default=now)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["blocker", "blocked"], name="block_once"),
            models.CheckConstraint(
                condition=~models.Q(blocker=models.F("blocked")), name="block_not_oneself"
            ),
        ]
