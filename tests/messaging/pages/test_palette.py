import pytest

from tests.cast import write

pytestmark = pytest.mark.django_db


def go(client, text, **headers):
    response = client.get("/go/", {"q": text}, **headers)
    assert response.status_code == 200
    return response.content.decode()


def test_a_few_letters_lead_to_people_conversations_and_pages(cast, as_member):
    thread = write(cast.bo, cast.ana, "Hello").thread
    client = as_member(cast.ana)
    text = go(client, "lindq", headers={"X-Palette": "1"})
    assert "<html" not in text
    assert f'href="/messages/{thread}/"' in text
    assert 'href="/members/bo/"' in text
    assert 'href="/settings/"' in go(client, "sett")
    assert "Nothing here fits." in go(client, "zzzz")
    assert "/messages/?box=archived" in go(client, ""), "without letters all pages are there"


def test_it_shows_nobody_who_is_not_there_for_one(cast, as_member):
    thread = write(cast.bo, cast.cy, "Between them").thread
    assert 'href="/members/eve/"' not in go(as_member(cast.ana), "eve")
    assert str(thread) not in go(as_member(cast.ana), "bo")
    assert "Go to" in go(as_member(cast.ana), "\x00'\"%")


def test_keys_and_palette_are_on_no_page_of_who_switched_them_off(cast, as_member):
    client = as_member(cast.ana)
    assert "data-palette" in client.get("/messages/").content.decode()
    client.post("/settings/inbox/", {"focused_inbox": "on"})
    assert "data-palette" not in client.get("/messages/").content.decode()
