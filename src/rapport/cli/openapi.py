"""`rapport openapi`: the document of the API, and whether a file still says the same."""

import difflib
import json
from pathlib import Path

import click

from rapport.cli.place import open_place, refuse

DIFFERENT = 1
LINES_SHOWN = 200


@click.command()
@click.option(
    "--check",
    "file",
    type=click.Path(path_type=Path),
    help="Compare with this file: silent when it is the same, else the difference and exit code 1.",
)
def openapi(file: Path | None) -> None:
    """Print the OpenAPI document of the API.

    Example: rapport openapi > docs/openapi.json
    """
    open_place()
    from rapport.site.api import document  # noqa: PLC0415  (after set-up)

    now = json.dumps(document(), indent=2, ensure_ascii=False) + "\n"
    if file is None:
        click.echo(now, nl=False)
        return
    try:
        kept = file.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        refuse(f"the file cannot be read: {error}")
    if kept == now:
        return
    lines = difflib.unified_diff(
        kept.splitlines(), now.splitlines(), str(file), "the API as it is", lineterm=""
    )
    for _, line in zip(range(LINES_SHOWN), lines, strict=False):
        click.echo(line)
    refuse(f"{file} is out of date; write it anew: rapport openapi > {file}", DIFFERENT)
