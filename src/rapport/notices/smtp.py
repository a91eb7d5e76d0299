"""One conversation with the mail server, and what its answers mean for a mail."""

import contextlib
import smtplib
import ssl
import sys
from email.utils import parseaddr
from typing import Protocol

from django.conf import settings

from rapport.notices.smtp_url import SmtpServer, read_smtp_url

TIMEOUT_SECONDS = 20


class NotNow(Exception):
    """The mail was not taken this time; the text says why, without secrets."""


class LineDown(NotNow):
    """The server cannot be reached or broke off: other mails would wait as long for nothing."""


class NotThis(Exception):
    """The server refuses this mail for good."""


class Way(Protocol):
    """Something that takes a mail: raises NotNow or NotThis where it does not."""

    def send(self, to: str, raw: str) -> None: ...
    def close(self) -> None: ...


class Terminal:
    """Where no mail server is set, a mail is shown to whoever runs the place."""

    def send(self, to: str, raw: str) -> None:
        """Print the mail once."""
        line = "-" * 72
        sys.stdout.write(f"{line}\n{raw.replace(chr(13), '')}\n{line}\n")
        sys.stdout.flush()

    def close(self) -> None:
        """Nothing to close."""


class Line:
    """A connection to the mail server, opened for the first mail and again after a break."""

    def __init__(self, server: SmtpServer, timeout: float = TIMEOUT_SECONDS) -> None:
        self.server = server
        self.timeout = timeout
        self._open: smtplib.SMTP | None = None

    @classmethod
    def to(cls, url: str) -> "Line":
        """A line to the server that the host's `smtp_url` names."""
        return cls(read_smtp_url(url))

    def send(self, to: str, raw: str) -> None:
        """Hand one mail over; raise NotThis for a lasting refusal, else NotNow or LineDown."""
        try:
            connection = self._connected()
            connection.sendmail(_sender(), [to], raw.encode())
        except smtplib.SMTPRecipientsRefused as refused:
            code, said = refused.recipients.get(to, (450, b""))
            self._rest()
            raise _meaning(code, said) from refused
        except smtplib.SMTPDataError as refused:
            self._rest()
            raise _meaning(refused.smtp_code, refused.smtp_error) from refused
        except (smtplib.SMTPException, OSError) as broken:
            # Also a wrong password or a refused sender: the host can mend those, the mail waits.
            self.close()
            raise LineDown(_said(broken)) from broken
        except Exception:
            # An accident of ours in the middle of a mail: the next one begins on a new line.
            self.close()
            raise

    def close(self) -> None:
        """End the conversation; a server that is gone already is no fault."""
        if self._open is not None:
            with contextlib.suppress(smtplib.SMTPException, OSError):
                self._open.quit()
            self._open.close()
            self._open = None

    def _connected(self) -> smtplib.SMTP:
        """The open connection, or a new one: encrypted and signed in as the host asked."""
        if self._open is not None:
            return self._open
        server = self.server
        context = ssl.create_default_context()
        if server.implicit_tls:
            self._open = smtplib.SMTP_SSL(
                server.host, server.port, timeout=self.timeout, context=context
            )
        else:
            self._open = smtplib.SMTP(server.host, server.port, timeout=self.timeout)
        if server.starttls:
            self._open.starttls(context=context)
        if server.user:
            self._open.login(server.user, server.password)
        return self._open

    def _rest(self) -> None:
        """After a refusal begin the next mail afresh; a server that hung up is called again."""
        try:
            if self._open is not None:
                self._open.rset()
        except (smtplib.SMTPException, OSError):
            self.close()


def _meaning(code: int, said: bytes | str) -> NotNow | NotThis:
    """5yz is a lasting refusal, anything else passes (RFC 5321, section 4.2.1)."""
    words = said.decode("utf-8", "replace") if isinstance(said, bytes) else said
    text = f"{code} {words}"[:200]
    return NotThis(text) if 500 <= code < 600 else NotNow(text)


def _said(error: Exception) -> str:
    """What broke, in one line and without what was sent (which may be a password)."""
    if isinstance(error, smtplib.SMTPResponseException):
        return f"{type(error).__name__} {error.smtp_code}"
    return f"{type(error).__name__}: {error}"[:200]


def _sender() -> str:
    """The bare address that bounces go to."""
    return parseaddr(settings.DEFAULT_FROM_EMAIL)[1]
