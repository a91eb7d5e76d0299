"""One page of rows by a moment downwards, after the row that a cursor names."""

from typing import TypeVar

from django.db.models import Model, Q, QuerySet

from rapport.kit.paging import Page, decode_moment, moment_key, page_of

Row = TypeVar("Row", bound=Model)


def newest(rows: QuerySet[Row], cursor: str, size: int, moment: str = "created_at") -> Page[Row]:
    """At most `size` rows, the newest first."""
    after = decode_moment(cursor)
    if after is not None:
        at, key = after
        rows = rows.filter(Q(**{f"{moment}__lt": at}) | Q(**{moment: at, "pk__lt": key}))
    found = list(rows.order_by(f"-{moment}", "-pk")[: size + 1])
    return page_of(found, size, lambda row: moment_key(getattr(row, moment), row.pk))


def oldest(rows: QuerySet[Row], cursor: str, size: int, moment: str = "created_at") -> Page[Row]:
    """At most `size` rows, the oldest first: as a discussion is read."""
    after = decode_moment(cursor)
    if after is not None:
        at, key = after
        rows = rows.filter(Q(**{f"{moment}__gt": at}) | Q(**{moment: at, "pk__gt": key}))
    found = list(rows.order_by(moment, "pk")[: size + 1])
    return page_of(found, size, lambda row: moment_key(getattr(row, moment), row.pk))
