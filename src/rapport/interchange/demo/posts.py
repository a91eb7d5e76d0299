"""What the people of the demo post, say under posts and nod at, from its file."""

import tomllib
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from importlib.resources import files
from random import Random
from typing import Any

from rapport.interchange.demo.bonds import pair_key
from rapport.interchange.demo.plan import Bond, Nod, Person, Posting, Remark

# How connections react beside those whom the file names, by the mood of a post.
MOODS: Mapping[str, Sequence[str]] = {
    "work": ("like", "like", "insightful"),
    "joy": ("celebrate", "celebrate", "like", "love"),
    "sorrow": ("support",),
    "none": ("like",),
}
REACTING = 0.3
QUIET = timedelta(minutes=4)


def written_posts(
    now: datetime, people: Sequence[Person], bonds: Sequence[Bond], apart: set[str], seed: str
) -> tuple[Posting, ...]:
    """The posts of the file, the oldest first; `apart` are pairs of which one blocked the other."""
    read = tomllib.loads((files("rapport.interchange.demo") / "posts.toml").read_text("utf-8"))
    chance = Random(f"{seed}/posts")
    known = {person.handle: person for person in people}
    entries = sorted(read["post"], key=lambda entry: -entry["days"])
    return tuple(_posting(entry, now, known, _circle(entry, known, bonds, apart), chance)
                 for entry in entries)  # fmt: skip


def _posting(
    entry: Mapping[str, Any],
    now: datetime,
    known: Mapping[str, Person],
    circle: Sequence[str],
    chance: Random,
) -> Posting:
    at = _ago(now, entry["days"])
    named = {by: kind for by, kind in entry.get("reacts", ())}
    moods = MOODS[entry["mood"]]
    for handle in circle:
        if handle not in named and chance.random() < REACTING:
            named[handle] = chance.choice(moods)
    late = now - QUIET
    return Posting(
        key=entry["key"],
        by=entry["by"],
        at=at,
        text=entry["text"].strip(),
        title=entry.get("title", ""),
        visibility="group" if "group" in entry else entry.get("visibility", "everyone"),
        group=entry.get("group", ""),
        shares=entry.get("shares", ""),
        remarks=tuple(
            Remark(by, _ago(now, days), text) for by, days, text in entry.get("comments", ())
        ),
        nods=tuple(
            Nod(by, kind, at + (late - at) * min(chance.expovariate(6), 1))
            for by, kind in named.items()
            if known[by].joined_at < late
        ),
    )


def _circle(
    entry: Mapping[str, Any], known: Mapping[str, Person], bonds: Sequence[Bond], apart: set[str]
) -> list[str]:
    """Who may nod without being named: open connections of the author who can read the post."""
    author = entry["by"]
    near = {bond.b if bond.a == author else bond.a for bond in bonds if author in (bond.a, bond.b)}
    return sorted(
        handle
        for handle in near
        if pair_key(author, handle) not in apart
        and not (known[handle].reach or {}).get("closed")
        and ("group" not in entry or entry["group"] in known[handle].groups)
        and "shares" not in entry
    )


def _ago(now: datetime, days: float) -> datetime:
    return (now - timedelta(days=days)).replace(microsecond=0)
