"""Facts for tests, written as the contract writes them: only what matters, the rest neutral."""

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from typing import Any

from rapport.rules.reach import Facts, FactsError

NOW = datetime(2026, 11, 21, 9, 0, 0, tzinfo=UTC)
SECOND = timedelta(seconds=1)


class Clash(Exception):
    """Two patches that want the same key differently."""


def iso(moment: datetime) -> str:
    """A moment as the contract writes it."""
    return moment.isoformat().replace("+00:00", "Z")


def ago(**span: float) -> str:
    """`ago(days=3)` before NOW."""
    return iso(NOW - timedelta(**span))


def ahead(**span: float) -> str:
    """`ahead(hours=6)` after NOW."""
    return iso(NOW + timedelta(**span))


def merge(*patches: Mapping[str, Any]) -> dict[str, Any]:
    """The patches laid over each other; Clash where two want the same key differently."""
    merged: dict[str, Any] = {}
    for patch in patches:
        for key, value in patch.items():
            if key in ("viewer", "target", "pair"):
                merged[key] = merge(merged.get(key, {}), value)
            else:
                if key in merged and merged[key] != value:
                    raise Clash(f"two patches want {key}")
                merged[key] = value
    return merged


def facts(*patches: Mapping[str, Any], now: datetime = NOW) -> Facts:
    """Facts out of patches."""
    return Facts.from_json({"now": iso(now), **merge(*patches)})


def together(*patches: Mapping[str, Any]) -> Facts | None:
    """Facts out of patches, or None for states that cannot be at once."""
    try:
        return facts(*patches)
    except (Clash, FactsError):
        return None


def viewer(**values: object) -> dict[str, Any]:
    """A patch of the viewer."""
    return {"viewer": values}


def target(**values: object) -> dict[str, Any]:
    """A patch of the target."""
    return {"target": values}


def pair(**values: object) -> dict[str, Any]:
    """A patch of the pair."""
    return {"pair": values}


def invitation(direction: str, state: str, at: str) -> dict[str, Any]:
    """A patch: the pair's invitation."""
    return pair(invitation={"direction": direction, "state": state, "at": at})


def thread(way: str, state: str, last_from: str, last_at: str) -> dict[str, Any]:
    """A patch: the pair's conversation."""
    return pair(thread={"way": way, "state": state, "last_from": last_from, "last_at": last_at})
