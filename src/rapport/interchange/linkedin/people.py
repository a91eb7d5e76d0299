"""Who somebody in the archive is: the name as written and the profile address, made comparable."""

import hashlib
import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from urllib.parse import quote, unquote, urlsplit

from rapport.interchange.linkedin.text import one_line

PLACEHOLDERS = frozenset({"", "linkedin member", "linkedin user", "unknown", "member"})
"""What stands for people whose account is closed: no name, and never the same person twice."""
CREDENTIAL = re.compile(r"(?:[A-Z][a-z]{0,2}\.?[A-Z][A-Za-z.]*|[JS]r\.?|I{2,3}|IV|Esq\.?)")
"""What follows a name after a comma without being another person: `PhD`, `MBA`, `Jr.`."""
NAME_MOST, ADDRESS_MOST = 200, 200


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody as one row of the archive names them; either part may be ""."""

    name: str
    url: str

    @property
    def named(self) -> bool:
        """Whether the name is one, not a placeholder for a closed account."""
        return self.name.casefold() not in PLACEHOLDERS


def person(name: str, url: str) -> Person:
    """The person of two cells: the name on one line, the address normalised."""
    return Person(one_line(name)[:NAME_MOST], profile_address(url))


@lru_cache(maxsize=65_536)
def profile_address(written: str) -> str:
    """The profile's address in one spelling, `https://www.linkedin.com/in/ana-lima`; "" if none.

    Country hosts, queries, final slashes and percent-encoding don't tell people apart. Names of
    the member's choosing don't either by case, but generated ones (`ACoAA…`) do.
    """
    text = one_line(written)
    if not text:
        return ""
    try:
        parts = urlsplit(text if "://" in text else f"https://{text}")
        host = parts.hostname or ""
    except ValueError:
        return ""
    if parts.scheme not in ("http", "https"):
        return ""
    if host != "linkedin.com" and not host.endswith(".linkedin.com"):
        return ""
    path = [unquote(part) for part in parts.path.split("/") if part]
    if len(path) < 2 or len("/".join(path)) > ADDRESS_MOST:
        return ""
    kind, name = path[0].lower(), unicodedata.normalize("NFC", "/".join(path[1:]))
    if not name.startswith(("ACo", "ACw", "AEM")):
        name = name.lower()
    address = f"https://www.linkedin.com/{kind}/{quote(name, safe='/')}"
    return address if len(address) <= 290 else ""


def same_name(name: str) -> str:
    """A name folded for comparison: case, accents' encoding and spaces don't matter."""
    return " ".join(unicodedata.normalize("NFKC", name).casefold().split())


def names_in(cell: str, addresses: int) -> list[str]:
    """The names of a comma-separated cell, where `addresses` people are known to be meant.

    A comma may also belong to a name (`Bo Berg, PhD`): with one address it is one name, and a
    credential is never a person of its own.
    """
    if addresses == 1:
        return [one_line(cell)]
    names: list[str] = []
    for piece in map(one_line, cell.split(",")):
        if names and CREDENTIAL.fullmatch(piece):
            names[-1] = f"{names[-1]}, {piece}"
        elif piece:
            names.append(piece)
    return names


def people_in(names: str, urls: str) -> tuple[Person, ...]:
    """The people of a cell of names and a cell of addresses, paired where their numbers agree.

    Where they don't, the addresses count and the names are left to other rows that have both.
    """
    written = [url for url in urls.split(",") if url.strip()]
    found = names_in(names, len(written))
    if not written:
        return tuple(person(name, "") for name in found)
    if len(found) != len(written):
        found = [""] * len(written)
    return tuple(person(name, url) for name, url in zip(found, written, strict=True))


def digest(*parts: str) -> str:
    """A short stable name for the parts: 128 bits of SHA-256, in hex."""
    joined = "\x1f".join(parts).encode("utf-8", "surrogatepass")
    return hashlib.sha256(joined).hexdigest()[:32]
