"""News become notices once, with a mail where it is wanted, and without the words of a message."""

from datetime import timedelta
from email import message_from_bytes
from uuid import uuid4

import pytest
from allauth.account.models import EmailAddress
from django.test import Client

from rapport.kit.clock import now
from rapport.live.actions import tell
from rapport.live.models import Outbox
from rapport.notices.actions import mark_read_at, want_mail
from rapport.notices.jobs.news import KEEP_TOLD, forget_news, mail_notices, make_notices
from rapport.notices.models import Mail, Notice
from rapport.notices.queries import unread_count, wants_mail, wishes_of
from tests.cast import write

pytestmark = pytest.mark.django_db


def news(member, kind: str = "message", **about) -> str:
    """Something to tell; returns the path it will lead to."""
    thread = str(uuid4())
    tell(member.pk, kind, {"from": "Ana Pereira", "handle": "ana", "thread": thread, **about})
    return f"/messages/{about.get('thread', thread)}/"


def tell_all(at=None) -> None:
    """Both jobs, as the schedule runs them."""
    make_notices(at or now())
    mail_notices(at or now())


def test_a_message_becomes_one_notice_and_one_mail_without_its_words(cast):
    write(cast.ana, cast.bo, "My private words to you.")
    assert make_notices(now()) == 1
    assert make_notices(now()) == 0
    assert (mail_notices(now()), mail_notices(now())) == (1, 0)
    notice = Notice.objects.get()
    assert (notice.member, notice.sentence) == (cast.bo, "Ana Pereira wrote to you.")
    (mail,) = Mail.objects.all()
    assert mail.to == "bo@example.org"
    assert notice.path in mail.raw
    assert "private words" not in mail.raw
    assert unread_count(cast.bo.pk) == 1


def test_more_messages_while_bo_is_away_bring_no_more_mail(cast):
    path = news(cast.bo)
    thread = path.split("/")[2]
    news(cast.bo, thread=thread)
    tell_all()
    assert (Notice.objects.get().count, Mail.objects.count()) == (2, 1)
    news(cast.bo, thread=thread)
    tell_all()
    assert (Notice.objects.get().count, Mail.objects.count()) == (3, 1)
    mark_read_at(cast.bo.pk, path, now())
    news(cast.bo, thread=thread)
    tell_all()
    assert sorted(Notice.objects.values_list("count", flat=True)) == [1, 3]
    assert Mail.objects.count() == 2


def test_reading_the_conversation_reads_what_told_of_it(cast, as_member, client):
    sent = write(cast.ana, cast.bo, "Hello Bo, how did the talk go?")
    make_notices(now())
    as_member(cast.bo)
    client.post(f"/messages/{sent.thread}/read/")
    assert unread_count(cast.bo.pk) == 0


@pytest.mark.parametrize("why", ["not wanted", "not confirmed", "closed"])
def test_no_mail_goes_out(cast, why):
    if why == "not wanted":
        want_mail(cast.bo.pk, False)
    elif why == "not confirmed":
        EmailAddress.objects.filter(user=cast.bo).update(verified=False)
    else:
        cast.bo.is_active = False
        cast.bo.save()
    news(cast.bo)
    tell_all()
    assert (Notice.objects.count(), Mail.objects.count()) == (1, 0)


def test_what_cannot_be_told_holds_up_no_other_and_is_given_up(cast, caplog):
    news(cast.bo, kind="gossip")
    news(cast.bo)
    at = now()
    assert make_notices(at) == 1
    for _ in range(6):
        at += timedelta(hours=1)
        make_notices(at)
    assert Notice.objects.count() == 1
    assert "given up" in caplog.text
    assert Outbox.objects.filter(told_at=None).count() == 0


def test_told_rows_are_forgotten_and_notices_stay(cast):
    news(cast.bo)
    make_notices(now())
    assert forget_news(now() + KEEP_TOLD + timedelta(minutes=1)) == 1
    assert Notice.objects.count() == 1


def stop_link(client: Client) -> str:
    mail = message_from_bytes(Mail.objects.get().raw.encode())
    assert mail["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    link = mail["List-Unsubscribe"].replace("\n", "").replace(" ", "").strip("<>")
    return link.split("/", 3)[3]


def test_one_press_stops_the_mail_signed_out_and_without_a_token_of_a_form(cast):
    """RFC 8058: the mail program posts to the link of the header, without cookies."""
    news(cast.bo)
    tell_all()
    program = Client(enforce_csrf_checks=True)
    link = "/" + stop_link(program)
    assert b"Stop mail about" in program.get(link).content
    assert wishes_of(cast.bo.pk).mail_rhythm("message") == "at_once"
    assert program.post(link, {"List-Unsubscribe": "One-Click"}).status_code == 200
    assert wishes_of(cast.bo.pk).mail_rhythm("message") == "never"
    assert wishes_of(cast.bo.pk).mail_rhythm("invitation") == "at_once"
    assert wishes_of(cast.ana.pk).mail_rhythm("message") == "at_once"
    assert program.post(link, {"all": "yes"}).status_code == 200
    assert not wants_mail(cast.bo.pk)
    assert wants_mail(cast.ana.pk)


def test_a_mail_of_several_topics_stops_all_mail_about_news(cast):
    news(cast.bo)
    news(cast.bo, kind="invitation")
    tell_all()
    program = Client(enforce_csrf_checks=True)
    program.post("/" + stop_link(program), {"List-Unsubscribe": "One-Click"})
    assert not wants_mail(cast.bo.pk)


def test_answers_to_a_mail_lead_nowhere_and_carry_no_token(cast):
    """Whoever answers a notice must not act by it: no address of the mail is one of a thread."""
    news(cast.bo)
    tell_all()
    mail = message_from_bytes(Mail.objects.get().raw.encode())
    link = stop_link(Client())
    token = link.rstrip("/").split("/")[-1]
    assert mail["Reply-To"] is None
    assert mail["From"] == "Rapport <rapport@localhost>"
    for name, value in mail.items():
        assert name == "List-Unsubscribe" or token not in value
    assert "cc" not in {name.lower() for name in mail.keys()}  # noqa: SIM118


@pytest.mark.parametrize("change", [lambda t: t[:-1], lambda t: "x" + t, lambda t: "a" * 5000])
def test_a_changed_link_stops_nothing(cast, client, change):
    news(cast.bo)
    tell_all()
    token = stop_link(client).rstrip("/").split("/")[-1]
    assert client.post(f"/notices/unsubscribe/{change(token)}/").status_code == 404
    assert wants_mail(cast.bo.pk)
