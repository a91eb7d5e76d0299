import pytest
from django.urls import reverse

from rapport.kit.clock import now
from rapport.kit.outside import Fetched
from rapport.members.actions.tokens import make_token
from rapport.messaging.actions.previewing import make_previews
from rapport.messaging.models import Message, MessageLink
from rapport.rules.reach import Way
from tests.cast import write

pytestmark = pytest.mark.django_db
URL = "https://example.org/boats?a=1&b=2"
HOSTILE = (
    b'<title>&lt;script&gt;alert("t")&lt;/script&gt;</title>'
    b"<meta name=description content='\"><img src=http://evil.example/x onerror=alert(1)>'>"
    b"<meta property=og:site_name content='<b>'><meta property=og:image content=http://i.example>"
)


def shown(sent, body=b"<title>Boats</title><meta name=description content='All of them'>"):
    make_previews(now(), "", lambda url, agent: Fetched(url, "text/html", body))
    return Message.objects.get(public_id=sent.message)


def thread_page(client, sent):
    return client.get(reverse("messaging:thread", args=[sent.thread])).content.decode()


def test_both_read_the_card_under_the_message(cast, as_member):
    sent = write(cast.ana, cast.bo, URL)
    assert "link-card" not in thread_page(as_member(cast.bo), sent)
    shown(sent)
    for member in (cast.ana, cast.bo):
        html = thread_page(as_member(member), sent)
        assert html.count('class="link-card"') == 1
        assert (
            'href="https://example.org/boats?a=1&amp;b=2" rel="noopener noreferrer nofollow' in html
        )
        assert "All of them" in html


def test_a_hostile_page_is_text_and_brings_nothing_along(cast, as_member):
    sent = write(cast.ana, cast.bo, URL)
    shown(sent, HOSTILE)
    html = thread_page(as_member(cast.bo), sent)
    assert "&lt;script&gt;alert(&quot;t&quot;)" in html
    assert "<img src=http://evil" not in html
    assert "i.example" not in html
    assert "<b></bdi>" not in html


def test_the_author_removes_the_card_by_the_tools_of_the_message(cast, as_member):
    sent = write(cast.ana, cast.bo, URL)
    shown(sent)
    tools = reverse("messaging:message", args=[sent.message])
    remove = reverse("messaging:link_remove", args=[sent.message, 0])
    assert remove not in as_member(cast.bo).get(tools).content.decode()
    assert as_member(cast.bo).post(remove).status_code == 404
    assert as_member(cast.cy).post(remove).status_code == 404
    client = as_member(cast.ana)
    page = client.get(tools).content.decode()
    assert remove in page
    assert "Remove the preview of example.org" in page
    assert client.get(remove).status_code == 405
    answer = client.post(remove)
    assert answer.status_code == 303
    assert answer["Location"].endswith(f"#message-{sent.message}")
    assert "link-card" not in thread_page(client, sent)
    assert "link-card" not in thread_page(as_member(cast.bo), sent)
    assert as_member(cast.ana).post(f"{remove[:-9]}7/remove/").status_code == 404


@pytest.mark.parametrize("ticked", [True, False])
def test_the_form_may_send_without_previews(cast, as_member, ticked):
    thread = write(cast.bo, cast.ana, "Hello").thread
    page = reverse("messaging:thread", args=[thread])
    client = as_member(cast.ana)
    assert 'name="no_previews"' in client.get(page).content.decode()
    client.post(page, {"text": URL} | ({"no_previews": "on"} if ticked else {}))
    assert MessageLink.objects.get().removed is ticked


@pytest.mark.parametrize("ticked", [True, False])
def test_so_may_an_opener(cast, as_member, ticked):
    page = reverse("messaging:way", args=["dee", "request"])
    client = as_member(cast.ana)
    assert 'name="no_previews"' in client.get(page).content.decode()
    client.post(page, {"text": f"May I? {URL}"} | ({"no_previews": "on"} if ticked else {}))
    link = MessageLink.objects.get()
    assert (link.removed, link.held) == (ticked, True)


def test_a_request_that_waits_shows_no_card(cast, as_member):
    known = write(cast.ana, cast.bo, URL)
    shown(known)
    held = write(cast.ana, cast.dee, f"May I show you {URL}?", Way.REQUEST)
    shown(held)
    for member in (cast.ana, cast.dee):
        assert "link-card" not in thread_page(as_member(member), held)


def test_programs_read_send_and_remove_previews(cast, client):
    thread = write(cast.bo, cast.ana, "Hello").thread
    ana = {
        "HTTP_AUTHORIZATION": "Bearer "
        + make_token(cast.ana.pk, "all", ["messages:read", "messages:write"], 30, now()).secret
    }
    place, json = f"/api/v1/threads/{thread}/messages", "application/json"
    without = client.post(place, {"text": URL, "previews": False}, json, **ana).json()
    with_one = client.post(place, {"text": f"{URL} once more"}, json, **ana).json()
    make_previews(now(), "", lambda url, agent: Fetched(url, "text/html", b"<title>Boats</title>"))
    links = {m["id"]: m["links"] for m in client.get(place, **ana).json()["messages"]}
    assert links[without["message"]] == []
    assert links[with_one["message"]] == [
        {
            "place": 0,
            "url": URL,
            "host": "example.org",
            "title": "Boats",
            "description": "",
            "site": "",
            "lands_on": "",
        }
    ]
    gone = f"/api/v1/messages/{with_one['message']}/links/0"
    assert client.delete(gone, **ana).json()["what"] == "removed"
    assert client.delete(gone, **ana).json()["repeated"] is True
    assert (
        client.delete(f"/api/v1/messages/{with_one['message']}/links/1", **ana).status_code == 404
    )
    assert (
        client.delete(f"/api/v1/messages/{with_one['message']}/links/9", **ana).status_code == 422
    )
    assert client.get(place, **ana).json()["messages"][-1]["links"] == []
