"""What an operation costs the database: to read at most 20 statements, however much there is."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from rapport.rules.reach import Way
from tests.api.test_document import OPERATIONS
from tests.api.test_tokens import address_of
from tests.cast import connect, make_member, share_group, write

pytestmark = pytest.mark.django_db
MOST = 20
MOST_TO_SEND = 40
READING = [name for name in OPERATIONS if name.startswith("GET")]


def gather(cast, calling, few: str) -> None:
    """Around Ana: two more connections, requests, invitations and introductions to pass on."""
    near = [make_member(f"near-{few}{number}") for number in (1, 2)]
    far = [make_member(f"far-{few}{number}") for number in (1, 2)]
    for member in near:
        connect(cast.ana, member)
        connect(cast.bo, member)
        write(member, cast.ana, "Hello")
    share_group(cast.ana, *near, *far)
    for member in far:
        write(member, cast.ana, "May I?", Way.REQUEST)
        calling(member).post("/members/ana/ways/connect", {"note": "Hello"})
    calling(near[0]).post(f"/members/{far[0].handle}/ways/follow")
    asked = {"text": "Boats.", "via": "ana"}
    calling(near[0]).post("/members/" + near[1].handle + "/ways/introduction", asked)


def spent(program) -> dict[str, int]:
    """How many statements each reading operation needs."""
    thread = program.get("/threads")["threads"][0]["id"]
    counts = {}
    for name in READING:
        path = address_of(name)[1].replace("handles=bo", "handles=bo,cy,dee")
        if "{thread_id}" in name:
            path = name.split(" ")[1].replace("{thread_id}", thread)
        with CaptureQueriesContext(connection) as queries:
            answer = program.call("GET", path)
        assert answer.status_code in (200, 404), name
        counts[name] = len(queries)
    return counts


def test_reading_costs_twenty_statements_at_most_and_no_more_with_more_rows(cast, calling):
    ana = calling(cast.ana)
    gather(cast, calling, "a")
    first = spent(ana)
    gather(cast, calling, "b")
    second = spent(ana)

    assert len(ana.get("/introductions")) == 2
    assert {name: count for name, count in second.items() if count > MOST} == {}
    assert {name for name in READING if second[name] > first[name]} == set()


def test_a_send_costs_a_fixed_number_of_statements(cast, calling):
    ana = calling(cast.ana)
    for path, body in (
        ("/members/bo/ways/message", {"text": "Hello"}),
        ("/members/dee/ways/request", {"text": "Hello"}),
        ("/members/cy/ways/connect", {}),
    ):
        with CaptureQueriesContext(connection) as queries:
            ana.post(path, body)
        assert len(queries) <= MOST_TO_SEND, (path, len(queries))
