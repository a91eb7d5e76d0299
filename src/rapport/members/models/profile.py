"""What a profile says below its top: positions, education, skills, languages, the photo."""

from django.conf import settings
from django.db import models

from rapport.kit.clock import now


class Photo(models.Model):
    """A re-encoded portrait; the file lies under its digest in the files folder."""

    digest = models.CharField(max_length=64, unique=True)
    size = models.PositiveIntegerField(help_text="bytes")
    created_at = models.DateTimeField(default=now)


class Position(models.Model):
    """Work at an employer, from a month to a month or until now.

    `employer_key` is the employer's name folded for comparison (see members.actions.profile).
    """

    member = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="positions"
    )
    employer = models.CharField(max_length=120)
    employer_key = models.CharField(max_length=120, editable=False, db_index=True)
    title = models.CharField(max_length=120)
    location = models.CharField(max_length=120, blank=True)
    started_on = models.DateField(null=True, blank=True)
    ended_on = models.DateField(null=True, blank=True)
    description = models.TextField(max_length=2000, blank=True)

    class Meta:
        ordering = [models.F("ended_on").desc(nulls_first=True), "-started_on", "-pk"]
        indexes = [models.Index(fields=["member", "employer_key"], name="position_employer")]


class Education(models.Model):
    """Years at a school; `school_key` as with employers."""

    member = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="education"
    )
    school = models.CharField(max_length=120)
    school_key = models.CharField(max_length=120, editable=False, db_index=True)
    degree = models.CharField(max_length=120, blank=True)
    field = models.CharField(max_length=120, blank=True)
    started_year = models.PositiveSmallIntegerField(null=True, blank=True)
    ended_year = models.PositiveSmallIntegerField(null=True, blank=True)
    notes = models.TextField(max_length=2000, blank=True)

    class Meta:
        ordering = [models.F("ended_year").desc(nulls_first=True), "-started_year", "-pk"]
        indexes = [models.Index(fields=["member", "school_key"], name="education_school")]


class Skill(models.Model):
    """Something the member can do, in their words."""

    member = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="skills"
    )
    name = models.CharField(max_length=80)
    place = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["place", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["member", "name"], name="skill_once_a_member")
        ]


class Language(models.Model):
    """A language the member speaks: a BCP 47 code and how well."""

    LEVELS = [
        ("basic", "Basic"),
        ("working", "Working"),
        ("fluent", "Fluent"),
        ("native", "Native"),
    ]
    member = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="languages"
    )
    code = models.CharField(max_length=12)
    level = models.CharField(max_length=8, choices=LEVELS, default="fluent")

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["member", "code"], name="language_once_a_member")
        ]
