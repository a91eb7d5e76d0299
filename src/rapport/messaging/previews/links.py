"""The links that a rendered message shows: only what a reader can click has a preview."""

import hashlib
import re
from html import unescape
from urllib.parse import urlsplit

LINKS_MAX = 3
URL_MAX = 2_000
# As kit.text renders it; a mention's link has a class, and no scheme.
_SHOWN = re.compile(r'<a href="(https?://[^"]*)" rel=')


def links_in(html: str, own_origin: str = "") -> list[str]:
    """The first three links of a rendered text, each once, in their order, without fragments.

    Links to this place itself are left out: its pages are private.
    """
    found: dict[str, None] = {}
    for match in _SHOWN.finditer(html):
        url = unescape(match[1]).partition("#")[0]
        if len(url) > URL_MAX or (own_origin and _origin(url) == _origin(own_origin)):
            continue
        found[url] = None
        if len(found) == LINKS_MAX:
            break
    return list(found)


def key_of(url: str) -> str:
    """The key under which a link's preview is kept: long addresses make poor indexes."""
    return hashlib.sha256(url.encode("utf-8", "surrogatepass")).hexdigest()


def host_of(url: str) -> str:
    """The host of a link as it is shown, with its port where it has one; "" where unreadable."""
    try:
        parts = urlsplit(url)
        name, port = parts.hostname or "", parts.port
    except ValueError:
        return ""
    return f"{name}:{port}" if port else name


def _origin(url: str) -> str:
    try:
        parts = urlsplit(url)
        return f"{parts.hostname}:{parts.port or (443 if parts.scheme == 'https' else 80)}"
    except ValueError:
        return ""
