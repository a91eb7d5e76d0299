"""Every refusal of every way, as the page, the API and the command line tell it: one verdict.

Each row prepares the cast; Ana is the one who tries. Reasons and their order are tested in
tests/rules; here the facts are real and the three doors must agree.
"""

import json
from datetime import timedelta
from uuid import uuid4

import pytest
from django.db.models import Q

from rapport.cli.explaining import explained
from rapport.contacts import actions as contacts
from rapport.contacts.models import Invitation
from rapport.kit.clock import now
from rapport.kit.policy import policy
from rapport.members.actions import join, restrict
from rapport.members.actions.tokens import make_token
from rapport.members.models import CreditLot
from rapport.members.scopes import SCOPES
from rapport.messaging.actions import connect, introduction, requests
from rapport.messaging.models import Message, Thread
from rapport.rules.reach import Way
from tests.cast import connect as connect_pair
from tests.cast import done, make_member, share_group, write

pytestmark = pytest.mark.django_db


@pytest.fixture
def story(cast, settings, tmp_path):
    """What the preparations below may use."""

    class Story:
        def __init__(self):
            self.cast = cast
            self.viewer = cast.ana

        def numbers(self, text, preset="humane"):
            file = tmp_path / "policy.toml"
            file.write_text(f'preset = "{preset}"\n{text}')
            settings.POLICY = str(file)
            policy.cache_clear()

        def invite(self, one, other, note=""):
            inviting = connect.Inviting(one.pk, other.pk, note, uuid4())
            return Invitation.objects.get(public_id=done(connect.invite(inviting)).id)

        def set(self, member, **changes):
            for key, value in changes.items():
                setattr(member.reach, key, value)
            member.reach.save()

        def newcomer(self):
            self.viewer = make_member("new", joined_at=now() - timedelta(hours=1))
            share_group(self.viewer)
            connect_pair(self.viewer, self.cast.bo)

        def crowd(self, size):
            people = [make_member(f"person-{number}") for number in range(size)]
            share_group(*people)
            return people

    return Story()


def ended(story, state):
    """Ana invited Cy, and that ended in this state."""
    contacts.move_invitation(story.invite(story.cast.ana, story.cast.cy), state, now())


def declined(story, to, way, subject=""):
    """Ana wrote, and it was declined."""
    sent = write(story.viewer, to, "Hello", way, subject)
    done(requests.decline(to.pk, sent.thread))


def no_credits(story):
    CreditLot.objects.filter(member=story.viewer).update(remaining=0)


def asked(story, target, viewer=None):
    one = viewer or story.viewer
    ask = introduction.Asked(one.pk, story.cast.bo.pk, target.pk, "Why not", uuid4())
    return done(introduction.ask(ask))


def open_conversation(story):
    """Ana and Dee talk, without being connected."""
    write(story.cast.ana, story.cast.dee, "Hello", Way.REQUEST)
    write(story.cast.dee, story.cast.ana, "Hello yourself")


def prepare_open_profile_declined(s):
    declined(s, s.cast.dee, Way.REQUEST)
    s.set(s.cast.dee, open_profile=True)


def prepare_open_profile_spent(s):
    s.numbers("[send]\nnew_conversations_per_day = 1")
    write(s.viewer, s.crowd(1)[0], "Hello", Way.REQUEST)
    s.set(s.cast.cy, open_profile=True)


def prepare_newcomer_conversations(s):
    s.newcomer()
    for person in s.crowd(2):
        write(s.viewer, person, "Hello", Way.REQUEST)


def prepare_newcomer_messages(s):
    s.newcomer()
    s.numbers("[send]\nnew_member_conversations = 9\nnew_member_messages = 1")
    write(s.viewer, s.crowd(1)[0], "Hello", Way.REQUEST)


def prepare_newcomer_talk(s):
    prepare_newcomer_messages(s)
    person = s.crowd_one = make_member("talker")
    share_group(person)
    s.talker = person


def prepare_cap(s, to_viewer):
    invitation = s.invite(s.cast.cy, s.cast.ana)
    s.numbers("[connections]\nmax = 1")
    if not to_viewer:
        s.cast.ana.connections.all().delete()
    return invitation


def prepare_weekly(s):
    s.numbers("[invite]\nlimit_basic = 1\nlimit_plus = 1")
    s.invite(s.viewer, s.crowd(1)[0])


def prepare_pending_cap(s):
    s.numbers("[invite]\npending_max = 1")
    s.invite(s.viewer, s.crowd(1)[0])


def prepare_newcomer_invitations(s):
    s.newcomer()
    s.numbers("[invite]\nnew_member_limit = 1")
    s.invite(s.viewer, s.crowd(1)[0])


def prepare_monthly(s):
    s.numbers("[request]\nper_month = 1")
    write(s.viewer, s.crowd(1)[0], "Hello", Way.REQUEST)


def prepare_daily(s):
    s.numbers("[send]\nnew_conversations_per_day = 1")
    write(s.viewer, s.crowd(1)[0], "Hello", Way.REQUEST)


def prepare_introductions_open(s):
    people = s.crowd(3)
    for person in people:
        connect_pair(s.cast.bo, person)
        asked(s, person)


def fan_out(s):
    restrict(s.viewer.pk, "fan_out", now() + timedelta(days=3), "few answers")


def sending(s):
    restrict(s.viewer.pk, "sending", now() + timedelta(days=3), "too many")


# way, reason, target, preparation
STORIES = [
    ("message", "not_connected", "cy", None),
    ("message", "declined_before", "dee", prepare_open_profile_declined),
    ("message", "daily_conversations", "cy", prepare_open_profile_spent),
    ("message", "fan_out_closed", "cy",
     lambda s: (s.set(s.cast.cy, open_profile=True), fan_out(s))),
    ("message", "newcomer_conversations", "cy",
     lambda s: (prepare_newcomer_conversations(s), s.set(s.cast.cy, open_profile=True))),
    ("message", "newcomer_messages", "cy",
     lambda s: (prepare_newcomer_messages(s), s.set(s.cast.cy, open_profile=True))),
    ("message", "sender_restricted", "bo", sending),
    ("connect", "already_connected", "bo", None),
    ("connect", "pending", "cy", lambda s: s.invite(s.cast.ana, s.cast.cy)),
    ("connect", "pending", "cy", lambda s: ended(s, "ignored")),
    ("connect", "answer_theirs", "cy", lambda s: s.invite(s.cast.cy, s.cast.ana)),
    ("connect", "unknown_mark", "cy", lambda s: ended(s, "unknown")),
    ("connect", "withdrawn_lock", "cy", lambda s: ended(s, "withdrawn")),
    ("connect", "cap_reached", "cy", lambda s: s.numbers("[connections]\nmax = 1")),
    ("connect", "at_connection_cap", "bo",
     lambda s: (s.cast.ana.connections.all().delete(), s.numbers("[connections]\nmax = 2"),
                connect_pair(s.cast.bo, s.cast.dee))),
    ("connect", "pending_cap", "cy", prepare_pending_cap),
    ("connect", "weekly_limit", "cy", prepare_weekly),
    ("connect", "newcomer_invitations", "cy", prepare_newcomer_invitations),
    ("connect", "recipient_setting", "cy", lambda s: s.set(s.cast.cy, invitations_from="nobody")),
    ("connect", "recipient_setting", "dee",
     lambda s: s.set(s.cast.dee, invitations_from="second_degree")),
    ("connect", "proof_required", "cy",
     lambda s: s.set(s.cast.cy, invitations_from="acquainted")),
    ("connect", "sender_restricted", "cy", sending),
    ("accept", "nothing_to_accept", "cy", None),
    ("accept", "cap_reached", "cy", lambda s: prepare_cap(s, True)),
    ("accept", "at_connection_cap", "cy", lambda s: prepare_cap(s, False)),
    ("request", "awaiting_answer", "dee",
     lambda s: write(s.viewer, s.cast.dee, "Hello", Way.REQUEST)),
    ("request", "not_needed", "dee", open_conversation),
    ("request", "declined_before", "dee", lambda s: declined(s, s.cast.dee, Way.REQUEST)),
    ("request", "no_shared_ground", "cy", None),
    ("request", "recipient_setting", "dee", lambda s: s.set(s.cast.dee, requests=False)),
    ("request", "monthly_requests", "dee", prepare_monthly),
    ("request", "daily_conversations", "dee", prepare_daily),
    ("request", "newcomer_conversations", "dee", prepare_newcomer_conversations),
    ("request", "newcomer_messages", "dee", prepare_newcomer_messages),
    ("request", "fan_out_closed", "dee", fan_out),
    ("request", "sender_restricted", "dee", sending),
    ("inmail", "awaiting_answer", "cy",
     lambda s: write(s.viewer, s.cast.cy, "Hello", Way.INMAIL, "One")),
    ("inmail", "not_needed", "bo", None),
    ("inmail", "declined_before", "cy", lambda s: declined(s, s.cast.cy, Way.INMAIL, "One")),
    ("inmail", "recipient_setting", "cy", lambda s: s.set(s.cast.cy, inmail=False)),
    ("inmail", "no_credits", "cy", no_credits),
    ("inmail", "daily_conversations", "cy", prepare_daily),
    ("inmail", "newcomer_conversations", "cy", prepare_newcomer_conversations),
    ("inmail", "newcomer_messages", "cy", prepare_newcomer_messages),
    ("inmail", "fan_out_closed", "cy", fan_out),
    ("inmail", "sender_restricted", "cy", sending),
    ("introduction", "awaiting_answer", "cy", lambda s: asked(s, s.cast.cy)),
    ("introduction", "not_needed", "bo", None),
    ("introduction", "declined_before", "cy",
     lambda s: declined(s, s.cast.cy, Way.INMAIL, "One")),
    ("introduction", "no_shared_connection", "dee", None),
    ("introduction", "recipient_setting", "cy", lambda s: s.set(s.cast.cy, introductions=False)),
    ("introduction", "introductions_open", "cy", prepare_introductions_open),
    ("introduction", "sender_restricted", "cy", sending),
    ("follow", "already_following", "bo", None),
    ("follow", "recipient_setting", "cy", lambda s: s.set(s.cast.cy, followers="connections")),
]  # fmt: skip


@pytest.mark.parametrize(
    ("way", "reason", "target", "prepare"),
    STORIES,
    ids=[f"{way}-{reason}-{number}" for number, (way, reason, *_) in enumerate(STORIES)],
)
def test_page_api_and_command_line_refuse_alike(
    story, as_member, client, way, reason, target, prepare
):
    if prepare is not None:
        prepare(story)
    if reason == "already_following":
        contacts.follow(story.viewer.pk, story.cast.bo.pk, now())
    before = (Message.objects.count(), Invitation.objects.count(), Thread.objects.count())

    api = _by_api(client, story.viewer, target, way)
    shown = _by_page(as_member(story.viewer), target, way)
    told = "\n".join(explained(story.viewer.handle, target))

    assert api["code"] == reason
    assert api["sentence"] in shown["text"]
    assert shown["status"] == api["status"]
    assert f"({reason})" in told
    assert api["sentence"] in told
    assert next(w for w in api["ways"] if w["way"] == way)["reason"] == reason
    after = (Message.objects.count(), Invitation.objects.count(), Thread.objects.count())
    assert before == after


def _by_api(client, viewer, target, way):
    secret = make_token(viewer.pk, "test", list(SCOPES), 30, now()).secret
    keys = {"connect": {"note": ""}, "follow": {}, "accept": {}}.get(way, {"text": "Hello"})
    extra = {"introduction": {"via": "bo"}, "inmail": {"subject": "Hello"}}.get(way, {})
    answer = client.post(
        f"/api/v1/members/{target}/ways/{way}",
        data=json.dumps({**keys, **extra}),
        content_type="application/json",
        HTTP_AUTHORIZATION=f"Bearer {secret}",
    )
    return {**answer.json(), "status": answer.status_code}


def _by_page(client, target, way):
    import html

    body = {"text": "Hello", "note": "", "subject": "Hello", "via": "bo"}
    answer = client.post(f"/members/{target}/ways/{way}/", body)
    return {"text": html.unescape(answer.content.decode()), "status": answer.status_code}


def test_every_reason_of_the_gates_has_its_story():
    from rapport.rules.reach.gates import GATES

    asked_for = {(way.value, gate[0].value) for way, gates in GATES.items() for gate in gates}
    told = {(way, reason) for way, reason, *_ in STORIES}
    # Oneself and who is unavailable are 404 at these doors: test_pages and the matrix.
    elsewhere = {(way.value, reason) for way in Way for reason in ("self", "unavailable")}
    assert asked_for - elsewhere <= told, asked_for - elsewhere - told


CONTENT = [
    ("bo", "message", {"text": ""}, "text_empty"),
    ("bo", "message", {"text": "x" * 8001}, "text_too_long"),
    ("dee", "request", {"text": "x" * 2001}, "text_too_long"),
    ("cy", "connect", {"note": "x" * 301}, "note_too_long"),
    ("cy", "inmail", {"text": "Hi", "subject": "x" * 201}, "subject_too_long"),
    ("cy", "inmail", {"text": "x" * 2001, "subject": "Hi"}, "text_too_long"),
    ("cy", "introduction", {"text": " ", "via": "bo"}, "text_empty"),
    ("cy", "introduction", {"text": "Hi", "via": "dee"}, "no_shared_connection"),
]


@pytest.mark.parametrize(("target", "way", "body", "code"), CONTENT)
def test_content_is_refused_by_its_own_code_and_kept_on_the_page(
    cast, as_member, client, target, way, body, code
):
    secret = make_token(cast.ana.pk, "test", list(SCOPES), 30, now()).secret
    answer = client.post(
        f"/api/v1/members/{target}/ways/{way}",
        data=json.dumps(body),
        content_type="application/json",
        HTTP_AUTHORIZATION=f"Bearer {secret}",
    )
    shown = as_member(cast.ana).post(f"/members/{target}/ways/{way}/", body)

    assert answer.json()["code"] == code
    assert shown.status_code == answer.status_code
    typed = body.get("text") or body.get("note") or ""
    assert typed.strip() in shown.content.decode()
    assert not Message.objects.exists()
    assert not Invitation.objects.filter(Q(sender=cast.ana)).exists()


def test_an_unknown_handle_is_refused_by_every_door(cast, as_member, client):
    secret = make_token(cast.ana.pk, "test", list(SCOPES), 30, now()).secret
    for handle in ("nobody", "x" * 300, "%00", "ana'--"):
        page = as_member(cast.ana).post(f"/members/{handle}/ways/message/", {"text": "Hi"})
        api = client.post(
            f"/api/v1/members/{handle}/ways/message",
            data="{}",
            content_type="application/json",
            HTTP_AUTHORIZATION=f"Bearer {secret}",
        )
        assert page.status_code == 404
        # A handle that can't be one is refused for its shape.
        assert api.status_code in (404, 422)
    with pytest.raises(SystemExit) as left:
        list(explained("ana", "nobody"))
    assert left.value.code == 4


def test_joining_with_a_taken_handle_is_an_accident_and_writes_nothing(cast):
    from django.db import IntegrityError, transaction

    with pytest.raises(IntegrityError), transaction.atomic():
        join("other@example.org", "Other", handle="ana")
