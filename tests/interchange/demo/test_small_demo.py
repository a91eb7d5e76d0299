"""The small demo as it stands in the database."""

import pytest
from django.contrib.auth import authenticate
from django.db.models import F

from rapport.contacts.models import Connection, Invitation
from rapport.contacts.queries.due import due_for_reminder
from rapport.groups.models import Membership
from rapport.interchange.demo.building import Built
from rapport.interchange.demo.pairs import PAIRS
from rapport.interchange.demo.writing import PASSWORD
from rapport.kit.policy import policy
from rapport.members.actions import credit_balance
from rapport.members.models import CreditEntry, CreditLot, Member
from rapport.messaging.models import Introduction, Message, Opening, Participation, Thread
from rapport.messaging.queries.inbox import box_of, introductions_to_answer, introductions_waiting
from rapport.messaging.queries.reach_facts import facts_for
from rapport.notices.models import Mail, Notice
from rapport.rules.policy.model import ROWS
from rapport.rules.reach import menu
from tests.interchange.demo.conftest import NOW

pytestmark = pytest.mark.django_db


def by_handle(handle: str) -> Member:
    return Member.objects.get(handle=handle)


def primary(viewer: str, target: str) -> tuple[str, str]:
    ids = by_handle(viewer).pk, by_handle(target).pk
    found = menu(facts_for(ids[0], [ids[1]], NOW, policy())[ids[1]], policy()).to_json()["primary"]
    return found["way"], found["reason"]


@pytest.mark.parametrize("pair", PAIRS, ids=lambda pair: f"{pair.row}-{pair.target}")
def test_each_row_of_the_reach_table_has_its_pair(demo, pair):
    assert primary(pair.viewer, pair.target) == (pair.way, pair.reason)


def test_the_pairs_show_every_row_and_every_button(demo):
    fixed = {
        "self",
        "unavailable",
        "incoming_invitation",
        "restricted",
        "first_degree",
        "existing_conversation",
        "pending",
        "awaiting_answer",
        "closed",
    }
    assert {pair.row for pair in PAIRS} == fixed | set(ROWS)
    assert {pair.way for pair in PAIRS} == {
        "edit",
        "none",
        "accept",
        "message",
        "pending",
        "waiting",
        "follow",
        "connect",
        "request",
        "introduction",
        "inmail",
    }


def test_it_tells_how_much_was_made(demo):
    assert demo == Built(
        60, Connection.objects.count() // 2, Thread.objects.count(), Message.objects.count(), 0
    )
    assert demo.messages >= 2000


def test_ana_signs_in_with_the_printed_password_and_a_confirmed_address(demo, settings):
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
    ana = by_handle("ana")
    assert authenticate(None, email="ana@demo.example", password=PASSWORD) == ana
    assert ana.emailaddress_set.get().verified
    assert by_handle("nadia").is_staff
    assert Member.objects.filter(is_staff=True).count() == 1


def test_sequences_have_no_gap_and_every_side_agrees_with_its_thread(demo):
    for thread in Thread.objects.prefetch_related("messages", "participations"):
        numbers = [message.seq for message in thread.messages.all()]
        assert numbers == list(range(1, thread.last_seq + 1))
        last = list(thread.messages.all())[-1]
        assert (thread.last_at, thread.last_from_id) == (last.sent_at, last.author_id)
        assert last.text.startswith(thread.preview[:40])
        sides = thread.participations.all()
        assert {side.member_id for side in sides} == {thread.low_id, thread.high_id}
        assert {(side.seq, side.last_at) for side in sides} == {(thread.last_seq, thread.last_at)}
        boxes = {side.box for side in sides}
        if thread.state == "open":
            assert boxes == {"inbox"}
        elif thread.state == "held":
            assert boxes in ({"requests", "waiting"}, {"ignored", "waiting"})
        else:
            assert boxes == {"ignored", "inbox"}
    assert not Participation.objects.filter(read_seq__gt=F("seq")).exists()


def test_every_connection_stands_from_both_sides_since_the_same_moment(demo):
    rows = set(Connection.objects.values_list("member_id", "other_id", "since"))
    assert {(b, a, since) for a, b, since in rows} == rows


def test_messages_to_people_who_were_no_connections_are_marked(demo):
    connected = set(Connection.objects.values_list("member_id", "other_id"))
    held = Thread.objects.exclude(way__in=["message", "introduction"])
    assert held.count() >= 30
    for thread in held:
        assert (thread.low_id, thread.high_id) not in connected
        assert all(thread.messages.values_list("to_stranger", flat=True))


def test_the_ledger_of_credits_sums_to_what_remains(demo):
    for lot in CreditLot.objects.prefetch_related("entries"):
        assert sum(entry.amount for entry in lot.entries.all()) == lot.remaining
        assert lot.remaining >= 0
    assert not CreditLot.objects.filter(expires_at__lte=NOW, remaining__gt=0).exists()
    assert CreditEntry.objects.filter(kind="spend").count() == (
        Opening.objects.filter(way="inmail").count()
    )
    assert credit_balance(by_handle("ana").pk, NOW) >= 1


def test_anas_inbox_has_something_in_every_box(demo):
    ana = by_handle("ana").pk
    for box in ("inbox", "requests", "waiting", "sent"):
        assert box_of(ana, box).rows, box
    assert sum(row.unread for row in box_of(ana, "inbox").rows) >= 2
    assert [one.asker.handle for one in introductions_to_answer(ana, NOW, policy())] == [
        "joao",
        "ingrid",
    ]
    assert [one.target.handle for one in introductions_waiting(ana, NOW, policy())] == ["priya"]


def test_ana_has_new_notices_and_nobody_gets_mail(demo):
    ana = by_handle("ana")
    assert Notice.objects.filter(member=ana, read_at=None).count() >= 4
    assert Notice.objects.filter(member=ana).exclude(read_at=None).exists()
    assert not Mail.objects.exists()


def test_invitations_and_introductions_stand_in_every_state(demo):
    assert set(Invitation.objects.values_list("state", flat=True)) == {
        "pending",
        "accepted",
        "ignored",
        "withdrawn",
        "unknown",
        "expired",
    }
    assert set(Introduction.objects.values_list("state", flat=True)) >= {
        "asked",
        "passed",
        "accepted",
        "declined",
    }


def test_the_jobs_find_nothing_left_to_remind_of_or_to_end(demo):
    """Else a fresh demo would tell everybody of old invitations in its first second."""
    assert due_for_reminder(NOW, policy()) == []
    assert not Invitation.objects.filter(
        state__in=["pending", "ignored"], sent_at__lte=NOW - policy().invite.expires
    ).exists()


def test_nothing_lies_in_the_future_but_events_and_restrictions(demo):
    for table, column in (
        (Message, "sent_at"),
        (Connection, "since"),
        (Invitation, "state_at"),
        (Introduction, "state_at"),
        (Membership, "joined_at"),
        (Opening, "at"),
        (Notice, "created_at"),
    ):
        assert not table.objects.filter(**{f"{column}__gt": NOW}).exists(), table


def test_following_becomes_primary_at_the_cap_of_connections(demo, settings, tmp_path):
    """The other half of the row `follow_primary`: with the cap lowered to what Kenji has."""
    kenji = by_handle("kenji")
    cap = Connection.objects.filter(member=kenji).count()
    file = tmp_path / "low.toml"
    file.write_text(f"[connections]\nmax = {cap}\n")
    settings.POLICY = str(file)
    policy.cache_clear()
    strangers = Member.objects.exclude(connections__other=kenji).exclude(handle="kenji")

    seen = {primary(member.handle, "kenji") for member in strangers}

    assert ("follow", "at_connection_cap") in seen
    assert "connect" not in {way for way, _ in seen}
