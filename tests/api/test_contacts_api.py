from datetime import datetime, timedelta
from uuid import uuid4

import pytest

from rapport.contacts.models import Invitation
from rapport.kit.policy import policy

pytestmark = pytest.mark.django_db


@pytest.fixture
def invited(cast, calling):
    """Cy's invitation to Ana, and the programs of both."""
    ana, cy = calling(cast.ana), calling(cast.cy)
    made = cy.post("/members/ana/ways/connect", {"note": "We both know Bo."})
    return ana, cy, f"/invitations/{made['id']}"


def test_an_invitation_is_received_accepted_and_connects(invited):
    ana, cy, address = invited
    waiting = ana.get("/invitations/received")["invitations"][0]
    assert (waiting["member"]["handle"], waiting["note"]) == ("cy", "We both know Bo.")
    assert cy.get("/invitations/sent")["invitations"][0]["member"]["handle"] == "ana"

    accepted = ana.post(f"{address}/accept", status=200)

    assert accepted["what"] == "connected"
    messages = cy.get(f"/threads/{accepted['id']}/messages")["messages"]
    assert [message["text"] for message in messages] == ["We both know Bo."]
    handles = [bond["member"]["handle"] for bond in ana.get("/connections")["members"]]
    assert handles == ["cy", "bo"]
    assert ana.post(f"{address}/accept", status=409)["code"] == "nothing_to_accept"


def test_an_ignore_is_silent(invited):
    ana, cy, address = invited
    ana.post(f"{address}/ignore", status=204)

    assert ana.get("/invitations/received")["invitations"] == []
    assert len(cy.get("/invitations/sent")["invitations"]) == 1
    assert cy.get("/members/ana/ways")["primary"]["way"] == "pending"


def test_not_knowing_somebody_closes_the_way_for_good(invited):
    ana, cy, address = invited
    ana.post(f"{address}/unknown", status=204)
    assert cy.post("/members/ana/ways/connect", status=403)["code"] == "unknown_mark"


def test_a_withdrawn_invitation_locks_and_is_gone_for_both(invited):
    ana, cy, address = invited
    ana.post(f"{address}/withdraw", status=404)
    cy.post(f"{address}/withdraw", status=204)

    assert ana.get("/invitations/received")["invitations"] == []
    refused = cy.post("/members/ana/ways/connect", status=403)
    assert refused["code"] == "withdrawn_lock"
    ends = Invitation.objects.get().state_at + policy().invite.withdraw_lock
    at = datetime.fromisoformat(next(u["at"] for u in refused["unlock"] if u["by"] == "time"))
    assert timedelta(0) <= at - ends <= timedelta(seconds=1)


def test_a_reply_without_accepting_opens_a_conversation(invited):
    ana, cy, address = invited
    sent = ana.post(f"{address}/reply", {"text": "Where did we meet?"})

    assert sent["seq"] == 2
    texts = [m["text"] for m in cy.get(f"/threads/{sent['thread']}/messages")["messages"]]
    assert texts == ["We both know Bo.", "Where did we meet?"]
    assert len(ana.get("/invitations/received")["invitations"]) == 1


def test_a_repeated_reply_is_written_once(invited):
    ana, _, address = invited
    body = {"text": "Where?", "client_id": str(uuid4())}
    first = ana.post(f"{address}/reply", body)
    second = ana.post(f"{address}/reply", body, status=200)
    assert (second["message"], second["repeated"]) == (first["message"], True)
    assert len(ana.get(f"/threads/{first['thread']}/messages")["messages"]) == 2


@pytest.mark.parametrize("act", ["accept", "reply", "ignore", "unknown", "withdraw"])
def test_somebody_elses_invitation_is_absent(cast, calling, invited, act):
    body = {"text": "x"} if act == "reply" else None
    for who in (cast.dee, cast.bo, cast.eve):
        theirs = calling(who).post(f"{invited[2]}/{act}", body, status=404)
        assert theirs == calling(who).post(f"/invitations/{uuid4()}/{act}", body, status=404)
    assert Invitation.objects.get().state == "pending"


def test_a_connection_ends_once(cast, calling):
    ana = calling(cast.ana)
    ana.delete("/connections/bo")
    ana.delete("/connections/bo", status=404)
    ana.delete("/connections/dee", status=404)
    assert calling(cast.bo).get("/members/ana")["degree"] is None


def test_following_begins_and_ends(cast, calling):
    ana = calling(cast.ana)
    assert ana.post("/members/dee/ways/follow")["what"] == "following"
    assert ana.post("/members/dee/ways/follow", status=409)["code"] == "already_following"
    assert calling(cast.dee).get("/followers")["members"][0]["member"]["handle"] == "ana"
    assert [b["member"]["handle"] for b in ana.get("/following")["members"]] == ["dee", "bo"]
    ana.delete("/following/dee")
    ana.delete("/following/dee", status=404)


def test_a_block_stands_hides_and_is_lifted(cast, calling):
    ana, dee = calling(cast.ana), calling(cast.dee)
    assert ana.post("/blocks", {"handle": "dee"})["what"] == "blocked"
    ana.post("/blocks", {"handle": "dee"}, status=200)
    ana.post("/blocks", {"handle": "nobody"}, status=404)
    ana.post("/blocks", {"handle": "ana"}, status=404)

    assert not dee.get("/members/ana")["available"]
    assert [row["member"]["handle"] for row in ana.get("/blocks")["blocks"]] == ["dee", "eve"]
    dee.delete("/blocks/ana", status=404)
    ana.delete("/blocks/dee")
    assert dee.get("/members/ana")["available"]


def test_a_member_who_was_blocked_learns_nothing_from_the_api(cast, calling):
    eve = calling(cast.eve)
    assert eve.get("/blocks")["blocks"] == []
    assert eve.post("/blocks", {"handle": "ana"})["what"] == "blocked"
