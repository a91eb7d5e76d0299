"""`rapport coach review`: drafts in, reviews out, without a database, a network or a model."""

import json
import os
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

import click

from rapport.cli.coach_pretty import EXIT_CODES, shown
from rapport.cli.json_lines import LineRefused, numbered_lines, parsed
from rapport.rules.coach import DraftError, as_json, draft_from_json
from rapport.rules.coach import review as review_draft

BAD_INPUT = 2
FILE = click.Path(exists=True, dir_okay=False, readable=True, path_type=Path, allow_dash=True)


@click.group()
def coach() -> None:
    """What would make a message worth answering, and why."""


@coach.command()
@click.argument("files", nargs=-1, type=FILE)
@click.option(
    "--pretty",
    is_flag=True,
    help="For people: the draft with its findings and a summary. The exit code is that of the "
    "gravest verdict: 0 ready, 1 improve, 3 hold, 4 stop.",
)
@click.pass_context
def review(context: click.Context, files: tuple[Path, ...], pretty: bool) -> None:
    """Review drafts: one JSON object a line in, one review a line out, in the same order.

    Reads FILES, or standard input. Only "text" is required. A line that can't be taken is refused
    on standard error with its number and the reason and gets no review; all other lines are
    reviewed, and the exit code is 2. Without --pretty the exit code is otherwise 0.

    Example: echo '{"text": "Hi [Name], can we talk?"}' | rapport coach review
    """
    output = sys.stdout.buffer
    worst, refused = 0, False
    for place, line in _lines(files):
        try:
            draft = draft_from_json(parsed(line))
        except (LineRefused, DraftError) as refusal:
            click.echo(f"{place}: {refusal}", err=True)
            refused = True
            continue
        answer = review_draft(draft)
        if pretty:
            worst = max(worst, EXIT_CODES[answer.verdict])
            click.echo(shown(draft, answer, colour=_wants_colour()), color=_wants_colour())
        else:
            output.write(json.dumps(as_json(answer), ensure_ascii=False).encode() + b"\n")
            # One program may ask and wait for the answer before it asks again.
            output.flush()
    if refused or worst:
        context.exit(BAD_INPUT if refused else worst)


def _lines(files: tuple[Path, ...]) -> Iterator[tuple[str, bytes]]:
    """Every line that is not blank, with the words that say where it stands."""
    if not files:
        yield from _numbered(sys.stdin.buffer, "line")
    for file in files:
        if str(file) == "-":
            yield from _numbered(sys.stdin.buffer, "line")
            continue
        with file.open("rb") as stream:
            yield from _numbered(stream, f"{file}, line")


def _numbered(stream: BinaryIO, words: str) -> Iterator[tuple[str, bytes]]:
    for number, line in numbered_lines(stream):
        yield f"{words} {number}", line


def _wants_colour() -> bool:
    """Colour on a terminal, unless NO_COLOR is set (https://no-color.org)."""
    return sys.stdout.isatty() and not os.environ.get("NO_COLOR")
