"""Group conversations by program, with the same refusals as the pages."""

from uuid import uuid4

import pytest

from tests.cast import connect
from tests.groups_cast import group_of, said

pytestmark = pytest.mark.django_db


def test_a_program_makes_one_and_writes_in_it(cast, calling):
    bo, ana = calling(cast.bo), calling(cast.ana)
    body = {"title": " Harbour\n plans ", "members": ["@ana", "cy"], "client_id": str(uuid4())}

    made = bo.post("/group-threads", body)
    again = bo.post("/group-threads", body, status=200)

    assert (made["id"], again["repeated"]) == (again["id"], True)
    thread = made["id"]
    found = ana.get(f"/group-threads/{thread}")
    assert (found["title"], found["history"], found["takes_part"]) == (
        "Harbour plans",
        "joined",
        True,
    )
    assert found["host"]["handle"] == "bo"
    assert [one["handle"] for one in found["members"]] == ["bo", "ana", "cy"]
    sent = ana.post(f"/threads/{thread}/messages", {"text": "Hello all"})
    assert (sent["thread"], sent["seq"]) == (thread, 2)
    (row,) = bo.get("/threads")["threads"]
    assert (row["group"], row["names"], row["preview"], row["with_member"]) == (
        True, "Harbour plans", "Hello all", None,
    )  # fmt: skip
    line, word = bo.get(f"/threads/{thread}/messages")["messages"]
    assert (line["event"], line["text"]) == (
        "made",
        "Bo Lindqvist made it with Ana Pereira and Cy Okafor.",
    )
    assert (word["event"], word["folded"], word["name"]) == ("", False, "Ana Pereira")


def test_people_come_and_go_by_program(cast, calling):
    thread = group_of(cast)
    bo, cy, dee = calling(cast.bo), calling(cast.cy), calling(cast.dee)
    assert dee.get(f"/group-threads/{thread}", status=404)["code"] == "not_found"
    refused = cy.post(f"/group-threads/{thread}/members", {"members": ["dee"]}, status=403)
    assert refused["code"] == "not_yours_to_add"
    connect(cast.cy, cast.dee)
    cy.post(f"/group-threads/{thread}/members", {"members": ["dee"]}, status=200)
    assert cy.patch(f"/group-threads/{thread}", {"title": "X"}, status=403)["code"] == "not_host"
    bo.patch(f"/group-threads/{thread}", {"title": "Docks"})
    bo.delete(f"/group-threads/{thread}/members/dee", status=200)
    cy.post(f"/group-threads/{thread}/leave", status=200)

    names = [one["handle"] for one in bo.get(f"/group-threads/{thread}")["members"]]
    assert names == ["bo", "ana"]
    assert bo.get(f"/threads/{thread}")["names"] == "Docks"


def test_who_left_reads_only_what_was_there(cast, calling):
    thread = group_of(cast)
    early = said(cast.bo, thread, "There")
    cy = calling(cast.cy)
    cy.post(f"/group-threads/{thread}/leave", status=200)
    said(cast.bo, thread, "canary", reply_to=early.message)

    found = cy.get(f"/group-threads/{thread}")
    assert (found["takes_part"], found["host"], found["members"]) == (False, None, [])
    row = cy.get(f"/threads/{thread}")
    assert (row["left"], row["preview"], row["last_seq"]) == (True, "", 3)
    texts = [one["text"] for one in cy.get(f"/threads/{thread}/messages")["messages"]]
    assert texts[1:] == ["There", "Cy Okafor left."]
    assert not cy.get("/messages/search?q=canary")["hits"]
    assert cy.get("/messages/search?q=there")["hits"]
    refused = cy.post(f"/threads/{thread}/messages", {"text": "Hello"}, status=403)
    assert refused["code"] == "left_group"
    assert cy.post(f"/threads/{thread}/accept", status=404)["code"] == "not_found"
    cy.post(f"/threads/{thread}/read", status=200)
