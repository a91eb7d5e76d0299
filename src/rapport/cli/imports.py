"""`rapport import linkedin`: an archive into one member's own network, from the terminal."""

import json
from pathlib import Path

import click

from rapport.cli.place import open_ready_place, refuse
from rapport.interchange.report import text_of
from rapport.kit.refusals import Refused


@click.group(name="import")
def import_() -> None:
    """Bring archives in."""


@import_.command()
@click.argument("archive", type=click.Path(path_type=Path))
@click.option("--as", "handle", required=True, help="Whose archive it is: a member's handle.")
@click.option("--me", default="", help="Your profile's address, if the archive doesn't tell.")
@click.option(
    "--keep-whole-rows",
    is_flag=True,
    help="Keep the whole rows of a table that ends in the middle of one, instead of refusing.",
)
@click.option("--json", "as_json", is_flag=True, help="Write the report as JSON.")
def linkedin(archive: Path, handle: str, me: str, keep_whole_rows: bool, as_json: bool) -> None:
    """Import the ZIP file of a LinkedIn archive as its owner's shadow contacts and conversations.

    Running it twice changes nothing. The report says for each file how many rows were read,
    kept and skipped, with line numbers and reasons. The file stays where it is.

    Example: rapport import linkedin ~/Downloads/LinkedInExport.zip --as ana
    """
    open_ready_place()
    from rapport.interchange.actions.importing import Wishes  # noqa: PLC0415
    from rapport.interchange.actions.runs import import_now  # noqa: PLC0415  (after set-up)
    from rapport.kit.clock import now  # noqa: PLC0415
    from rapport.members.queries.handles import member_by_handle  # noqa: PLC0415

    owner = member_by_handle(handle)
    if owner is None:
        refuse(f"there is no member with the handle {handle!r}", 4)
    click.echo("Importing; a large archive takes about a minute.", err=True)
    run = import_now(owner.pk, archive, Wishes(me, keep_whole_rows), now())
    if isinstance(run, Refused):
        refuse(run.sentence, run.exit_code)
    if run.state == "refused":
        refuse(run.refusal, Refused(run.code, run.refusal).exit_code)
    click.echo(json.dumps(run.report, ensure_ascii=False) if as_json else text_of(run.report))
