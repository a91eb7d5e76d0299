"""The people of the small demo, written by hand, one file a region."""

import tomllib
from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta
from importlib.resources import files
from typing import Any

from rapport.interchange.demo.plan import Person, School, Work

REGIONS = ("iberia", "north", "centre", "south", "asia", "west")


def written_people(now: datetime) -> tuple[Person, ...]:
    """Everybody of the files in their order; `joined` days before `now`."""
    return tuple(
        _person(entry, now) for region in REGIONS for entry in _entries(f"{region}.toml", "person")
    )


def _entries(file: str, kind: str) -> Sequence[Mapping[str, Any]]:
    text = (files(__name__) / file).read_text("utf-8")
    found: Sequence[Mapping[str, Any]] = tomllib.loads(text)[kind]
    return found


def _person(entry: Mapping[str, Any], now: datetime) -> Person:
    name = entry["name"]
    return Person(
        handle=entry["handle"],
        name=name,
        called=entry.get("called", name.split()[0]),
        headline=entry["headline"],
        about=entry["about"].strip(),
        place=entry["place"],
        zone=entry["zone"],
        joined_at=now - timedelta(days=entry["joined"]),
        ring=entry["ring"],
        via=tuple(entry.get("via", ())),
        staff=entry.get("staff", False),
        work=tuple(_work(line) for line in entry["work"]),
        schools=tuple(_school(line) for line in entry["school"]),
        skills=tuple(entry["skills"]),
        speaks=tuple(_language(line) for line in entry["speaks"]),
        groups=tuple(entry["groups"]),
        events=tuple(entry["events"]),
        topics=tuple(entry["topics"]),
        names=entry.get("names"),
        card=entry.get("card"),
        reach=entry.get("reach"),
    )


def _work(line: str) -> Work:
    employer, title, started, ended, place, text = (part.strip() for part in line.split("|"))
    return Work(employer, title, _month(started), _month(ended), place, text)


def _month(text: str) -> date | None:
    return date.fromisoformat(f"{text}-01") if text else None


def _school(line: str) -> School:
    name, degree, field, started, ended = (part.strip() for part in line.split("|"))
    return School(name, degree, field, _year(started), _year(ended))


def _year(text: str) -> int | None:
    return int(text) if text else None


def _language(line: str) -> tuple[str, str]:
    code, level = line.split()
    return code, level
