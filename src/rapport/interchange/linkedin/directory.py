"""Everybody in the archive but its owner, each once, under one key that lasts."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from urllib.parse import unquote

from rapport.interchange.linkedin.connections import Connection
from rapport.interchange.linkedin.people import Person, digest, same_name


@dataclass(frozen=True, slots=True)
class Shadow:
    """One person of the archive. `connected_on` is None for people who are not connections."""

    key: str
    name: str
    url: str = ""
    email: str = ""
    company: str = ""
    position: str = ""
    connected_on: date | None = None


class Directory:
    """Finds the shadow of a person as a row names them, and makes one where there is none.

    The same address is the same person. A name without an address is the bearer of that name
    in the same conversation, else the one connection of that name, else somebody by themselves:
    two people of one name are never made into one.
    """

    def __init__(self, connections: Iterable[Connection]) -> None:
        self.shadows: dict[str, Shadow] = {}
        self._by_name: dict[str, list[str]] = defaultdict(list)
        self._other_key: dict[str, str] = {}
        for one in connections:
            self.shadows[one.key] = Shadow(
                one.key,
                one.name or _name_in(one.url),
                one.url,
                one.email,
                one.company,
                one.position,
                one.connected_on,
            )
            if one.name:
                self._by_name[same_name(one.name)].append(one.key)

    def learn(self, people: Iterable[Person]) -> None:
        """Take in all people with an address before any is asked for, with their names."""
        addresses: dict[str, set[str]] = defaultdict(set)
        names: dict[str, str] = {}
        for one in people:
            if one.url:
                names[one.url] = names.get(one.url, "") or (one.name if one.named else "")
            if one.url and one.named:
                addresses[same_name(one.name)].add(one.url)
        for url, name in names.items():
            key = self._key_by_name(name, addresses[same_name(name)]) or url
            self._other_key[url] = key
            known = self.shadows.get(key)
            if known is None:
                self.shadows[key] = Shadow(key, name or _name_in(url), url)
                if name:
                    self._by_name[same_name(name)].append(key)
            elif not known.url:
                self.shadows[key] = replace(known, url=url)

    def _key_by_name(self, name: str, addresses: set[str]) -> str | None:
        """The one connection of that name, if it has no address and no second person the name."""
        keys = self._by_name.get(same_name(name), []) if name else []
        if len(keys) != 1 or len(addresses) != 1 or self.shadows[keys[0]].url:
            return None
        return keys[0]

    def key_of(self, person: Person, place: str, beside: Iterable[Person] = ()) -> str:
        """The key of the person's shadow; `place` names the conversation, `beside` its people."""
        if person.url:
            return self._other_key.get(person.url, person.url)
        name = same_name(person.name)
        if person.named:
            here = {one.url for one in beside if one.url and same_name(one.name) == name}
            if len(here) == 1:
                return self.key_of(Person(person.name, here.pop()), place)
            if len(self._by_name.get(name, [])) == 1:
                return self._by_name[name][0]
        key = f"name:{digest(place, name)}"
        if key not in self.shadows:
            self.shadows[key] = Shadow(key, person.name or "LinkedIn Member")
        return key


def _name_in(url: str) -> str:
    """What an address calls somebody whose name the archive doesn't tell."""
    return unquote(url.rsplit("/", 1)[-1])[:200]
