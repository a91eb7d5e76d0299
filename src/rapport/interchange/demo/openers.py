"""First words between people who are not connected, in every state, beside Ana's own story."""

import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import cache
from importlib.resources import files
from itertools import combinations
from random import Random

from rapport.interchange.demo.bonds import pair_key
from rapport.interchange.demo.hours import a_reply_later, days_ago
from rapport.interchange.demo.plan import Answer, Introduction, Invite, Line, Person, Talk

REQUESTS = ("held", "held", "answered", "answered", "declined", "ignored", "accepted", "held")
INMAILS = ("held", "answered", "declined")
INVITES = ("pending", "pending", "pending", "ignored", "withdrawn", "unknown", "expired", "pending")
INTRODUCTIONS = ("asked", "passed", "refused", "declined", "withdrawn", "accepted", "ended")


@dataclass(slots=True)
class Openers:
    """Draws pairs that are free and writes their first words; each pair is used once."""

    people: Sequence[Person]
    bonds: frozenset[str]
    taken: set[str]
    now: datetime
    chance: Random
    talks: list[Talk] = field(default_factory=list)
    invites: list[Invite] = field(default_factory=list)
    introductions: list[Introduction] = field(default_factory=list)

    def draw(self, rich: Iterable[str], rounds: int) -> None:
        """Make `rounds` of each kind and state; only the `rich` have an InMail credit to spend."""
        for _ in range(rounds):
            for how in REQUESTS:
                self._request(how)
            for state in INVITES:
                self._invite(state)
            for state in INTRODUCTIONS:
                self._introduction(state)
        writers = sorted(set(rich))
        self.chance.shuffle(writers)
        for writer, how in zip(writers, INMAILS, strict=False):
            self._inmail(writer, how)

    def _request(self, how: str) -> None:
        for a, b in self._pairs():
            ground = sorted(set(a.groups) & set(b.groups))
            if ground and _allows(b, "requests"):
                blanks = _blanks(a, b, ground[0].replace("-", " "))
                text = self._say("requests").format_map(blanks)
                self._talk(a, b, how, [text], "request", "")
                return

    def _inmail(self, writer: str, how: str) -> None:
        for a, b in self._pairs():
            if a.handle == writer and _allows(b, "inmail"):
                blanks = _blanks(a, b, "")
                text = self._say("inmails").format_map(blanks)
                subject = self._say("subjects").format_map(blanks)
                self._talk(a, b, how, [text], "inmail", subject[:1].upper() + subject[1:])
                return

    def _talk(
        self, a: Person, b: Person, how: str, texts: list[str], way: str, subject: str
    ) -> None:
        days = self.chance.uniform(3, 30) if how != "held" else self.chance.uniform(1.5, 9)
        at = days_ago(self.now, days, a.zone, self.chance).replace(microsecond=0)
        steps: list[Line | Answer] = [Line(a.handle, at, texts[0], way, subject)]
        back = a_reply_later(at, b.zone, self.chance).replace(microsecond=0)
        if how == "answered":
            steps.append(Line(b.handle, back, self._say("answers")))
            last = a_reply_later(back, a.zone, self.chance).replace(microsecond=0)
            steps.append(Line(a.handle, last, self._say("thanks")))
        elif how != "held":
            steps.append(Answer(b.handle, back, how))
        kept = tuple(step for step in steps if step.at < self.now - timedelta(minutes=10))
        unread = {b.handle: 1} if how == "held" and self.chance.random() < 0.6 else {}
        low, high = sorted((a.handle, b.handle))
        self._take(a, b)
        self.talks.append(Talk(low, high, kept, unread))

    def _invite(self, state: str) -> None:
        for a, b in self._pairs():
            if _allows(b, "invitations_from") and abs(a.ring - b.ring) <= 1:
                days = self.chance.uniform(2, 40) + (170 if state == "expired" else 0)
                sent = days_ago(self.now, max(days, 3), a.zone, self.chance).replace(microsecond=0)
                if sent <= max(a.joined_at, b.joined_at) or sent >= self.now:
                    continue
                shared = sorted(set(a.groups) & set(b.groups)) or ["this place"]
                blanks = _blanks(a, b, shared[0].replace("-", " "))
                note = self._say("notes").format_map(blanks) if self.chance.random() < 0.6 else ""
                moved = sent + (self.now - sent) * self.chance.uniform(0.2, 0.9)
                if state == "expired":
                    sent = self.now - timedelta(days=days + 15)
                    moved = sent + timedelta(days=180)
                moved = sent if state == "pending" else moved
                self._take(a, b)
                self.invites.append(
                    Invite(a.handle, b.handle, note, state, _whole(sent), _whole(moved))
                )
                return

    def _introduction(self, state: str) -> None:
        known = {person.handle: person for person in self.people}
        for a, b in self._pairs():
            shared = sorted(_friends(a, self.bonds) & _friends(b, self.bonds) & known.keys())
            if not shared or not _allows(b, "introductions"):
                continue
            via = known[self.chance.choice(shared)]
            days = self.chance.uniform(32, 40) if state == "ended" else self.chance.uniform(2, 20)
            asked = days_ago(self.now, max(days, 2.5), a.zone, self.chance)
            moved = _whole(asked + (self.now - asked) * self.chance.uniform(0.2, 0.8))
            blanks = {**_blanks(a, b, ""), "via": via.called}
            reason = self._say("reasons").format_map(blanks)
            passed = state in ("passed", "accepted", "declined")
            words = self._say("passing").format_map(blanks) if passed else ""
            self._take(a, b)
            self.introductions.append(
                Introduction(
                    a.handle,
                    via.handle,
                    b.handle,
                    state,
                    reason,
                    words,
                    _whole(asked),
                    _whole(asked) if state == "asked" else moved,
                )
            )
            if state == "accepted":
                low, high = sorted((a.handle, b.handle))
                step = Line(a.handle, moved, reason, "introduction")
                self.talks.append(Talk(low, high, (step,), {b.handle: 1}))
            return

    def _pairs(self) -> list[tuple[Person, Person]]:
        """Free pairs in a drawn order: not connected, nothing between them yet, Ana not among."""
        free = [
            (a, b)
            for a, b in combinations(self.people, 2)
            if pair_key(a.handle, b.handle) not in self.bonds
            and pair_key(a.handle, b.handle) not in self.taken
            and not (a.ring == 0 or b.ring == 0 or _is_shut(a) or _is_shut(b))
        ]
        self.chance.shuffle(free)
        return [(b, a) if self.chance.random() < 0.5 else (a, b) for a, b in free]

    def _take(self, a: Person, b: Person) -> None:
        self.taken.add(pair_key(a.handle, b.handle))

    def _say(self, kind: str) -> str:
        return self.chance.choice(_words()[kind])


@cache
def _words() -> Mapping[str, Sequence[str]]:
    text = (files("rapport.interchange.demo.texts") / "openers.toml").read_text("utf-8")
    found: Mapping[str, Sequence[str]] = tomllib.loads(text)
    return found


def _blanks(a: Person, b: Person, ground: str) -> dict[str, str]:
    return {
        "A": a.called,
        "B": b.called,
        "a": a.topics[0],
        "b": b.topics[-1],
        "A_city": a.place.split(", ")[0],
        "ground": ground.title(),
        "via": "a colleague",
    }


def _allows(person: Person, way: str) -> bool:
    """Whether the settings leave that way open to people one is not connected to."""
    return (person.reach or {}).get(way, True) in (True, "everyone")


def _is_shut(person: Person) -> bool:
    """Whether others cannot see this person, or may not hear from them now."""
    return bool((person.reach or {}).get("closed")) or person.handle in ("gil", "eve", "rado")


def _friends(person: Person, bonds: frozenset[str]) -> set[str]:
    return {
        other
        for pair in bonds
        if person.handle in pair.split()
        for other in pair.split()
        if other != person.handle
    }


def _whole(moment: datetime) -> datetime:
    return moment.replace(microsecond=0)
