"""Signs inside a group conversation: each two of its people by the rule of every conversation."""

import json
from datetime import timedelta
from types import SimpleNamespace
from uuid import uuid4

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from selectolax.lexbor import LexborHTMLParser

from rapport.contacts import actions as contacts
from rapport.kit.clock import now
from rapport.kit.policy import policy
from rapport.live.hub import HUB
from rapport.members.actions.settings import update_reach
from rapport.messaging.actions import group_members as people
from rapport.messaging.actions.filing import mark_read
from rapport.messaging.actions.sorting import sort_threads
from rapport.messaging.live_signs import Signs, judge
from rapport.messaging.models import Participation
from rapport.messaging.queries.group_signs import pairings_of, readers_in
from rapport.messaging.queries.group_threads import group_part
from rapport.rules.filing import Deed
from rapport.rules.signs import readers_of
from tests.cast import connect, done
from tests.groups_cast import group_of, said

pytestmark = pytest.mark.django_db


@pytest.fixture
def told(monkeypatch, django_capture_on_commit_callbacks):
    """What open pages were told, as (member id, line)."""
    lines = []
    monkeypatch.setattr(HUB, "publish", lambda found: lines.extend(found))

    def of(act, *given):
        lines.clear()
        with django_capture_on_commit_callbacks(execute=True):
            act(*given)
        found = [(member, json.loads(line)) for member, line, _ in lines]
        return [(member, line) for member, line in found if line["type"] == "sign"]

    return of


@pytest.fixture
def sent(cast):
    """What Bo wrote to Ana and Cy, who is a stranger to Ana."""
    return said(cast.bo, group_of(cast), "Who comes?")


def readers(member, sent):
    """The handles of who read this message, as this member is shown them."""
    part = group_part(member.pk, sent.thread)
    return [one.handle for one in readers_of(sent.seq, readers_in(part, policy()))]


def test_who_has_read_is_named_and_all_pages_are_told(cast, sent, told):
    assert readers(cast.bo, sent) == []
    lines = told(mark_read, cast.ana.pk, sent.thread)
    about = {"type": "sign", "sign": "read", "about": {"thread": str(sent.thread)}}
    assert sorted(lines, key=str) == sorted([(cast.bo.pk, about), (cast.cy.pk, about)], key=str)
    assert readers(cast.bo, sent) == ["ana"]
    assert told(mark_read, cast.ana.pk, sent.thread) == [], "nothing new was read"
    done(mark_read(cast.cy.pk, sent.thread))
    assert readers(cast.bo, sent) == ["ana", "cy"]


def test_what_was_written_after_the_last_reading_is_unread(cast, sent):
    done(mark_read(cast.ana.pk, sent.thread))
    later = said(cast.bo, sent.thread, "And who brings tea?")
    assert readers(cast.bo, later) == []
    assert readers(cast.bo, sent) == ["ana"]


def test_whoever_writes_has_read(cast, sent):
    said(cast.cy, sent.thread, "I do")
    assert readers(cast.bo, sent) == ["cy"]


@pytest.mark.parametrize("who", ["ana", "bo"])
def test_off_for_one_is_off_between_those_two_alone(cast, sent, who):
    for reader in (cast.ana, cast.cy):
        done(mark_read(reader.pk, sent.thread))
    update_reach(getattr(cast, who), {"receipts": False})
    # Bo, who shows none, sees none; Ana, who shows none, is seen by none.
    assert readers(cast.bo, sent) == {"ana": ["cy"], "bo": []}[who]
    typing = {key: judge((getattr(cast, key).pk, sent.thread)).typing_to for key in ("ana", "cy")}
    others = {"ana": set(), "bo": {cast.cy.pk}}[who]
    assert set(typing["ana"]) == others
    assert set(typing["cy"]) == {cast.bo.pk, cast.ana.pk} - {getattr(cast, who).pk}


def test_what_was_read_with_the_own_switch_off_is_never_shown(cast, sent, told):
    update_reach(cast.ana, {"receipts": False})
    assert told(mark_read, cast.ana.pk, sent.thread) == []
    update_reach(cast.ana, {"receipts": True})
    assert readers(cast.bo, sent) == []


def test_nothing_is_kept_where_nobody_may_know(cast, sent):
    for other in (cast.bo, cast.cy):
        update_reach(other, {"receipts": False})
    done(mark_read(cast.ana.pk, sent.thread))
    assert Participation.objects.get(thread__public_id=sent.thread, member=cast.ana).shown_seq == 0


@pytest.mark.parametrize(("blocker", "blocked"), [("bo", "ana"), ("ana", "bo")])
def test_across_a_block_neither_reading_nor_typing_is_shown(cast, sent, blocker, blocked):
    for reader in (cast.ana, cast.cy):
        done(mark_read(reader.pk, sent.thread))
    assert contacts.block(getattr(cast, blocker).pk, getattr(cast, blocked).pk, now()) is True
    assert readers(cast.bo, sent) == ["cy"]
    assert judge((cast.ana.pk, sent.thread)).typing_to == (cast.cy.pk,)
    assert judge((cast.bo.pk, sent.thread)).typing_to == (cast.cy.pk,)


def test_who_left_shows_nothing_and_sees_nothing(cast, sent):
    done(mark_read(cast.ana.pk, sent.thread))
    done(people.leave(cast.ana.pk, sent.thread))
    assert readers(cast.bo, sent) == []
    assert pairings_of(group_part(cast.ana.pk, sent.thread)) == ()
    assert not judge((cast.ana.pk, sent.thread)).shows_typing
    assert judge((cast.bo.pk, sent.thread)).typing_to == (cast.cy.pk,)


def test_who_joined_later_has_not_read_what_was_never_theirs(cast, sent):
    connect(cast.bo, cast.dee)
    done(people.add(cast.bo.pk, sent.thread, ["dee"]))
    done(mark_read(cast.dee.pk, sent.thread))
    later = said(cast.bo, sent.thread, "Welcome")
    done(mark_read(cast.dee.pk, sent.thread))
    assert readers(cast.bo, sent) == []
    assert readers(cast.bo, later) == ["dee"]


def test_in_ones_spam_one_reads_unseen(cast, sent):
    sort_threads(cast.ana.pk, [sent.thread], Deed.SPAM)
    done(mark_read(cast.ana.pk, sent.thread))
    assert readers(cast.bo, sent) == []


def test_typing_goes_to_each_with_the_name_of_who_types(cast, sent, told, monkeypatch):
    signs, answers = Signs(), []
    monkeypatch.setattr(
        signs, "_judged", lambda key, _, reply, answer: reply(answer(key, judge(key)))
    )
    line = {"type": "typing", "thread": str(sent.thread)}
    visitor = SimpleNamespace(member_id=cast.ana.pk)
    lines = told(signs.take_typing, visitor, line, answers.append)
    about = {"thread": str(sent.thread), "by": cast.ana.name, "handle": "ana"}
    assert {member for member, _ in lines} == {cast.bo.pk, cast.cy.pk}
    assert all(line == {"type": "sign", "sign": "typing", "about": about} for _, line in lines)
    assert answers == [{}]


def test_nobody_learns_of_a_conversation_that_is_not_theirs(cast, sent):
    assert not judge((cast.dee.pk, sent.thread)).shows_typing
    assert not judge((cast.dee.pk, uuid4())).shows_typing


def test_the_pairs_of_a_conversation_take_one_statement(cast, sent):
    part = group_part(cast.bo.pk, sent.thread)
    with CaptureQueriesContext(connection) as asked:
        assert len(pairings_of(part)) == 2
    assert len(asked.captured_queries) == 1


def states(client, address):
    found = LexborHTMLParser(client.get(address).content.decode())
    return [" ".join(one.text().split()) for one in found.css(".bubble-own .bubble-state")]


def test_the_page_and_what_it_fetches_name_who_has_read(cast, sent, as_member):
    address = f"/messages/{sent.thread}/"
    client = as_member(cast.bo)
    assert states(client, address) == ["Sent"]
    for reader in (cast.ana, cast.cy):
        assert as_member(reader).post(f"{address}read/").status_code == 303
    client = as_member(cast.bo)
    words = [f"Read by {cast.ana.name} and {cast.cy.name}"]
    assert states(client, address) == states(client, f"{address}after/0/") == words


def test_the_page_asks_for_typing_by_its_own_members_switch(cast, sent, as_member):
    def asked():
        page = LexborHTMLParser(
            as_member(cast.ana).get(f"/messages/{sent.thread}/").content.decode()
        )
        found = page.css_first("[data-signs]")
        return found and found.attributes["data-signs"]

    assert asked() == "typing"
    update_reach(cast.bo, {"receipts": False})
    assert asked() == "typing", "it tells nothing of another's switch"
    update_reach(cast.ana, {"receipts": False})
    assert asked() is None
    update_reach(cast.ana, {"receipts": True})
    done(people.leave(cast.ana.pk, sent.thread))
    assert asked() is None


def test_a_mark_keeps_no_more_than_the_last_reading(cast, sent):
    with time_machine.travel(now() + timedelta(hours=1)):
        done(mark_read(cast.ana.pk, sent.thread))
    part = Participation.objects.get(thread__public_id=sent.thread, member=cast.ana)
    assert (part.shown_seq, part.shown_from) == (part.seq, 0)
