"""Read a policy: a preset by name, or a host's TOML file that starts from one; refuse any slip."""

import tomllib
from collections.abc import Mapping
from dataclasses import fields, replace
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

from rapport.rules.policy.agreement import disagreement
from rapport.rules.policy.model import Policy, keys_of
from rapport.rules.policy.spec import Spec, ValueRefused

PRESETS = ("humane", "linkedin", "seed")
LONGEST_FILE_BYTES = 1_000_000


class PolicyError(ValueError):
    """A policy file that cannot be taken; the message names file, key and the allowed values."""


def load(name_or_path: str | Path = "humane") -> Policy:
    """The policy of a preset (`humane`, `linkedin`, `seed`) or of a host's own TOML file.

    A host's file may name its `preset` (`humane` when it does not) and override single numbers.
    Raises PolicyError for anything else than known keys with allowed values.
    """
    if isinstance(name_or_path, str) and name_or_path in PRESETS:
        return load_preset(name_or_path)
    path = Path(name_or_path)
    tables = _parse(_text_of(path), str(path))
    start = tables.pop("preset", "humane")
    if not isinstance(start, str) or start not in PRESETS:
        raise PolicyError(f"{path}: preset: {start!r} is not one; allowed: {', '.join(PRESETS)}")
    return replace(_override(load_preset(start), tables, str(path)), file=str(path))


@cache
def load_preset(name: str) -> Policy:
    """One of the shipped presets; its file must name every key."""
    text = (files("rapport.rules.policy") / "presets" / f"{name}.toml").read_text("utf-8")
    tables = _parse(text, f"{name}.toml")
    for section, key, _, _ in keys_of(Policy()):
        if key not in tables.get(section, {}):
            raise PolicyError(f"{name}.toml: {section}.{key}: a preset must name every key")
    return _override(Policy(preset=name), tables, f"{name}.toml")


def _text_of(path: Path) -> str:
    try:
        with path.open("rb") as stream:
            raw = stream.read(LONGEST_FILE_BYTES + 1)
    except (OSError, ValueError) as accident:
        why = getattr(accident, "strerror", None) or str(accident)
        presets = ", ".join(PRESETS)
        raise PolicyError(
            f"{path}: cannot be read ({why}); give a preset ({presets}) or a TOML file"
        ) from accident
    if len(raw) > LONGEST_FILE_BYTES:
        raise PolicyError(f"{path}: is longer than {LONGEST_FILE_BYTES:,} bytes")
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as accident:
        raise PolicyError(f"{path}: is not UTF-8 text (byte {accident.start + 1})") from accident


def _parse(text: str, file: str) -> dict[str, Any]:
    try:
        return tomllib.loads(text)
    except (ValueError, RecursionError) as accident:
        raise PolicyError(f"{file}: is not valid TOML: {accident}") from accident


def _override(policy: Policy, tables: Mapping[str, Any], file: str) -> Policy:
    sections = {part.name for part in fields(policy)} - {"preset", "file"}
    changed: dict[str, Any] = {}
    for section, values in tables.items():
        if section not in sections:
            allowed = ", ".join(sorted(sections))
            raise PolicyError(f"{file}: {section}: unknown; allowed: preset, {allowed}")
        if not isinstance(values, dict):
            raise PolicyError(f"{file}: {section}: must be a table, [{section}]")
        specs = {key: spec for part, key, spec, _ in keys_of(policy) if part == section}
        taken = {key: _value(file, section, key, raw, specs) for key, raw in values.items()}
        changed[section] = replace(getattr(policy, section), **taken)
    result: Policy = replace(policy, **changed)
    if slip := disagreement(result):
        raise PolicyError(f"{file}: {slip}")
    return result


def _value(file: str, section: str, key: str, raw: object, specs: Mapping[str, Spec]) -> object:
    spec = specs.get(key)
    if spec is None:
        raise PolicyError(f"{file}: {section}.{key}: unknown; allowed: {', '.join(specs)}")
    try:
        return spec.read(raw)
    except ValueRefused as refusal:
        shown = repr(raw) if len(repr(raw)) < 80 else repr(raw)[:77] + "..."
        raise PolicyError(
            f"{file}: {section}.{key}: {shown} {refusal}; allowed: {spec.allowed}"
        ) from refusal
