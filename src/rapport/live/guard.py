"""Whether a request for the live door comes from a page of this place, and not from another's."""

from collections.abc import Iterable, Mapping
from urllib.parse import urlsplit

from django.conf import settings
from django.http.request import split_domain_port, validate_host

Headers = Mapping[str, str]


def headers_of(raw: Iterable[tuple[bytes, bytes]]) -> Headers:
    """Headers by lower-case name. Of one that comes twice the first counts."""
    found: dict[str, str] = {}
    for name, value in raw:
        found.setdefault(name.decode("latin-1").lower(), value.decode("latin-1"))
    return found


def is_own_host(headers: Headers) -> bool:
    """Whether it asks for a host that this place answers for."""
    host, _ = split_domain_port(headers.get("host", "").lower())
    return bool(host) and validate_host(host, settings.ALLOWED_HOSTS)


def is_foreign(headers: Headers) -> bool:
    """Whether a browser says that another site asks; a cookie must not count then.

    A browser sends `Origin` with sockets and with posts, and `Sec-Fetch-Site` with all.
    """
    if headers.get("sec-fetch-site", "same-origin") not in ("same-origin", "none"):
        return True
    origin = headers.get("origin")
    if origin is None:
        return False
    asked = urlsplit(origin)
    public = urlsplit(settings.OPTIONS.url)
    own = {headers.get("host", "").lower(), public.netloc.lower()}
    return asked.scheme not in ("http", "https") or asked.netloc.lower() not in own


def has_token(headers: Headers) -> bool:
    """Whether a program asks with its own token: no browser adds one by itself."""
    return headers.get("authorization", "").lower().startswith("bearer ")
