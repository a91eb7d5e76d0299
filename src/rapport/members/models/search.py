"""What people search looks through: a narrow row a member, folded when the profile changes."""

from django.conf import settings
from django.db import models


class SearchEntry(models.Model):
    """A member's words for search, kept in step by members.actions.search_entries.

    `name` is the folded name; `words` is every searchable word, folded, each after one blank, so
    that a word's beginning is found as " be". `completeness` is the profile's strength, 0 to 100.
    """

    member = models.OneToOneField(
        settings.AUTH_USER_MODEL,
        on_delete=models.CASCADE,
        primary_key=True,
        related_name="search_entry",
    )
    name = models.CharField(max_length=200)
    words = models.TextField()
    completeness = models.PositiveSmallIntegerField(default=0)
