"""The address of the mail server: read or refused in words, never with the password in them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rapport.config.options import OptionsError, read_options
from rapport.notices.smtp_url import SmtpServer, SmtpUrlError, read_smtp_url


@pytest.mark.parametrize(
    ("url", "server"),
    [
        ("smtp://localhost", SmtpServer("localhost", 25, "", "", False, False)),
        ("smtp://h.example:587", SmtpServer("h.example", 587, "", "", True, False)),
        ("smtp://h:587?tls=0", SmtpServer("h", 587, "", "", False, False)),
        ("smtp://h:25?tls=yes", SmtpServer("h", 25, "", "", True, False)),
        ("smtps://u:p@h", SmtpServer("h", 465, "u", "p", False, True)),
        ("smtp://a%40b:p%2Fq@h:587?tls=1", SmtpServer("h", 587, "a@b", "p/q", True, False)),
        ("smtp://[::1]:2525/", SmtpServer("::1", 2525, "", "", False, False)),
    ],
)
def test_it_is_read(url, server):
    assert read_smtp_url(url) == server


@pytest.mark.parametrize(
    ("url", "said"),
    [
        ("", "begins with"),
        ("mail.example", "begins with"),
        ("http://h", "begins with"),
        ("smtp://", "name of the mail server"),
        ("smtp://:25", "name of the mail server"),
        ("smtp://h:0x", "port"),
        ("smtp://h:70000", "port"),
        ("smtp://u@h", "go together"),
        ("smtp://:p@h", "go together"),
        ("smtp://h/path", "nothing may follow"),
        ("smtp://h#x", "nothing may follow"),
        ("smtp://h?tls=maybe", "tls is 1 or 0"),
        ("smtp://h?ssl=1", "unknown parameter ssl"),
        ("smtp://[::1", "wrong"),
    ],
)
def test_what_is_wrong_is_said(url, said):
    with pytest.raises(SmtpUrlError, match=said):
        read_smtp_url(url)


@given(st.text())
def test_any_other_text_is_refused_and_never_an_accident(text):
    try:
        read_smtp_url(text)
    except SmtpUrlError:
        return
    assert text.lstrip().lower().startswith("smtp")


@given(st.text(alphabet="abcdefgh", min_size=8))
def test_no_refusal_tells_the_password(word):
    with pytest.raises(SmtpUrlError) as told:
        read_smtp_url(f"smtp://user:{word}@host:25?tls=nonsense")
    assert word not in str(told.value)


def test_a_wrong_one_is_told_at_the_start(monkeypatch):
    monkeypatch.setenv("RAPPORT_SMTP_URL", "smtp://u:topsecret@h:99999")
    with pytest.raises(OptionsError, match="smtp_url") as told:
        read_options()
    assert "topsecret" not in str(told.value)


def test_a_sender_without_an_address_is_told_at_the_start(monkeypatch):
    monkeypatch.setenv("RAPPORT_MAIL_FROM", "Rapport")
    with pytest.raises(OptionsError, match="mail_from"):
        read_options()
