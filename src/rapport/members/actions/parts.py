"""Add, change and remove the parts of a profile: one way of doing it for every kind of part."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from django.db import IntegrityError, transaction
from django.db.models import Model

from rapport.kit.refusals import NOT_FOUND, Refused
from rapport.members.actions.reading import Reader, read_changes
from rapport.members.actions.search_entries import refresh_search
from rapport.members.models import Member

Row = TypeVar("Row", bound=Model)
# Beyond the largest key a column holds, a database refuses to compare at all.
LARGEST_KEY = 2**63 - 1


@dataclass(frozen=True)
class Part(Generic[Row]):
    """A kind of part: its fields, which of them it needs, how many of it a profile holds.

    `complete` fills in what follows from the fields and says what is wrong between them.
    """

    model: type[Row]
    readers: Mapping[str, Reader]
    needed: tuple[str, ...]
    most: int
    noun: str
    complete: Callable[[Row], Refused | None]
    twice: Refused | None = None

    def add(self, member: Member, values: Mapping[str, Any]) -> Row | Refused:
        """Add one to the member's profile."""
        for name in self.needed:
            if name not in values:
                return Refused("empty", f"{self.readers_label(name)} is needed.", on=name)
        with transaction.atomic():
            # The member's lock: two additions at once cannot both take the last place.
            Member.objects.locked([member.pk])
            if self.model._default_manager.filter(member=member).count() >= self.most:
                return Refused("too_many", f"A profile holds at most {self.most} {self.noun}.")
            return self._write(self.model(member=member), member, values)

    def change(self, member: Member, key: int, changes: Mapping[str, Any]) -> Row | Refused:
        """Change some fields of one of the member's own."""
        with transaction.atomic():
            Member.objects.locked([member.pk])
            row = self.own(member, key)
            return self._write(row, member, changes) if row else NOT_FOUND

    def remove(self, member: Member, key: int) -> Refused | None:
        """Remove one of the member's own."""
        with transaction.atomic():
            Member.objects.locked([member.pk])
            row = self.own(member, key)
            if row is None:
                return NOT_FOUND
            row.delete()
            refresh_search(member.pk)
        return None

    def own(self, member: Member, key: int) -> Row | None:
        """The member's own row of that key, or None."""
        if not 0 < key <= LARGEST_KEY:
            return None
        return self.model._default_manager.filter(member=member, pk=key).first()

    def readers_label(self, name: str) -> str:
        """A field's name as a sentence begins with it."""
        return name.replace("_", " ").capitalize()

    def _write(self, row: Row, member: Member, values: Mapping[str, Any]) -> Row | Refused:
        read = read_changes(values, self.readers)
        if isinstance(read, Refused):
            return read
        for name, value in read.items():
            setattr(row, name, value)
        wrong = self.complete(row)
        if wrong:
            return wrong
        try:
            with transaction.atomic():
                row.save()
        except IntegrityError:
            if self.twice is None:
                raise
            return self.twice
        refresh_search(member.pk)
        return row
