"""The pages of group conversations: made, read, written in, left; all without script."""

from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from rapport.contacts import actions as contacts
from rapport.kit.clock import now
from rapport.messaging.actions import group_members as people
from rapport.messaging.actions.group_sending import GroupDraft, send_to_group
from rapport.messaging.actions.uploading import Incoming, upload
from rapport.messaging.models import Message, Participation, Thread
from tests.cast import connect, done, make_member
from tests.groups_cast import group_of, said

pytestmark = pytest.mark.django_db


def page_of(client, thread):
    return client.get(reverse("messaging:thread", args=[thread])).content.decode()


def test_a_group_is_made_from_the_inbox_by_ticking_names(cast, as_member):
    client = as_member(cast.bo)
    assert reverse("messaging:group_new") in client.get("/messages/").content.decode()
    form = client.get("/messages/groups/new/").content.decode()
    assert 'value="ana"' in form
    assert 'value="cy"' in form
    assert 'value="dee"' not in form

    answer = client.post(
        "/messages/groups/new/",
        {"title": "Harbour", "member": ["ana", "cy"], "client_id": uuid4(), "history": "all"},
    )

    thread = Thread.objects.get()
    assert answer.status_code == 303
    assert answer.url == reverse("messaging:thread", args=[thread.public_id])
    text = client.get(answer.url).content.decode()
    assert "You made this conversation with Ana Pereira and Cy Okafor." in text
    assert "3 people" in text


def test_looking_for_a_name_keeps_what_was_typed_and_ticked_and_makes_nothing(cast, as_member):
    answer = as_member(cast.bo).post(
        "/messages/groups/new/",
        {"title": "Harbour", "member": ["cy"], "find": "1", "find_text": "Pereira"},
    )

    text = answer.content.decode()
    assert 'value="Harbour"' in text
    assert 'value="cy" checked' in text
    assert 'value="ana"' in text
    assert not Thread.objects.exists()


def test_a_refused_making_keeps_what_was_typed(cast, as_member):
    given = {"title": "Harbour", "member": ["ana"], "history": "all", "client_id": str(uuid4())}

    answer = as_member(cast.bo).post("/messages/groups/new/", given)

    text = answer.content.decode()
    assert answer.status_code == 422
    assert "begins with 2 others or more" in text
    assert 'value="Harbour"' in text
    assert 'value="ana" checked' in text
    assert given["client_id"] in text


def test_the_page_names_each_writer_and_shows_lines_among_the_words(cast, as_member):
    thread = group_of(cast)
    said(cast.cy, thread, "From Cy")
    said(cast.bo, thread, "From Bo")

    text = page_of(as_member(cast.ana), thread)

    assert text.index("Bo Lindqvist made it") < text.index("From Cy") < text.index("From Bo")
    assert '<p class="bubble-name" aria-hidden="true"><bdi>Cy Okafor</bdi></p>' in text


def test_one_writes_with_a_file_and_in_reply(cast, as_member):
    thread = group_of(cast)
    first = said(cast.bo, thread, "When?")
    file = upload(cast.ana.pk, Incoming("plan.txt", b"A plan")).public_id
    client = as_member(cast.ana)
    address = reverse("messaging:thread", args=[thread])
    assert "When?" in client.get(f"{address}?reply_to={first.message}").content.decode()

    answer = client.post(
        address, {"text": "Now", "file": [file], "reply_to": first.message, "client_id": uuid4()}
    )

    assert answer.status_code == 303
    written = Message.objects.get(text="Now")
    assert written.reply_to.public_id == first.message
    assert as_member(cast.cy).get(f"/messages/files/{file}/").status_code == 200
    assert as_member(cast.dee).get(f"/messages/files/{file}/").status_code == 404


def test_a_refused_message_is_given_back(cast, as_member):
    thread = group_of(cast)

    answer = as_member(cast.ana).post(
        reverse("messaging:thread", args=[thread]), {"text": "a" * 8001}
    )

    assert answer.status_code == 422
    assert "a" * 8001 in answer.content.decode()


def test_who_left_reads_up_to_there_and_nothing_newer_anywhere(cast, as_member):
    thread = group_of(cast)
    done(people.leave(cast.cy.pk, thread))
    file = upload(cast.bo.pk, Incoming("plan.txt", b"A plan")).public_id
    later = send_to_group(GroupDraft(cast.bo.pk, thread, "canary", uuid4(), files=[file]))
    client = as_member(cast.cy)
    address = reverse("messaging:thread", args=[thread])

    for path in (address, f"{address}after/0/", "/messages/", "/messages/search/?q=canary",
                 f"/messages/groups/{thread}/", "/go/?q=Harbour"):  # fmt: skip
        shown = client.get(path)
        assert shown.status_code == 200, path
        assert "canary" not in shown.content.decode().replace("q=canary", "").replace(
            'value="canary"', ""
        ).replace("“canary”", "").replace("canary · ", ""), path
    assert client.get(f"/messages/items/{later.message}/").status_code == 404
    assert client.get(f"/messages/files/{file}/").status_code == 404
    assert "no longer take part" in page_of(client, thread)
    assert client.post(address, {"text": "Hello"}).status_code == 403


def test_who_joined_later_finds_nothing_older_anywhere(cast, as_member):
    cleo = make_member("cleo")
    connect(cast.cy, cleo)
    thread = group_of(cast)
    file = upload(cast.bo.pk, Incoming("plan.txt", b"A plan")).public_id
    early = send_to_group(GroupDraft(cast.bo.pk, thread, "secretword", uuid4(), files=[file]))
    done(people.add(cast.cy.pk, thread, ["cleo"]))
    said(cast.cy, thread, "An answer", reply_to=early.message)
    client = as_member(cleo)
    address = reverse("messaging:thread", args=[thread])

    for path in (address, f"{address}after/0/", f"{address}?before=99",
                 f"{address}?reply_to={early.message}", "/messages/search/?q=secretw"):  # fmt: skip
        assert "secretword" not in client.get(path).content.decode(), path
    assert client.get(f"/messages/files/{file}/").status_code == 404
    assert client.get(f"/messages/items/{early.message}/").status_code == 404
    assert "An answer" in page_of(client, thread)


def test_search_finds_a_group_by_words_by_writer_and_by_who_is_in_it(cast, as_member):
    thread = group_of(cast)
    said(cast.cy, thread, "The lighthouse keeper")
    for query in ("lighthouse", "lighth from:cy", "lighthouse with:bo", "keeper with:me"):
        for member in (cast.ana, cast.bo):
            text = as_member(member).get("/messages/search/", {"q": query}).content.decode()
            if member == cast.ana or "with:bo" not in query:
                assert "Harbour plans" in text, (query, member)
        assert (
            "Harbour plans"
            not in as_member(cast.dee).get("/messages/search/", {"q": query}).content.decode()
        )


def test_words_of_somebody_one_blocked_are_folded(cast, as_member):
    thread = group_of(cast)
    contacts.block(cast.ana.pk, cast.cy.pk, now())
    first = said(cast.cy, thread, "Cys words")
    said(cast.bo, thread, "Bos answer", reply_to=first.message)

    folded = page_of(as_member(cast.ana), thread)
    assert folded.count("A message of somebody you blocked") == 1
    assert folded.count("Cys words") == 1
    before, _, after = folded.partition('<details class="fold"><summary>A message of')
    assert "Cys words" not in before
    assert "Cys words" in after.partition("</details>")[0]
    # Nobody is told of a block: the other one's page is as it was.
    assert "blocked" not in page_of(as_member(cast.cy), thread)
    inbox = as_member(cast.ana).get("/messages/").content.decode()
    assert "Cys words" not in inbox


def test_people_come_and_go_by_buttons(cast, as_member):
    thread = group_of(cast)
    connect(cast.bo, cast.dee)
    host = as_member(cast.bo)
    address = f"/messages/groups/{thread}/"
    assert 'value="dee"' in host.get(address).content.decode()

    assert host.post(f"{address}add/", {"member": ["dee"]}).status_code == 303
    assert host.post(f"{address}name/", {"title": "Docks"}).status_code == 303
    assert host.post(f"{address}members/cy/remove/").status_code == 303
    assert as_member(cast.ana).post(f"{address}leave/").status_code == 303

    text = page_of(as_member(cast.bo), thread)
    assert "You named it “Docks”." in text
    assert "You removed Cy Okafor." in text
    assert "Ana Pereira left." in text
    living = Participation.objects.filter(left_seq=None).values_list("member__handle", flat=True)
    assert set(living) == {"bo", "dee"}


def test_only_the_host_is_offered_what_only_the_host_may_do(cast, as_member):
    thread = group_of(cast)
    address = f"/messages/groups/{thread}/"

    host = as_member(cast.bo).get(address).content.decode()
    other = as_member(cast.ana).get(address).content.decode()

    assert f"{address}members/cy/remove/" in host
    assert f"{address}name/" in host
    assert "/remove/" not in other
    assert f"{address}name/" not in other
    assert f"{address}leave/" in other


def test_the_boxes_of_a_group_are_each_ones_own(cast, as_member):
    thread = group_of(cast)
    client = as_member(cast.ana)
    for deed in ("star", "mute", "archive"):
        client.post("/messages/sorting/", {"thread": str(thread), "do": deed})
    part = Participation.objects.get(member=cast.ana)
    assert (part.starred, part.muted, part.box) == (True, True, "archived")

    said(cast.bo, thread, "Again")

    part.refresh_from_db()
    assert (part.box, part.seq) == ("archived", 2)
    client.post("/messages/sorting/", {"thread": str(thread), "do": "unmute"})
    said(cast.bo, thread, "And again")
    part.refresh_from_db()
    assert part.box == "inbox"
    assert "Other, because" not in page_of(client, thread)


def test_a_message_of_a_group_can_be_reported_with_what_its_reader_saw(cast, as_member):
    cleo = make_member("cleo")
    connect(cast.cy, cleo)
    thread = group_of(cast)
    said(cast.bo, thread, "Not for Cleo")
    done(people.add(cast.cy.pk, thread, ["cleo"]))
    said(cast.bo, thread, "Rude words")

    from rapport.safety.queries.evidence import thread_evidence

    kept = thread_evidence(cleo.pk, cast.bo.pk, thread)
    assert [piece["text"] for piece in kept] == ["Rude words"]
    assert as_member(cleo).get(f"/members/bo/report/?thread={thread}").status_code == 200


def test_a_full_page_asks_few_questions(cast, as_member):
    thread = group_of(cast)
    for number in range(12):
        said((cast.ana, cast.bo, cast.cy)[number % 3], thread, f"Word {number} https://a.example")
    client = as_member(cast.ana)
    client.get("/messages/")
    address = reverse("messaging:thread", args=[thread])
    for path in (address, "/messages/", f"/messages/groups/{thread}/", f"{address}after/0/",
                 "/messages/search/?q=word"):  # fmt: skip
        with CaptureQueriesContext(connection) as asked:
            assert client.get(path).status_code == 200
        assert len(asked.captured_queries) <= 20, path
