"""`rapport reach`: judge facts without a database, explain a real pair with one."""

import json
import sys
from typing import NoReturn

import click

from rapport.cli.json_lines import LineRefused, numbered_lines, parsed
from rapport.cli.place import open_place
from rapport.rules.policy import Policy, PolicyError, load
from rapport.rules.reach import Facts, FactsError, menu

BAD_INPUT = 2


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
    for number, line in numbered_lines(sys.stdin.buffer):
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


def _judged(line: bytes, policy: Policy) -> bytes:
    facts = Facts.from_json(parsed(line))
    return json.dumps(menu(facts, policy).to_json()).encode("ascii") + b"\n"


def _refuse(reason: str) -> NoReturn:
    click.echo(reason, err=True)
    sys.exit(BAD_INPUT)
