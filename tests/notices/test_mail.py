"""Django's mail ends in our outbox: whole, with an id that stays, without smuggled headers."""

from email import message_from_bytes, policy

import pytest
from django.core.mail import BadHeaderError, EmailMessage, EmailMultiAlternatives, send_mail
from django.db import transaction

from rapport.notices.models import Mail

pytestmark = pytest.mark.django_db


def test_a_mail_becomes_a_row_for_each_recipient():
    message = EmailMessage(
        "Größe", "Olá,\n王小明\n.\nend", to=["ana@example.org"], bcc=["bo@example.org"]
    )
    assert message.send() == 2
    ana, bo = Mail.objects.order_by("pk")
    assert (ana.to, bo.to) == ("ana@example.org", "bo@example.org")
    assert ana.subject == "Größe"
    assert ana.message_id != bo.message_id
    assert "bo@example.org" not in ana.raw + bo.raw
    read = message_from_bytes(ana.raw.encode(), policy=policy.default)
    assert read["Message-ID"] == ana.message_id
    assert read["Subject"] == "Größe"
    assert read.get_content().replace("\r\n", "\n").rstrip("\n") == "Olá,\n王小明\n.\nend"


def test_lines_end_as_on_the_wire_and_are_short_enough():
    EmailMessage("Long", "x" * 5000, to=["ana@example.org"]).send()
    raw = Mail.objects.get().raw
    lines = raw.split("\r\n")
    assert "\n" not in "".join(lines)
    assert max(map(len, lines)) <= 998  # RFC 5322, section 2.1.1


def test_a_mail_with_a_page_beside_the_text_is_kept_whole():
    message = EmailMultiAlternatives("Hello", "text", to=["ana@example.org"])
    message.attach_alternative("<p>page</p>", "text/html")
    message.attach("notes.bin", b"\x00\xff\x80", "application/octet-stream")
    message.send()
    read = message_from_bytes(Mail.objects.get().raw.encode(), policy=policy.default)
    assert read.get_body(("html",)).get_content().strip() == "<p>page</p>"
    assert next(read.iter_attachments()).get_content() == b"\x00\xff\x80"


@pytest.mark.parametrize(
    "wrong",
    [
        {"subject": "Hello\nBcc: eve@example.org"},
        {"subject": "Hello\r\n\r\nbody"},
        {"from_email": "a@example.org\nBcc: eve@example.org"},
        {"recipient_list": ["ana@example.org\nBcc: eve@example.org"]},
    ],
)
def test_a_second_header_by_a_line_break_is_refused_and_nothing_is_kept(wrong):
    told = {
        "subject": "Hello",
        "message": "text",
        "from_email": None,
        "recipient_list": ["ana@example.org"],
    }
    with pytest.raises(BadHeaderError):
        send_mail(**{**told, **wrong})
    assert not Mail.objects.exists()


def test_a_mail_goes_with_what_it_tells_of():
    """Rolled back, nothing was told."""
    with transaction.atomic():
        send_mail("Hello", "text", None, ["ana@example.org"])
        transaction.set_rollback(True)
    assert not Mail.objects.exists()
