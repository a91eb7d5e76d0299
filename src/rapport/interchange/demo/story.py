"""Ana's story from its file: what was said, asked, invited and ended around her."""

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from importlib.resources import files
from random import Random
from typing import Any

from rapport.interchange.demo.hours import in_daylight
from rapport.interchange.demo.plan import (
    Answer,
    Block,
    Follow,
    Introduction,
    Invite,
    Line,
    Restriction,
    Talk,
)


@dataclass(frozen=True, slots=True)
class Story:
    """The written part of the small demo; `bonds` fixes when some pairs got connected and how."""

    bonds: tuple[Invite, ...]
    apart: tuple[tuple[str, str], ...]
    talks: tuple[Talk, ...]
    introductions: tuple[Introduction, ...]
    invites: tuple[Invite, ...]
    blocks: tuple[Block, ...]
    restrictions: tuple[Restriction, ...]
    follows: tuple[Follow, ...]


def written_story(now: datetime, zones: Mapping[str, str], seed: str) -> Story:
    """The story as seen from `now`; `zones` maps handles to time zones."""
    told = _Told(now, zones, Random(f"{seed}/story"))
    read = tomllib.loads((files("rapport.interchange.demo") / "story.toml").read_text("utf-8"))
    return Story(
        bonds=tuple(told.bond(entry) for entry in read["bond"]),
        apart=tuple((entry["pair"][0], entry["pair"][1]) for entry in read["apart"]),
        talks=tuple(told.talk(entry) for entry in read["talk"]),
        introductions=tuple(told.introduction(entry) for entry in read["introduction"]),
        invites=tuple(told.invite(entry) for entry in read["invite"]),
        blocks=tuple(
            Block(entry["blocker"], entry["blocked"], told.ago(entry["days"]))
            for entry in read["block"]
        ),
        restrictions=tuple(
            Restriction(entry["member"], entry["why"], told.ago(-entry["until"]))
            for entry in read["restriction"]
        ),
        follows=tuple(
            Follow(entry["follower"], entry["followed"], told.ago(entry["days"]))
            for entry in read["follow"]
        ),
    )


@dataclass(frozen=True, slots=True)
class _Told:
    """The file's days made moments."""

    now: datetime
    zones: Mapping[str, str]
    chance: Random

    def ago(self, days: float) -> datetime:
        return (self.now - timedelta(days=days)).replace(microsecond=0)

    def by_day(self, handle: str, days: float) -> datetime:
        """As `ago`, but in the working hours of that person where that is not later than now."""
        moment = self.ago(days)
        lit = in_daylight(moment, self.zones[handle], self.chance)
        return lit if lit < self.now - timedelta(minutes=10) else moment

    def bond(self, entry: Mapping[str, Any]) -> Invite:
        sender = entry["by"]
        recipient = next(handle for handle in entry["pair"] if handle != sender)
        since = self.by_day(recipient, entry["days"])
        sent = since - timedelta(days=1.5)
        return Invite(sender, recipient, entry["note"], "accepted", sent, since)

    def talk(self, entry: Mapping[str, Any]) -> Talk:
        a, b = sorted(entry["pair"])
        return Talk(a, b, tuple(self._steps(entry["steps"])), entry.get("unread", {}))

    def _steps(self, steps: Sequence[Mapping[str, Any]]) -> list[Line | Answer]:
        found: list[Line | Answer] = []
        before = self.ago(10_000)
        for step in steps:
            at = max(self.by_day(step["by"], step["days"]), before + timedelta(minutes=2))
            before = at
            if "how" in step:
                found.append(Answer(step["by"], at, step["how"]))
            else:
                words = step["text"], step.get("way", "message"), step.get("subject", "")
                found.append(Line(step["by"], at, *words))
        return found

    def invite(self, entry: Mapping[str, Any]) -> Invite:
        sent = self.by_day(entry["sender"], entry["sent"])
        moved = self.ago(entry["moved"]) if "moved" in entry else sent
        return Invite(
            entry["sender"], entry["recipient"], entry["note"], entry["state"], sent, moved
        )

    def introduction(self, entry: Mapping[str, Any]) -> Introduction:
        return Introduction(
            asker=entry["asker"],
            via=entry["via"],
            target=entry["target"],
            state=entry["state"],
            reason=entry["reason"],
            words=entry["words"],
            asked_at=self.ago(entry["asked"]),
            state_at=self.ago(entry["moved"]),
        )
