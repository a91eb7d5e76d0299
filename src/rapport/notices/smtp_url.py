"""The address of the mail server as one line: `smtp://user:password@host:587?tls=1`."""

from dataclasses import dataclass
from urllib.parse import parse_qsl, unquote, urlsplit

FORM = "smtp://user:password@host:587?tls=1, or smtps://… for TLS from the first byte"
PORTS = {"smtp": 25, "smtps": 465}
SUBMISSION_PORT = 587
ANSWERS = {"1": True, "true": True, "yes": True, "0": False, "false": False, "no": False}


class SmtpUrlError(ValueError):
    """The address cannot be used; the text says what is wrong, never the password."""


@dataclass(frozen=True, slots=True)
class SmtpServer:
    """Where mail goes: `starttls` upgrades a plain connection, `implicit_tls` is TLS at once."""

    host: str
    port: int
    user: str
    password: str
    starttls: bool
    implicit_tls: bool


def read_smtp_url(url: str) -> SmtpServer:
    """Read the address; raise SmtpUrlError with what is wrong and the form that is understood.

    Without `tls=` the connection is upgraded on port 587 (STARTTLS, RFC 3207) and stays plain
    on others. A user needs a password and the other way round; both may be percent-encoded.
    """
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError as error:
        raise SmtpUrlError(f"the port of the mail server's address is wrong; use {FORM}") from error
    if parts.scheme not in PORTS:
        raise SmtpUrlError(f"it begins with smtp:// or smtps://; use {FORM}")
    if not parts.hostname:
        raise SmtpUrlError(f"the name of the mail server is missing; use {FORM}")
    if parts.path not in ("", "/") or parts.fragment:
        raise SmtpUrlError(f"nothing may follow the port but ?tls=; use {FORM}")
    if bool(parts.username) != bool(parts.password):
        raise SmtpUrlError(f"a user and a password go together; use {FORM}")
    port = port or PORTS[parts.scheme]
    starttls = _asked_tls(parts.query, port == SUBMISSION_PORT)
    return SmtpServer(
        host=parts.hostname,
        port=port,
        user=unquote(parts.username or ""),
        password=unquote(parts.password or ""),
        starttls=starttls and parts.scheme == "smtp",
        implicit_tls=parts.scheme == "smtps",
    )


def _asked_tls(query: str, otherwise: bool) -> bool:
    """The answer of `?tls=`; every other parameter is refused by name."""
    asked = otherwise
    for name, value in parse_qsl(query, keep_blank_values=True):
        if name != "tls":
            raise SmtpUrlError(f"unknown parameter {name}; the only one is tls")
        if value.lower() not in ANSWERS:
            raise SmtpUrlError("tls is 1 or 0")
        asked = ANSWERS[value.lower()]
    return asked
