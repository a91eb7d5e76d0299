"""A member: who signs in, and how they are named."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager, PermissionsMixin
from django.core.validators import MinLengthValidator, RegexValidator
from django.db import models
from django.db.models.functions import Lower

from rapport.kit.clock import now
from rapport.kit.ids import public_id

TIERS = ("basic", "career", "business", "sales", "recruiter")
HANDLE = r"^[a-z0-9](?:[a-z0-9-]{0,38}[a-z0-9])?$"


class Members(models.QuerySet["Member"]):
    """Questions about members alone."""

    def locked(self, ids: Iterable[int]) -> list[Member]:
        """Lock these members' rows in the order of their ids: quotas are counted under this lock.

        `no_key`, so that rows that merely refer to a member need not wait.
        """
        return list(
            self.select_for_update(no_key=True, of=("self",)).filter(pk__in=ids).order_by("pk")
        )


class MemberManager(BaseUserManager["Member"].from_queryset(Members)):  # type: ignore[misc]
    """Makes members together with the rows that every member has."""

    def create_user(self, email: str, password: str | None = None, **fields: Any) -> Member:
        """A member with a hashed password; `members.actions.join` adds what belongs to one."""
        member: Member = self.model(email=self.normalize_email(email).lower(), **fields)
        member.set_password(password)
        member.save(using=self._db)
        return member

    def get_by_natural_key(self, email: str | None) -> Member:
        found: Member = self.get(email=(email or "").lower())
        return found


class Member(AbstractBaseUser, PermissionsMixin):
    """One person: how they sign in, how they are called, what their page says at the top."""

    id = models.BigAutoField(primary_key=True)
    public_id = models.UUIDField(default=public_id, unique=True, editable=False)
    handle = models.CharField(
        max_length=40,
        unique=True,
        validators=[
            MinLengthValidator(2),
            RegexValidator(HANDLE, "Use 2 to 40 small letters, digits and hyphens between them."),
        ],
    )
    email = models.EmailField(max_length=254, unique=True)
    name = models.CharField(max_length=80)
    headline = models.CharField(max_length=220, blank=True)
    about = models.TextField(max_length=2600, blank=True)
    about_html = models.TextField(blank=True, editable=False)
    location = models.CharField(max_length=120, blank=True)
    time_zone = models.CharField(max_length=64, blank=True)
    tier = models.CharField(max_length=12, default="basic", choices=[(t, t) for t in TIERS])
    photo = models.ForeignKey(
        "members.Photo", null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    joined_at = models.DateTimeField(default=now)
    focused_inbox = models.BooleanField(default=True, db_default=True)
    shortcuts = models.BooleanField(default=True, db_default=True)
    is_active = models.BooleanField(default=True)
    is_staff = models.BooleanField(default=False)

    objects = MemberManager()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS = ["name"]

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(handle=Lower("handle")), name="member_handle_is_lower_case"
            ),
            models.CheckConstraint(condition=models.Q(tier__in=TIERS), name="member_tier_is_known"),
        ]
        indexes = [models.Index(Lower("name"), name="member_name_lower")]

    def __str__(self) -> str:
        return self.handle

    def get_full_name(self) -> str:
        return self.name

    def get_short_name(self) -> str:
        return self.name.split(" ")[0]

    @property
    def photo_url(self) -> str:
        """The address of the small picture, or "" for a member without one."""
        return photo_address(self.handle, self.photo_id)


def photo_address(handle: str, photo_id: int | None) -> str:
    """The address of a member's small picture, or "" where there is none."""
    return f"/members/{handle}/photo/" if photo_id else ""
