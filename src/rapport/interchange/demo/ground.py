"""The groups and events of the demo, dated around the moment at which it is made."""

import tomllib
from collections.abc import Mapping
from datetime import datetime, timedelta
from importlib.resources import files
from typing import Any

from rapport.interchange.demo.plan import Event, Group

ANNOUNCED_BEFORE = timedelta(days=30)


def written_groups(now: datetime) -> tuple[Group, ...]:
    """The groups of the file, made some days before `now`."""
    return tuple(
        Group(
            entry["key"],
            entry["name"],
            entry["about"],
            entry["owner"],
            now - timedelta(days=entry["made"]),
        )
        for entry in _ground()["group"]
    )


def written_events(now: datetime) -> tuple[Event, ...]:
    """The events of the file: past, running and coming as seen from `now`."""
    return tuple(
        Event(
            entry["key"],
            entry["name"],
            entry["about"],
            entry["place"],
            entry["owner"],
            _at(now, entry["starts"]) - ANNOUNCED_BEFORE,
            _at(now, entry["starts"]),
            _at(now, entry["ends"]),
        )
        for entry in _ground()["event"]
    )


def _ground() -> Mapping[str, Any]:
    text = (files("rapport.interchange.demo") / "ground.toml").read_text("utf-8")
    return tomllib.loads(text)


def _at(now: datetime, days_and_hour: list[int]) -> datetime:
    days, hour = days_and_hour
    day = now + timedelta(days=days)
    return day.replace(hour=hour, minute=0, second=0, microsecond=0)
