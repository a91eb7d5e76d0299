"""Archives by the API: give one, see how far it is, read what came of it."""

from collections.abc import Iterator
from typing import Any, Literal
from uuid import UUID

from ninja import Router
from ninja.responses import Status

from rapport.interchange.actions.importing import Wishes
from rapport.interchange.actions.uploads import receive_archive
from rapport.interchange.queries.imports import import_of, imports_of
from rapport.kit.api import (
    READING,
    REFUSALS,
    Call,
    Closed,
    Text,
    Time,
    answered,
    found,
    sent_as,
)
from rapport.kit.api import me as caller
from rapport.kit.clock import now
from rapport.members.api_auth import require_scope

router = Router(tags=["imports"])
CHUNK = 256 * 1024
SCOPE = "imports:write"


class LineShown(Closed):
    """A line of a file, and a short piece of what was found there."""

    line: int
    found: str


class SkippedRows(Closed):
    """Rows left out for one reason, with the first lines."""

    reason: str
    count: int
    lines: list[LineShown]


class Note(Closed):
    """What was done to rows that were kept, and how often."""

    note: str
    count: int


class FileRead(Closed):
    """One table of the archive: read is kept plus skipped."""

    kind: str
    path: str
    read: int
    kept: int
    skipped: int
    refused: str
    reasons: list[SkippedRows]
    notes: list[Note]
    results: dict[str, int]


class PassedOver(Closed):
    """A file of the archive that is not read, and why."""

    path: str
    why: str


class ArchiveReport(Closed):
    """What came of an archive, file by file."""

    files: list[FileRead]
    passed_over: list[PassedOver]
    notes: list[str]


class ImportOut(Closed):
    """An archive of the caller's: `done` of `total` rows in this `step` (`total` 0: not known yet).

    `code` and `sentence` say why it was refused or failed; `report` is there when it is done.
    """

    id: UUID
    state: Literal["waiting", "running", "done", "refused", "failed"]
    name: str
    size: int
    step: str
    done: int
    total: int
    code: str
    sentence: str
    report: ArchiveReport | None
    asked_at: Time
    ended_at: Time | None


@router.get("/imports", response={200: list[ImportOut], **READING})
@require_scope(SCOPE)
def imports(request: Call) -> Any:
    """The caller's newest 20 imports."""
    return [_json(row) for row in imports_of(caller(request))]


@router.post(
    "/imports",
    response={202: ImportOut, **REFUSALS},
    openapi_extra=sent_as("application/zip", "application/octet-stream"),
)
@require_scope(SCOPE)
def give_archive(
    request: Call,
    name: Text = "archive.zip",
    me: Text = "",
    keep_whole_rows: bool = False,
) -> Any:
    """Give a LinkedIn archive: the body is the ZIP file; it is read in the background.

    `me` is the address of one's profile there, needed only where the archive does not tell;
    `keep_whole_rows` keeps the whole rows of a file that was cut short instead of refusing it.
    """
    wishes = Wishes(me, keep_whole_rows)
    run = answered(receive_archive(caller(request), name, _chunks(request), wishes, now()))
    return Status(202, _json(run))


@router.get("/imports/{import_id}", response={200: ImportOut, **READING})
@require_scope(SCOPE)
def one_import(request: Call, import_id: UUID) -> Any:
    """How far an import is, and its report."""
    return _json(found(import_of(caller(request), import_id)))


def _chunks(request: Call) -> Iterator[bytes]:
    """The body as it comes; it is never held in memory as a whole."""
    while chunk := request.read(CHUNK):
        yield chunk


def _json(row: Any) -> dict[str, Any]:
    return {
        "id": row.public_id,
        "state": row.state,
        "name": row.name,
        "size": row.size,
        "step": row.step,
        "done": row.done,
        "total": row.total,
        "code": row.code,
        "sentence": row.refusal,
        "report": row.report or None,
        "asked_at": row.asked_at,
        "ended_at": row.ended_at,
    }
