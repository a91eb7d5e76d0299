"""`rapport reach`: judge facts without a database, explain a real pair with one."""

import json
import sys
from collections.abc import Iterator
from typing import Any, BinaryIO, NoReturn

import click

from rapport.cli.place import open_place
from rapport.rules.policy import Policy, PolicyError, load
from rapport.rules.reach import Facts, FactsError, menu

LONGEST_LINE_BYTES = 10_000_000
BAD_INPUT = 2


class LineRefused(ValueError):
    """A line that is no JSON object of facts; the message says why."""


@click.group()
def reach() -> None:
    """Who may reach whom, how, and why."""


@reach.command()
@click.option(
    "--policy",
    "name_or_file",
    default="humane",
    show_default=True,
    metavar="humane|linkedin|seed|FILE",
    help="A preset, or a TOML file that overrides single numbers of one.",
)
def judge(name_or_file: str) -> None:
    """Read facts as JSON lines from standard input, write a menu for each to standard output.

    A line that cannot be taken ends the run with exit code 2; its number and the reason are on
    standard error, and the menus of the lines before it are already written.
    """
    try:
        policy = load(name_or_file)
    except PolicyError as refusal:
        _refuse(str(refusal))
    output = sys.stdout.buffer
    for number, line in _numbered_lines(sys.stdin.buffer):
        try:
            answer = _judged(line, policy)
        except (LineRefused, FactsError) as refusal:
            _refuse(f"line {number}: {refusal}")
        output.write(answer)
        # One program may ask and wait for the answer before it asks again.
        output.flush()


@reach.command()
@click.argument("viewer")
@click.argument("target")
def explain(viewer: str, target: str) -> None:
    """Print for people how VIEWER may reach TARGET (handles), every way with its reason.

    Example: rapport reach explain ana dee
    """
    open_place()
    # Needs Django to be set up, which `judge` must do without.
    from rapport.cli.explaining import explained  # noqa: PLC0415

    for line in explained(viewer, target):
        click.echo(line)


def _numbered_lines(stream: BinaryIO) -> Iterator[tuple[int, bytes]]:
    number = 0
    while line := stream.readline(LONGEST_LINE_BYTES + 1):
        number += 1
        if line.strip():
            yield number, line


def _judged(line: bytes, policy: Policy) -> bytes:
    facts = Facts.from_json(_parsed(line))
    return json.dumps(menu(facts, policy).to_json()).encode("ascii") + b"\n"


def _parsed(line: bytes) -> object:
    if len(line) > LONGEST_LINE_BYTES:
        raise LineRefused(f"is longer than {LONGEST_LINE_BYTES:,} bytes")
    try:
        text = line.decode("utf-8-sig").rstrip()
        return json.loads(text, object_pairs_hook=_unique, parse_constant=_no_constant)
    except UnicodeDecodeError as accident:
        raise LineRefused(f"is not UTF-8 (byte {accident.start + 1})") from accident
    except json.JSONDecodeError as accident:
        raise LineRefused(f"is not JSON: {accident.msg} (column {accident.colno})") from accident
    except RecursionError as accident:
        raise LineRefused("is nested too deeply") from accident
    except LineRefused:
        raise
    except ValueError as accident:
        raise LineRefused("holds a number with too many digits") from accident


def _unique(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    record: dict[str, Any] = {}
    for key, value in pairs:
        if key in record:
            raise LineRefused(f"{key!a} is given twice in one object")
        record[key] = value
    return record


def _no_constant(name: str) -> NoReturn:
    raise LineRefused(f"{name} is not JSON")


def _refuse(reason: str) -> NoReturn:
    click.echo(reason, err=True)
    sys.exit(BAD_INPUT)
