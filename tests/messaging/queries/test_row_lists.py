from uuid import uuid4

import pytest
from django.db import connection

from rapport.messaging.queries.row_lists import hexes, listed, numbers, rows_as, rows_of

pytestmark = pytest.mark.django_db
COLUMNS = {"id": "uuid", "place": "bigint", "words": "text", "at": "text"}


def asked(sql, param):
    with connection.cursor() as cursor:
        cursor.execute(sql, [param])
        return cursor.fetchall()


TEXTS = [
    "plain",
    "",
    'it\'s "said" \\ %s %(x)s ?',
    "שלום \U0001f469\u200d\U0001f467 \u2028\n\t",
    '[1,{"a":null}]',
    None,
]


@pytest.mark.parametrize("words", TEXTS)
def test_values_come_back_as_they_went_in_and_in_their_order(words):
    ids = [uuid4() for _ in range(3)]
    rows = [(one.hex, 2**40 + n, words, None) for n, one in enumerate(ids)]
    found = asked(f"SELECT id, place, words, at FROM {rows_as('n', COLUMNS)}", rows_of(rows))
    assert [str(row[0]).replace("-", "") for row in found] == [one.hex for one in ids]
    assert [row[1:] for row in found] == [row[1:] for row in rows]


def test_lists_of_ids_and_numbers_and_none_at_all():
    assert asked(f"SELECT 1 WHERE 7 IN {listed('bigint')}", numbers({3, 7})) == [(1,)]
    assert asked(f"SELECT 1 WHERE 7 IN {listed('bigint')}", numbers([])) == []
    assert asked(f"SELECT * FROM {listed('uuid')} AS t", hexes([])) == []
