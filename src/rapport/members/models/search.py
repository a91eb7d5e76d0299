"""What people search looks through: a member's words, and the words of all by their spelling."""

from collections.abc import Sequence
from typing import Any

from django.conf import settings
from django.db import connection, models


class FastRows(models.Manager[Any]):
    """Writes many narrow rows at once: the ORM would take five times as long as the database."""

    def write(self, columns: Sequence[str], rows: Sequence[tuple[Any, ...]]) -> None:
        """Insert rows of plain values under these columns; every other column has a default."""
        quoted = connection.ops.quote_name
        names = ", ".join(quoted(self.model._meta.get_field(name).column) for name in columns)
        marks = ", ".join(["%s"] * len(columns))
        table = quoted(self.model._meta.db_table)
        with connection.cursor() as cursor:
            cursor.executemany(f"INSERT INTO {table} ({names}) VALUES ({marks})", rows)


class SearchEntry(models.Model):
    """That a member is in the search, kept in step by members.actions.search_entries.

    `name` is the folded name, `completeness` the profile's strength, 0 to 100. `version` is that
    of the rules by which the words were made: an entry of an older one is made anew by a job.
    """

    member = models.OneToOneField(
        settings.AUTH_USER_MODEL,
        on_delete=models.CASCADE,
        primary_key=True,
        related_name="search_entry",
    )
    name = models.CharField(max_length=200, db_index=True)
    completeness = models.PositiveSmallIntegerField(default=0)
    version = models.PositiveSmallIntegerField(default=0, db_index=True)


class SearchWord(models.Model):
    """One word by which one member is found.

    `word` is UTF-8, so that both databases order it by its bytes and a range is a beginning.
    `place`: 0 the first word of the name, 1 another word of the name, 2 anywhere else.
    `completeness` is the entry's, here too, so that a common word is ranked from the index alone.
    """

    FIRST_NAME, NAME, ELSEWHERE = range(3)
    member = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="search_words"
    )
    word = models.BinaryField(max_length=160)
    place = models.PositiveSmallIntegerField()
    completeness = models.PositiveSmallIntegerField()

    objects = FastRows()

    class Meta:
        indexes = [
            models.Index(fields=["place", "word", "member", "completeness"], name="search_words")
        ]


class SearchSpelling(models.Model):
    """One word of the place under one of its rests (members.spelling).

    Not unique: two who bring the same new word at once need not wait for each other, and reading
    takes a repeated row for one.
    """

    rest = models.BinaryField(max_length=28)
    word = models.BinaryField(max_length=160, db_index=True)

    objects = FastRows()

    class Meta:
        indexes = [models.Index(fields=["rest", "word"], name="search_spellings")]
