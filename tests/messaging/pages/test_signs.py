from datetime import timedelta

import pytest
import time_machine
from selectolax.lexbor import LexborHTMLParser

from rapport.kit.clock import now
from rapport.members.actions.settings import update_reach
from rapport.rules.reach import Way
from tests.cast import write

pytestmark = pytest.mark.django_db


@pytest.fixture
def sent(cast):
    """What Ana wrote to Bo, her connection."""
    return write(cast.ana, cast.bo, "Are you there?")


def states(client, address):
    """What stands at one's own messages of this address."""
    found = LexborHTMLParser(client.get(address).content.decode())
    return [" ".join(one.text().split()) for one in found.css(".bubble-own .bubble-state")]


def page_of(client, thread):
    return LexborHTMLParser(client.get(f"/messages/{thread}/").content.decode())


def test_ana_sees_on_her_page_and_in_what_it_fetches_when_bo_has_read(cast, sent, as_member):
    address = f"/messages/{sent.thread}/"
    assert states(as_member(cast.ana), address) == ["Sent"]
    with time_machine.travel(now().replace(hour=14, minute=2) + timedelta(days=1), tick=False):
        assert as_member(cast.bo).post(f"{address}read/").status_code in (302, 303)
        assert states(as_member(cast.ana), address) == ["Read 14:02"]
    write(cast.ana, cast.bo, "Hello?")
    client = as_member(cast.ana)
    assert states(client, f"{address}after/0/")[1] == "Sent"
    with time_machine.travel(now() + timedelta(days=2)):
        write(cast.bo, cast.ana, "I am")
        assert states(as_member(cast.ana), address) == ["Answered", "Answered"]


@pytest.mark.parametrize("who", ["ana", "bo"])
def test_with_the_switch_off_both_see_no_more_than_that_it_was_sent(cast, sent, who, as_member):
    write(cast.bo, cast.ana, "I am")
    update_reach(getattr(cast, who), {"receipts": False})
    for reader in (cast.ana, cast.bo):
        assert states(as_member(reader), f"/messages/{sent.thread}/") == ["Sent"]
        assert states(as_member(reader), f"/messages/{sent.thread}/after/0/") == ["Sent"]


def test_a_request_says_only_that_it_waits(cast, as_member):
    thread = write(cast.ana, cast.dee, "May I?", Way.REQUEST).thread
    as_member(cast.dee).post(f"/messages/{thread}/read/")
    client = as_member(cast.ana)
    assert states(client, f"/messages/{thread}/") == ["Waits for their yes"]
    assert page_of(client, thread).css_first("[data-signs]") is None


def test_a_page_asks_by_its_own_switches_and_tells_nothing_of_theirs(cast, sent, as_member):
    def asked(reader):
        found = page_of(as_member(reader), sent.thread).css_first("[data-signs]")
        return found and found.attributes["data-signs"]

    assert asked(cast.ana) == "typing"
    update_reach(cast.bo, {"receipts": False, "presence": True})
    assert asked(cast.ana) == "typing"
    assert asked(cast.bo) == "here"
    update_reach(cast.ana, {"receipts": False})
    assert asked(cast.ana) is None


def test_the_visibility_page_switches_both(cast, as_member):
    client = as_member(cast.ana)
    form = LexborHTMLParser(client.get("/settings/visibility/").content.decode())
    ticked = {
        one.attributes["name"]: "checked" in one.attributes
        for one in form.css("input[type=checkbox]")
    }
    assert (ticked["receipts"], ticked["presence"]) == (True, False)
    choices = {
        "profile_seen_by": "members",
        "connections_seen_by": "connections",
        "email_seen_by": "nobody",
        "presence": "on",
    }
    assert client.post("/settings/visibility/", choices).status_code in (302, 303)
    cast.ana.reach.refresh_from_db()
    assert (cast.ana.reach.receipts, cast.ana.reach.presence) == (False, True)
