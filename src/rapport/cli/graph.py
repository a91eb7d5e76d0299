"""`rapport graph ask`: degrees, ways and suggestions out of a file of edges, without a server."""

import json
from collections.abc import Iterator, Sequence
from itertools import groupby
from pathlib import Path
from typing import Any, NoReturn

import click

from rapport.cli.edges import BadRow, Edges, read_pairs
from rapport.cli.place import open_ready_place
from rapport.graph import (
    OUT_OF_NETWORK,
    GraphLimit,
    Rows,
    Suggestion,
    decorate,
    people_you_may_know,
    shortest_path,
)
from rapport.graph.kernels import NoSuchKernels

BAD_INPUT = 2
FILE = click.Path(exists=True, dir_okay=False, readable=True, path_type=Path)
Pair = tuple[int, str, str]
Answer = dict[str, Any]


@click.group()
def graph() -> None:
    """How far people are from one another, whom they share, and who may know whom."""


@graph.command()
@click.option(
    "--edges",
    "edges_file",
    required=True,
    type=FILE,
    help="CSV with a header and two columns: who is connected with whom, in either order.",
)
@click.option(
    "--pairs",
    "pairs_file",
    type=FILE,
    help="CSV with a header and two columns: the pairs to ask about.",
)
@click.option(
    "--suggest",
    "most",
    type=click.IntRange(min=1),
    metavar="N",
    help="Suggest up to N people at two steps (with --for).",
)
@click.option("--for", "person", metavar="ID", help="Whom to suggest people to.")
def ask(edges_file: Path, pairs_file: Path | None, most: int | None, person: str | None) -> None:
    """Answer from a file of edges.

    With --pairs, writes one JSON object a pair, in the order of the pairs: degree (1, 2, 3, or
    null when further or unknown), number of shared connections, and a shortest path of at most
    three steps. With --suggest, writes one JSON list, the best first. Repeated edges and edges
    from somebody to themselves are passed over and reported on standard error; a row that is not
    a pair is refused with its line number and exit code 2, before anything is written.
    """
    if pairs_file is None and most is None:
        raise click.UsageError("Ask about --pairs FILE, or --suggest N --for ID, or both.")
    if (most is None) != (person is None):
        raise click.UsageError("--suggest N and --for ID belong together.")
    try:
        edges = Edges(edges_file)
        pairs = list(read_pairs(pairs_file)) if pairs_file else []
        rows = edges.rows(len(pairs))
    except (BadRow, GraphLimit, NoSuchKernels) as refusal:
        _refuse(str(refusal))
    for remark in edges.remarks():
        click.echo(f"{edges_file}: {remark}", err=True)
    viewer = edges.identifiers.known(person.strip()) if person is not None else 0
    if person is not None and not viewer:
        _refuse(f"--for: no edge of {edges_file} names {person!r}.")
    for answer in _answers(edges, rows, pairs, pairs_file):
        click.echo(json.dumps(answer, ensure_ascii=False))
    if most is not None:
        found = people_you_may_know(rows, viewer, most)
        click.echo(json.dumps([_suggested(edges, one) for one in found], ensure_ascii=False))


@graph.command()
def status() -> None:
    """Tell how many connections there are and what a copy of them in memory needs, as JSON.

    Example: rapport graph status
    """
    open_ready_place()
    from rapport.contacts.queries.graph_status import graph_status  # noqa: PLC0415  (after set-up)

    click.echo(json.dumps(graph_status(), indent=2))


def _answers(
    edges: Edges, rows: Rows, pairs: Sequence[Pair], source: Path | None
) -> Iterator[Answer]:
    """The answers in the order of the pairs; neighbouring pairs of one viewer are asked at once."""
    for one, group in groupby(pairs, key=lambda pair: pair[1]):
        asked = list(group)
        viewer = edges.identifiers.known(one)
        targets = [edges.identifiers.known(other) for _, _, other in asked]
        facts = decorate(rows, viewer, targets, names=0)
        for (line, _, other), target, degree, mutual in zip(
            asked, targets, facts.degrees.tolist(), facts.shared_counts.tolist(), strict=True
        ):
            _remark_on_pair(edges, f"{source}, line {line}", one, other)
            near = degree not in (0, OUT_OF_NETWORK)
            yield {
                "a": edges.identifiers.shown(one),
                "b": edges.identifiers.shown(other),
                "degree": degree if near else None,
                "mutual": mutual,
                "path": _path(edges, rows, viewer, target) if near else [],
            }


def _remark_on_pair(edges: Edges, place: str, one: str, other: str) -> None:
    """Say on standard error why a pair has no degree, where it is not for distance."""
    for text in dict.fromkeys((one, other)):
        if not edges.identifiers.known(text):
            click.echo(f"{place}: no edge names {text!r}.", err=True)
    if one == other:
        click.echo(f"{place}: {one!r} is asked about themselves.", err=True)


def _path(edges: Edges, rows: Rows, viewer: int, target: int) -> list[int | str]:
    return [edges.identifiers.of(number) for number in shortest_path(rows, viewer, target)]


def _suggested(edges: Edges, one: Suggestion) -> Answer:
    shared = [edges.identifiers.of(number) for number in one.shared]
    return {
        "id": edges.identifiers.of(one.number),
        "score": round(one.score, 4),
        "mutual": one.shared_count,
        "shared": shared,
        "reason": _reason(shared, one.shared_count),
    }


def _reason(shared: Sequence[int | str], count: int) -> str:
    """Why somebody is suggested, in one sentence."""
    named = ", ".join(str(name) for name in shared)
    if count == 1:
        return f"Connected with {named}, as you are."
    if count == len(shared):
        return f"{count} shared connections: {named}."
    return f"{count} shared connections, among them {named}."


def _refuse(sentence: str) -> NoReturn:
    click.echo(sentence, err=True)
    raise SystemExit(BAD_INPUT)
