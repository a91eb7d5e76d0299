"""What an XMPP server says, read as it comes: one call for each whole child of the stream.

Of XML only as much as a load generator needs (RFC 6120, section 4): the name of each stanza, its
attributes, and the names of what is inside it; no text. Expat does the reading.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from xml.parsers import expat


@dataclass(frozen=True, slots=True)
class Stanza:
    """A whole child of the stream: `message`, `iq`, `a`, `stream:features` …"""

    name: str
    attributes: Mapping[str, str]
    inside: tuple[str, ...] = ()


class StreamReader:
    """Bytes in, stanzas out; a stream that begins anew (after signing in) needs a new one."""

    def __init__(self, heard: Callable[[Stanza], None]) -> None:
        self._heard = heard
        self._depth = 0
        self._name, self._attributes = "", {}  # type: str, dict[str, str]
        self._inside: list[str] = []
        self._parser = expat.ParserCreate()
        self._parser.StartElementHandler = self._begin
        self._parser.EndElementHandler = self._end
        # Newer versions of Expat wait for more of a cut element than has come: here nothing more
        # comes before we answer.
        if hasattr(self._parser, "SetReparseDeferralEnabled"):
            self._parser.SetReparseDeferralEnabled(False)

    def feed(self, data: bytes) -> None:
        """Read this; raises `expat.ExpatError` for what is not XML."""
        self._parser.Parse(data, False)

    def _begin(self, name: str, attributes: dict[str, str]) -> None:
        if self._depth == 1:
            self._name, self._attributes, self._inside = name, attributes, []
        elif self._depth > 1:
            self._inside.append(name)
        self._depth += 1

    def _end(self, _: str) -> None:
        self._depth -= 1
        if self._depth == 1:
            self._heard(Stanza(self._name, self._attributes, tuple(self._inside)))
