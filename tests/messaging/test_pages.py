from uuid import uuid4

import pytest

from rapport.messaging.actions import connect, introduction
from rapport.messaging.models import Message, Thread
from rapport.rules.reach import Way
from tests.cast import done, write

pytestmark = pytest.mark.django_db


def page(client, address, status=200, **headers):
    answer = client.get(address, **headers)
    assert answer.status_code == status, answer.content.decode()[:600]
    return answer.content.decode()


def test_ana_reads_how_she_may_reach_dee_and_why(cast, as_member):
    client = as_member(cast.ana)

    whole = page(client, "/members/dee/ways/")
    fragment = page(client, "/members/dee/ways/", HTTP_HX_REQUEST="true")

    for text in (whole, fragment):
        assert "Message request" in text
        assert "You share a group" in text
        assert 'href="/members/dee/ways/request/"' in text
    assert "<html" not in fragment


def test_ana_writes_to_dee_by_request_and_dee_answers(cast, as_member):
    client = as_member(cast.ana)
    form = page(client, "/members/dee/ways/request/")
    assert 'data-limit="2000"' in form

    sent = client.post(
        "/members/dee/ways/request/", {"text": "How did it begin?", "client_id": str(uuid4())}
    )
    thread = Thread.objects.get()
    assert sent.status_code == 303
    assert sent.url == f"/messages/{thread.public_id}/"
    assert "Waits for their yes" in page(client, sent.url)
    assert "How did it begin?" in page(client, "/messages/?box=waiting")

    client = as_member(cast.dee)
    assert "How did it begin?" in page(client, "/messages/?box=requests")
    assert "Put aside" in page(client, sent.url)
    client.post(sent.url, {"text": "With a leaking roof.", "client_id": str(uuid4())})

    assert Thread.objects.get().state == "open"
    assert "With a leaking roof." in page(as_member(cast.ana), "/messages/")


def test_a_refused_send_keeps_what_was_typed_and_says_why(cast, as_member):
    client = as_member(cast.ana)
    long = "x" * 2001

    answer = client.post("/members/dee/ways/request/", {"text": long, "client_id": str(uuid4())})

    assert answer.status_code == 422
    assert "2,001" in answer.content.decode()
    assert long in answer.content.decode()
    assert not Message.objects.exists()


def test_a_closed_way_says_why_and_what_else_is_open(cast, as_member):
    text = page(as_member(cast.ana), "/members/cy/ways/message/")

    assert "You are not connected" in text
    assert "/members/cy/ways/introduction/" in text


def test_crlf_counts_as_one_character_and_code_points_are_counted(cast, as_member):
    client = as_member(cast.ana)
    text = "\r\n".join(["🪁" * 499] * 4)

    client.post("/members/dee/ways/request/", {"text": text, "client_id": str(uuid4())})

    assert len(Message.objects.get().text) == 499 * 4 + 3


@pytest.mark.parametrize("way", [*Way, "carrier-pigeon"])
def test_a_blocked_member_looks_absent_to_every_composer(cast, as_member, way):
    for one, other in ((cast.ana, cast.eve), (cast.eve, cast.ana)):
        client = as_member(one)
        address = f"/members/{other.handle}/ways/{way}/"
        page(client, address, status=404)
        assert client.post(address, {"text": "Hi"}).status_code == 404


def test_the_ways_of_a_blocked_and_of_a_closed_member_are_the_same_stub(cast, as_member):
    cast.cy.reach.closed = True
    cast.cy.reach.save()
    client = as_member(cast.ana)

    blocked = page(client, "/members/eve/ways/")
    closed = page(client, "/members/cy/ways/")

    assert "not available" in blocked
    assert "Eve Novak" not in blocked
    assert _steady(blocked, "eve") == _steady(closed, "cy")


def _steady(text, handle):
    """A page without what differs on every answer: tokens, request ids and the address."""
    import re

    text = re.sub(r'value="[A-Za-z0-9]{64}"', "", text)
    text = re.sub(r"[0-9a-f]{8}-[0-9a-f-]{27}", "", text)
    return text.replace(f"/members/{handle}/", "/members/x/")


def test_bo_passes_an_introduction_on_and_cy_accepts_it(cast, as_member):
    asked = introduction.Asked(cast.ana.pk, cast.bo.pk, cast.cy.pk, "Lighthouses.", uuid4())
    public_id = done(introduction.ask(asked)).id
    address = f"/introductions/{public_id}/"
    page(as_member(cast.cy), address, status=404)
    assert "Ana Pereira" in page(as_member(cast.bo), "/messages/?box=requests")

    client = as_member(cast.bo)
    assert "Pass it on" in page(client, address)
    client.post(f"{address}pass/", {"words": "Do meet."})
    client = as_member(cast.cy)
    assert "Do meet." in page(client, address)
    answer = client.post(f"{address}accept/")

    assert answer.url == f"/messages/{Thread.objects.get().public_id}/"
    assert "Lighthouses." in page(client, answer.url)


def test_only_participants_see_a_conversation(cast, as_member):
    sent = write(cast.ana, cast.bo, "Between us.")

    page(as_member(cast.cy), f"/messages/{sent.thread}/", status=404)
    client = as_member(cast.cy)
    for verb in ("accept", "decline", "ignore", "read", "unread"):
        assert client.post(f"/messages/{sent.thread}/{verb}/").status_code == 404


def test_reading_is_a_post(cast, as_member):
    sent = write(cast.ana, cast.bo, "Hello Bo.")
    client = as_member(cast.bo)
    page(client, f"/messages/{sent.thread}/")
    assert Thread.objects.get().participations.get(member=cast.bo).read_seq == 0

    client.post(f"/messages/{sent.thread}/read/")

    assert Thread.objects.get().participations.get(member=cast.bo).read_seq == 1


def test_cy_replies_to_an_invitation_without_accepting_it(cast, as_member):
    invitation = done(connect.invite(connect.Inviting(cast.ana.pk, cast.cy.pk, "Hi", uuid4()))).id
    client = as_member(cast.cy)
    assert "Hi" in page(client, f"/invitations/{invitation}/reply/")

    answer = client.post(f"/invitations/{invitation}/reply/", {"text": "Have we met?"})

    assert "Have we met?" in page(client, answer.url)


@pytest.mark.parametrize(
    "address",
    ["/messages/", "/messages/?box=requests", "/members/dee/ways/", "/members/bo/ways/message/"],
)
def test_pages_ask_at_most_twenty_queries(cast, as_member, address, django_assert_max_num_queries):
    for member in (cast.bo, cast.dee):
        write(cast.ana, member, "Hello", Way.MESSAGE if member is cast.bo else Way.REQUEST)
    client = as_member(cast.ana)
    with django_assert_max_num_queries(20):
        page(client, address)


def test_times_are_shown_in_the_readers_own_zone(cast, as_member):
    sent = write(cast.ana, cast.bo, "What time is it there?")
    cast.bo.time_zone = "Pacific/Auckland"
    cast.bo.save()
    ours = page(as_member(cast.ana), f"/messages/{sent.thread}/")
    theirs = page(as_member(cast.bo), f"/messages/{sent.thread}/")

    assert "UTC" in ours
    assert "NZDT" in theirs or "NZST" in theirs


def test_a_sender_who_has_closed_their_profile_can_not_be_replied_to(cast, as_member):
    invitation = done(connect.invite(connect.Inviting(cast.ana.pk, cast.cy.pk, "Hi", uuid4()))).id
    cast.ana.reach.closed = True
    cast.ana.reach.save()

    page(as_member(cast.cy), f"/invitations/{invitation}/reply/", status=404)
