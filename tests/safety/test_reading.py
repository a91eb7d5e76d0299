"""Reading changes nothing, and no page asks more than twenty questions of the database."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.world import address, make_world, routes

pytestmark = pytest.mark.django_db
WRITES = ("INSERT", "UPDATE", "DELETE")
# A session is written when it is made, and when it says how recently one signed in.
OURS_TO_WRITE = ("django_session", "usersessions_usersession")


def test_a_get_writes_nothing_and_asks_at_most_twenty_queries(as_member):
    world = make_world()
    client = as_member(world.cast.ana)
    client.get("/messages/")
    wrong = []
    for name, path in sorted(set(routes())):
        where = address(path, world)
        if "logout" in where:
            continue
        with CaptureQueriesContext(
            connection,
        ) as asked:
            client.get(where)
        statements = [query["sql"] for query in asked.captured_queries]
        if len(statements) > 20:
            wrong.append(f"{name} {where}: {len(statements)} queries")
        wrong += [
            f"{name} {where}: {sql[:80]}"
            for sql in statements
            if sql.lstrip().upper().startswith(WRITES) and not any(t in sql for t in OURS_TO_WRITE)
        ]
    assert not wrong
