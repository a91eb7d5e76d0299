"""Sending what waits: to a server that takes, delays, refuses, hangs or breaks off."""

import socket
import threading
import time
from collections import Counter
from datetime import timedelta
from email import message_from_bytes

import pytest
import time_machine
from aiosmtpd.controller import Controller
from django.core.mail import send_mail
from django.db import connection, connections

from rapport.kit.clock import now
from rapport.notices import smtp
from rapport.notices.actions.outbox import LEASE, claim_mail
from rapport.notices.jobs.mail import KEEP_DONE, forget_sent_mail
from rapport.notices.jobs.mail import send_mail as send_due
from rapport.notices.models import Mail
from rapport.notices.retry import GIVE_UP_AFTER

pytestmark = pytest.mark.django_db


class Server:
    """A mail server whose answers a story sets; what it took is in `taken`."""

    def __init__(self):
        self.rcpt = self.data = None
        self.after_data = lambda: None
        self.taken = []

    async def handle_RCPT(self, server, session, envelope, address, options):
        if self.rcpt and self.rcpt(address):
            return self.rcpt(address)
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):
        if self.data:
            return self.data
        self.taken.append((envelope.mail_from, envelope.rcpt_tos[0], envelope.content))
        if self.after_data() == "cut":
            server.transport.abort()
        return "250 taken"


@pytest.fixture
def server(settings):
    """Listens on a port of its own."""
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        port = found.getsockname()[1]
    handler = Server()
    controller = Controller(handler, hostname="127.0.0.1", port=port)
    controller.start()
    settings.SMTP_URL = f"smtp://127.0.0.1:{port}"
    yield handler
    controller.stop()


def write(to: str = "ana@example.org", subject: str = "Hello") -> Mail:
    send_mail(subject, "Olá\n.\nend", "Place <place@example.org>", [to])
    return Mail.objects.latest("pk")


def ids(server: Server) -> Counter:
    return Counter(message_from_bytes(content)["Message-ID"] for _, _, content in server.taken)


def test_a_mail_is_taken_once_and_the_job_may_run_twice(server, settings):
    mail = write()
    assert send_due(now()) == 1
    assert send_due(now()) == 0
    ((sender, to, content),) = server.taken
    assert (sender, to) == ("rapport@localhost", "ana@example.org")
    assert message_from_bytes(content)["Message-ID"] == mail.message_id
    assert "Olá\r\n.\r\nend" in content.decode()
    mail.refresh_from_db()
    assert mail.sent_at is not None


def test_many_go_by_one_connection_and_one_refusal_holds_up_no_other(server):
    server.rcpt = lambda to: "550 no such person" if to == "gone@example.org" else None
    for to in ("ana@example.org", "gone@example.org", "bo@example.org"):
        write(to)
    assert send_due(now()) == 3
    assert [to for _, to, _ in server.taken] == ["ana@example.org", "bo@example.org"]
    gone = Mail.objects.get(to="gone@example.org")
    assert (gone.given_up_at is not None, gone.last_error) == (True, "550 no such person")
    assert send_due(now() + timedelta(days=1)) == 0


@pytest.mark.parametrize("answer", ["451 try later", "421 too busy"])
def test_not_now_is_tried_again_later(server, answer):
    server.data = answer
    mail = write()
    send_due(now())
    mail.refresh_from_db()
    assert (mail.sent_at, mail.given_up_at, mail.tries) == (None, None, 1)
    assert mail.last_error.startswith(answer[:3])
    assert send_due(now()) == 0  # the pause is not over
    server.data = None
    assert send_due(now() + timedelta(minutes=2)) == 1
    assert len(server.taken) == 1


def test_a_lasting_refusal_of_the_text_is_not_tried_again(server):
    server.data = "554 looks like spam"
    write()
    send_due(now())
    assert Mail.objects.get().given_up_at is not None
    assert send_due(now() + timedelta(days=1)) == 0


def test_after_three_days_of_delays_it_is_given_up(server):
    server.rcpt = lambda to: "450 mailbox busy"
    write()
    start = now()
    with time_machine.travel(start, tick=False) as clock:
        for hours in range(0, 80, 6):
            clock.move_to(start + timedelta(hours=hours))
            send_due(now())
    mail = Mail.objects.get()
    assert mail.given_up_at is not None
    assert mail.given_up_at - start >= GIVE_UP_AFTER
    assert not server.taken


def test_cut_off_after_the_text_it_comes_again_under_the_same_id(server):
    """The server took it and the line broke before it said so: nobody can know; no mail is lost."""
    server.after_data = lambda: "cut" if len(server.taken) == 1 else None
    mail = write()
    send_due(now())
    assert Mail.objects.get().sent_at is None
    send_due(now() + timedelta(minutes=2))
    assert Mail.objects.get().sent_at is not None
    assert ids(server) == {mail.message_id: 2}


def test_after_a_cut_the_next_look_takes_the_others(server):
    server.after_data = lambda: "cut" if len(server.taken) == 1 else None
    write("ana@example.org")
    write("bo@example.org")
    assert send_due(now()) == 0
    assert send_due(now()) == 1
    assert Mail.objects.get(sent_at__isnull=False).to == "bo@example.org"


def test_while_the_server_is_away_only_one_mail_waits_for_it(settings):
    """Fifty mails must not each wait for a time-out: other jobs have their turn."""
    with socket.create_server(("127.0.0.1", 0)) as taken:
        settings.SMTP_URL = f"smtp://127.0.0.1:{taken.getsockname()[1]}"
    for _ in range(3):
        write()
    assert send_due(now()) == 0
    assert sorted(Mail.objects.values_list("tries", flat=True)) == [0, 0, 1]


def test_a_server_that_says_nothing_is_left_after_a_while(settings, monkeypatch):
    monkeypatch.setattr(smtp, "TIMEOUT_SECONDS", 0.3)
    monkeypatch.setattr(smtp.Line.__init__, "__defaults__", (0.3,))
    with socket.create_server(("127.0.0.1", 0)) as silent:
        settings.SMTP_URL = f"smtp://127.0.0.1:{silent.getsockname()[1]}"
        write()
        started = time.monotonic()
        send_due(now())
    assert time.monotonic() - started < 3
    mail = Mail.objects.get()
    assert (mail.sent_at, mail.given_up_at) == (None, None)
    assert "timed out" in mail.last_error.lower() or "TimeoutError" in mail.last_error


def test_a_server_that_is_away_is_asked_again(settings):
    with socket.create_server(("127.0.0.1", 0)) as taken:
        settings.SMTP_URL = f"smtp://127.0.0.1:{taken.getsockname()[1]}"
    write()
    send_due(now())
    assert "refused" in Mail.objects.get().last_error.lower()


def test_a_wrong_password_waits_for_the_host_and_is_not_written_down(server, settings):
    settings.SMTP_URL = settings.SMTP_URL.replace("smtp://", "smtp://user:topsecret@")
    write()
    send_due(now())
    mail = Mail.objects.get()
    assert mail.given_up_at is None
    assert "topsecret" not in mail.last_error
    assert not server.taken


def test_what_another_worker_holds_is_left_to_it_until_its_lease_ends(server):
    mail = write()
    at = now()
    assert claim_mail(mail.pk, at) is not None
    assert claim_mail(mail.pk, at) is None
    assert send_due(at) == 0
    assert send_due(at + LEASE) == 1
    assert len(server.taken) == 1


def test_an_accident_of_ours_with_one_mail_holds_up_no_other(server, caplog):
    broken = write()
    Mail.objects.filter(pk=broken.pk).update(to="ä@ö.example")
    write("bo@example.org")
    assert send_due(now()) == 2
    assert [to for _, to, _ in server.taken] == ["bo@example.org"]
    assert Mail.objects.get(pk=broken.pk).sent_at is None
    assert Mail.objects.get(pk=broken.pk).given_up_at is None


def test_without_a_server_a_mail_is_shown_once(settings, capsys):
    settings.SMTP_URL = ""
    write()
    send_due(now())
    send_due(now())
    shown = capsys.readouterr().out
    assert shown.count("Subject: Hello") == 1
    assert "Olá" in shown
    assert Mail.objects.get().sent_at is not None


def test_what_is_done_is_forgotten_after_a_week(server):
    write()
    send_due(now())
    write("later@example.org")
    assert forget_sent_mail(now() + KEEP_DONE - timedelta(minutes=1)) == 0
    assert forget_sent_mail(now() + KEEP_DONE + timedelta(minutes=1)) == 1
    assert Mail.objects.get().to == "later@example.org"


@pytest.mark.race
@pytest.mark.django_db(transaction=True)
def test_of_eight_workers_at_once_one_sends(server):
    """All claim the same mails at a barrier; each mail goes out once."""
    for number in range(10):
        write(f"m{number}@example.org")
    barrier = threading.Barrier(8)

    def work():
        try:
            barrier.wait()
            send_due(now())
        finally:
            connections.close_all()

    workers = [threading.Thread(target=work) for _ in range(8)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    assert Counter(to for _, to, _ in server.taken) == {f"m{n}@example.org": 1 for n in range(10)}
    assert connection.vendor in ("sqlite", "postgresql")
