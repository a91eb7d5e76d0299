"""Group conversations: made of connections, with people who come and go, each seeing their part."""

from datetime import datetime, timedelta
from uuid import uuid4

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext

from rapport.contacts import actions as contacts
from rapport.contacts.actions import bonds
from rapport.kit.clock import now
from rapport.kit.policy import policy
from rapport.kit.refusals import Refused
from rapport.live.models import Outbox
from rapport.members.actions import restrict
from rapport.messaging.actions import group_members as people
from rapport.messaging.actions.changing import delete_message, edit_message
from rapport.messaging.actions.group_making import Making, make_group, rename
from rapport.messaging.actions.group_sending import GroupDraft, send_to_group
from rapport.messaging.actions.outcomes import Sent
from rapport.messaging.actions.reacting import react, take_back
from rapport.messaging.actions.requests import accept
from rapport.messaging.api.messages import messages_json
from rapport.messaging.models import Message, Participation, Thread
from rapport.messaging.queries.group_threads import group_view
from rapport.messaging.queries.inbox import box_of
from rapport.messaging.queries.messages import message_for
from rapport.messaging.queries.threads import messages_of, participation_in
from rapport.notices.jobs.news import make_notices
from rapport.notices.models import Notice
from tests.cast import connect, done, make_member
from tests.groups_cast import group_of, said

pytestmark = pytest.mark.django_db


def seen(member, thread):
    """The words that this member sees, oldest first; lines by their event."""
    part = participation_in(member.pk, thread)
    return [row.event or row.text for row in messages_of(part).rows]


def living(thread):
    return [p.member.handle for p in group_view_any(thread).living]


def group_view_any(thread):
    part = Participation.objects.filter(thread__public_id=thread, left_seq=None).first()
    return group_view(part.member_id, thread)


def test_it_is_made_of_ones_connections_who_are_told_and_find_it_unread(cast):
    thread = group_of(cast)

    assert living(thread) == ["bo", "ana", "cy"]
    for member in (cast.ana, cast.cy):
        (row,) = box_of(member.pk, "inbox").rows
        assert (row.names, row.unread, row.participation.seq) == ("Harbour plans", True, 1)
    (row,) = box_of(cast.bo.pk, "inbox").rows
    assert not row.unread
    make_notices(now())
    notice = Notice.objects.get(member=cast.ana)
    assert notice.sentence == "Bo Lindqvist added you to \u201cHarbour plans\u201d."
    assert str(thread) in notice.path


def test_a_retry_of_making_makes_nothing_twice(cast):
    making = Making(cast.bo.pk, "Harbour plans", ["ana", "cy"], uuid4())

    first, second = done(make_group(making)), done(make_group(making))

    assert (first.id, second.repeated) == (second.id, True)
    assert Thread.objects.count() == 1


def test_a_message_reaches_everybody_in_one_sequence_without_gap(cast):
    thread = group_of(cast)

    for member, words in ((cast.bo, "One"), (cast.ana, "Two"), (cast.cy, "Three")):
        said(member, thread, words)

    assert seen(cast.ana, thread) == ["made", "One", "Two", "Three"]
    assert list(Message.objects.values_list("seq", flat=True)) == [1, 2, 3, 4]
    (row,) = box_of(cast.ana.pk, "inbox").rows
    assert (row.preview, row.from_name, row.unread) == ("Three", "Cy Okafor", True)
    make_notices(now())
    sentences = set(Notice.objects.filter(member=cast.ana).values_list("sentence", flat=True))
    assert "Cy Okafor wrote in \u201cHarbour plans\u201d." in sentences


def test_a_repeated_client_id_writes_once_and_one_of_elsewhere_is_a_conflict(cast):
    thread, other = group_of(cast), group_of(cast, title="Other")
    draft = GroupDraft(cast.bo.pk, thread, "Once", uuid4())

    first, again = send_to_group(draft), send_to_group(draft)

    assert (first.message, again.repeated) == (again.message, True)
    elsewhere = send_to_group(GroupDraft(cast.bo.pk, other, "Once", draft.client_id))
    assert elsewhere.code == "conflict"


def test_who_joins_later_sees_only_what_is_written_from_then_on(cast):
    cleo = make_member("cleo")
    connect(cast.cy, cleo)
    thread = group_of(cast)
    early = said(cast.bo, thread, "Before her")
    done(people.add(cast.cy.pk, thread, ["@Cleo"]))
    said(cast.ana, thread, "After her", reply_to=early.message)

    assert seen(cleo, thread) == ["added", "After her"]
    assert message_for(cleo.pk, early.message) is None
    assert seen(cast.bo, thread) == ["made", "Before her", "added", "After her"]


def test_with_the_whole_history_who_joins_later_sees_all(cast):
    cleo = make_member("cleo")
    connect(cast.cy, cleo)
    thread = group_of(cast, history="all")
    said(cast.bo, thread, "Before her")
    done(people.add(cast.cy.pk, thread, ["cleo"]))

    assert seen(cleo, thread) == ["made", "Before her", "added"]


def test_who_leaves_keeps_what_they_saw_and_sees_and_writes_nothing_more(cast):
    thread = group_of(cast)
    before = said(cast.bo, thread, "Still there")
    own = said(cast.cy, thread, "Mine")
    done(people.leave(cast.cy.pk, thread))
    said(cast.bo, thread, "Among us")
    done(rename(cast.bo.pk, thread, "Renamed since"))

    assert seen(cast.cy, thread) == ["made", "Still there", "Mine", "left"]
    (row,) = box_of(cast.cy.pk, "inbox").rows
    assert (row.names, row.preview, row.from_name) == ("Harbour plans", "", "")
    assert group_view(cast.cy.pk, thread).living == ()
    for refused in (
        send_to_group(GroupDraft(cast.cy.pk, thread, "Hello?", uuid4())),
        react(cast.cy.pk, before.message, "\U0001f44d"),
        take_back(cast.cy.pk, before.message, "\U0001f44d"),
        people.add(cast.cy.pk, thread, ["bo"]),
        people.remove(cast.cy.pk, thread, "ana"),
        rename(cast.cy.pk, thread, "Mine now"),
    ):
        assert refused.code == "left_group"
    assert edit_message(cast.cy.pk, own.message, "Other words").code == "not_found"
    assert delete_message(cast.cy.pk, own.message).code == "not_found"
    assert done(people.leave(cast.cy.pk, thread)).repeated


def test_what_is_changed_after_somebody_left_is_not_theirs_to_see(cast):
    thread = group_of(cast)
    sent = said(cast.bo, thread, "Harmless")
    done(people.leave(cast.cy.pk, thread))

    done(edit_message(cast.bo.pk, sent.message, "A secret"))

    assert seen(cast.cy, thread) == ["made", "left"]
    assert message_for(cast.cy.pk, sent.message) is None
    assert seen(cast.ana, thread) == ["made", "A secret", "left"]


def test_the_host_takes_somebody_out_who_is_told(cast):
    thread = group_of(cast)

    assert people.remove(cast.ana.pk, thread, "cy").code == "not_host"
    assert people.remove(cast.bo.pk, thread, "bo").code == "not_found"
    assert people.remove(cast.bo.pk, thread, "dee").code == "not_found"
    done(people.remove(cast.bo.pk, thread, "cy"))

    assert living(thread) == ["bo", "ana"]
    assert Outbox.objects.filter(member=cast.cy, kind="group_removed").count() == 1


def test_when_the_host_leaves_who_has_been_there_longest_is_host(cast):
    thread = group_of(cast)
    done(people.leave(cast.bo.pk, thread))

    assert group_view(cast.ana.pk, thread).host_id == cast.ana.pk
    done(rename(cast.ana.pk, thread, "Ours"))
    done(people.remove(cast.ana.pk, thread, "cy"))


def test_when_the_account_of_the_host_goes_the_conversation_stays(cast):
    thread = group_of(cast)
    said(cast.bo, thread, "Mine goes with me")
    said(cast.ana, thread, "Mine stays")
    cast.bo.delete()

    assert seen(cast.ana, thread) == ["Mine stays"]
    assert group_view(cast.cy.pk, thread).host_id == cast.ana.pk
    said(cast.cy, thread, "And on it goes")


def test_who_comes_back_sees_what_is_written_from_then_on(cast):
    thread = group_of(cast)
    done(people.leave(cast.cy.pk, thread))
    said(cast.bo, thread, "Meanwhile")
    done(people.add(cast.bo.pk, thread, ["cy"]))
    said(cast.ana, thread, "Welcome back")

    assert seen(cast.cy, thread) == ["added", "Welcome back"]
    assert living(thread) == ["bo", "ana", "cy"]
    assert done(people.add(cast.bo.pk, thread, ["cy"])).repeated


ADDING = {
    "a stranger": lambda cast: "dee",
    "nobody": lambda cast: "nobody-of-that-name",
    "somebody blocked": lambda cast: "eve",
    "somebody who blocked": lambda cast: (
        connect(cast.ana, cast.dee), bonds.block(cast.dee.pk, cast.ana.pk, now()), "dee",
    )[-1],
    "somebody closed": lambda cast: (
        connect(cast.ana, cast.dee), shut(cast.dee), "dee",
    )[-1],
    "oneself": lambda cast: "ana",
}  # fmt: skip


def shut(member):
    member.reach.closed = True
    member.reach.save()


@pytest.mark.parametrize("who", ADDING)
def test_whoever_cannot_be_added_gets_the_same_answer(cast, who):
    cleo = make_member("cleo")
    connect(cast.ana, cleo)
    handle = ADDING[who](cast)

    refused = make_group(Making(cast.ana.pk, "All", ["bo", "cleo", handle], uuid4()))

    words = f"@{handle} can't be added: only people you are connected to can."
    assert (refused.code, refused.sentence) == ("not_yours_to_add", words)
    assert not Thread.objects.exists()
    done(make_group(Making(cast.ana.pk, "All", ["bo", "cleo"], uuid4())))


MAKING = {
    "title_empty": {"title": "  \n "},
    "title_too_long": {"title": "a" * 101},
    "too_few_people": {"handles": ["ana"]},
    "history_not_taken": {"history": "none"},
    "unwritable": {"title": "half \ud800"},
}


@pytest.mark.parametrize("code", MAKING)
def test_what_is_wrong_with_a_new_one_is_named(cast, code):
    given = {"title": "Harbour", "handles": ["ana", "cy"], "client_id": uuid4()} | MAKING[code]

    refused = make_group(Making(cast.bo.pk, **given))

    assert refused.code == code
    assert not Thread.objects.exists()


def test_the_place_may_fix_the_history_and_the_number(cast, settings, tmp_path):
    file = tmp_path / "policy.toml"
    file.write_text('preset = "humane"\n[groupchat]\nmax = 3\nhistory = "always"')
    settings.POLICY = str(file)
    policy.cache_clear()

    joined = Making(cast.bo.pk, "Harbour", ["ana", "cy"], uuid4(), "joined")
    assert make_group(joined).code == "history_not_taken"
    thread = done(make_group(Making(cast.bo.pk, "Harbour", ["ana", "cy"], uuid4()))).id
    assert Thread.objects.get().history == "all"
    connect(cast.bo, cast.dee)
    assert people.add(cast.bo.pk, thread, ["dee"]).code == "group_full"


def test_a_restricted_member_reads_and_neither_writes_nor_adds(cast):
    thread = group_of(cast)
    restrict(cast.bo.pk, "sending", now() + timedelta(days=1), "testing")
    connect(cast.bo, cast.dee)

    for refused in (
        send_to_group(GroupDraft(cast.bo.pk, thread, "Hello", uuid4())),
        people.add(cast.bo.pk, thread, ["dee"]),
        make_group(Making(cast.bo.pk, "More", ["ana", "cy"], uuid4())),
    ):
        assert refused.code == "sender_restricted"
    assert seen(cast.bo, thread) == ["made"]


def test_a_newcomer_among_people_they_do_not_know_has_few_messages(cast, settings, tmp_path):
    new = make_member("new", joined_at=now())
    connect(cast.bo, new)
    thread = group_of(cast)
    done(people.add(cast.bo.pk, thread, ["new"]))
    file = tmp_path / "policy.toml"
    file.write_text('preset = "humane"\n[send]\nnew_member_messages = 1')
    settings.POLICY = str(file)
    policy.cache_clear()

    said(new, thread, "Hello all")
    refused = send_to_group(GroupDraft(new.pk, thread, "Me again", uuid4()))

    assert refused.code == "newcomer_messages"


def test_words_are_judged_as_in_every_conversation(cast):
    thread = group_of(cast)
    for text, code in (("  ", "text_empty"), ("a" * 8001, "text_too_long"),
                       ("Hello {first_name}", "blank")):  # fmt: skip
        refused = send_to_group(GroupDraft(cast.bo.pk, thread, text, uuid4()))
        assert isinstance(refused, Refused), text
        assert refused.code == code or code == "blank"
    foreign = send_to_group(GroupDraft(cast.bo.pk, thread, "Yes", uuid4(), reply_to=uuid4()))
    assert foreign.code == "reply_astray"


def test_strangers_find_nothing_there(cast):
    thread = group_of(cast)
    for refused in (
        send_to_group(GroupDraft(cast.dee.pk, thread, "Hello", uuid4())),
        people.add(cast.dee.pk, thread, ["ana"]),
        people.leave(cast.dee.pk, thread),
        people.remove(cast.dee.pk, thread, "ana"),
        rename(cast.dee.pk, thread, "Ours"),
        accept(cast.ana.pk, thread),
    ):
        assert refused.code == "not_found"


def test_between_two_of_whom_one_blocked_the_other_there_is_no_notice(cast):
    thread = group_of(cast)
    contacts.block(cast.ana.pk, cast.cy.pk, now())
    part = Participation.objects.filter(member=cast.ana, thread__public_id=thread)
    part.update(read_seq=1)
    Outbox.objects.all().delete()

    said(cast.cy, thread, "To all")

    assert list(Outbox.objects.values_list("member__handle", flat=True)) == ["bo"]
    (row,) = box_of(cast.ana.pk, "inbox").rows
    assert (row.unread, row.preview, row.from_name) == (False, "", "")
    Outbox.objects.all().delete()
    said(cast.ana, thread, "To all")
    assert list(Outbox.objects.values_list("member__handle", flat=True)) == ["bo"]


def test_changing_and_deleting_carry_to_the_preview_whatever_line_came_after(cast):
    thread = group_of(cast)
    sent = said(cast.bo, thread, "Frist")
    done(rename(cast.bo.pk, thread, "Another title"))

    done(edit_message(cast.bo.pk, sent.message, "First"))
    assert Thread.objects.get().preview == "First"
    done(delete_message(cast.bo.pk, sent.message))
    assert Thread.objects.get().preview == ""


def test_everybody_reacts_and_everybody_replies(cast):
    thread = group_of(cast)
    sent = said(cast.bo, thread, "When?")

    done(react(cast.ana.pk, sent.message, "\U0001f44d"))
    done(react(cast.cy.pk, sent.message, "\U0001f44d"))
    reply = said(cast.cy, thread, "Now", reply_to=sent.message)

    assert Message.objects.get(public_id=reply.message).reply_to.public_id == sent.message
    assert Message.objects.get(public_id=sent.message).reactions.count() == 2


def test_lines_are_no_messages_to_change_or_react_to(cast):
    thread = group_of(cast)
    line = Message.objects.get(thread__public_id=thread).public_id

    assert edit_message(cast.bo.pk, line, "Other").code == "not_found"
    assert react(cast.ana.pk, line, "\U0001f44d").code == "not_found"
    assert isinstance(said(cast.bo, thread, "Real"), Sent)


def test_a_message_costs_as_many_statements_for_ten_as_for_three(cast):
    small = group_of(cast)
    large = group_of(cast, title="Many")
    crowd = [make_member(f"person-{number}") for number in range(7)]
    for one in crowd:
        connect(cast.bo, one)
    done(people.add(cast.bo.pk, large, [one.handle for one in crowd]))

    counts = []
    for thread in (small, large):
        with CaptureQueriesContext(connection) as asked:
            said(cast.bo, thread, "To all")
        counts.append(len(asked.captured_queries))

    assert counts[0] == counts[1] <= 30
    assert Outbox.objects.filter(kind="message").count() == 2 + 9


def test_a_day_has_room_for_so_many_new_ones_and_says_when_the_next_may_be(cast):
    most = policy().groupchat.per_day
    for number in range(most):
        with time_machine.travel(now() + timedelta(minutes=number), tick=False):
            group_of(cast, f"Plan {number}")
    one_more = Making(cast.bo.pk, "One more", ["ana", "cy"], uuid4())
    first = Message.objects.filter(event="made").earliest("sent_at").sent_at
    with time_machine.travel(first + timedelta(hours=23)):
        refused = make_group(one_more)
        assert (refused.code, refused.status) == ("groupchats_limit", 429)
        assert refused.numbers == {"limit": most, "used": most}
        assert datetime.fromisoformat(refused.unlock[0]["at"]) >= first + timedelta(hours=24)
    assert Thread.objects.count() == most
    with time_machine.travel(first + timedelta(hours=24, seconds=1)):
        done(make_group(one_more))


def test_who_left_sees_no_reaction_that_was_given_later(cast, as_member):
    thread = group_of(cast)
    sent = said(cast.bo, thread, "Tea at four")
    done(react(cast.cy.pk, sent.message, "👍"))
    done(people.leave(cast.ana.pk, thread))
    with time_machine.travel(now() + timedelta(minutes=1)):
        done(react(cast.bo.pk, sent.message, "🎉"))

    def shown(member):
        page = as_member(member).get(f"/messages/{thread}/after/1/").content.decode()
        part = participation_in(member.pk, thread)
        told = messages_json(messages_of(part).rows, part)[1]["reactions"]
        return [one["emoji"] for one in told if f"{one['emoji']} {one['count']}" in page]

    assert shown(cast.ana) == ["👍"]
    assert shown(cast.cy) == ["👍", "🎉"]
    assert "🎉" not in as_member(cast.ana).get(f"/messages/{thread}/").content.decode()
