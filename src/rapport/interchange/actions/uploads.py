"""Receive an archive: store it, look at its directory, and line it up to be read."""

import os
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from pathlib import Path

from django.conf import settings
from django.db import IntegrityError, transaction

from rapport.interchange.actions.importing import BAD_ADDRESS, Wishes
from rapport.interchange.archive import MIB, Limits, open_archive
from rapport.interchange.linkedin.files import tables_in
from rapport.interchange.linkedin.people import profile_address
from rapport.interchange.models import Import
from rapport.interchange.queries.imports import files_in_use, is_importing
from rapport.interchange.refused import ArchiveRefused
from rapport.kit.ids import public_id
from rapport.kit.refusals import Refused

FORGOTTEN_AFTER = timedelta(days=1)
BUSY = Refused(
    "conflict",
    "An archive of yours is being imported. Wait until that has ended, then give the next one. "
    "If it was broken off, that is known after a minute.",
    on="archive",
)

BROKEN_OFF = "The import was broken off. Giving the archive again continues from there."


def folder() -> Path:
    """Where archives lie until they are read; nobody but the server's account may look in."""
    path: Path = settings.DATA / "imports"
    path.mkdir(mode=0o700, parents=True, exist_ok=True)
    return path


def limits() -> Limits:
    """The limits of this place."""
    return Limits(archive_bytes=settings.ARCHIVE_MAX_BYTES)


def too_large() -> Refused:
    """The refusal of a file that is larger than an archive may be."""
    return Refused(
        "archive_too_large",
        f"The file is too large: an archive may have {settings.ARCHIVE_MAX_BYTES // MIB} MB. "
        "Ask for the smaller archive: connections, messages, invitations and profile only.",
        on="archive",
    )


def end_broken_off(owner_id: int, at: datetime) -> None:
    """End this owner's run of the command line whose process is gone: nobody else would."""
    gone = Import.objects.filter(owner_id=owner_id, state="running", file="", leased_until__lte=at)
    gone.update(state="failed", refusal=BROKEN_OFF, ended_at=at)


def receive_archive(
    owner_id: int, name: str, chunks: Iterable[bytes], wishes: Wishes, at: datetime
) -> Import | Refused:
    """Store the uploaded bytes and line the import up; a refused file leaves nothing behind.

    Refusals: `bad_address`, `conflict` (one import at a time), and those of archives.
    """
    if wishes.me.strip() and not profile_address(wishes.me):
        return BAD_ADDRESS
    end_broken_off(owner_id, at)
    if is_importing(owner_id):
        return BUSY
    new_id = public_id()
    path = folder() / f"{new_id}.zip"
    try:
        found = _line_up(owner_id, name, _store(path, chunks), path, wishes, at)
    except ArchiveRefused as refusal:
        found = refusal.to_refused()
    except BaseException:
        path.unlink(missing_ok=True)
        raise
    if isinstance(found, Refused):
        path.unlink(missing_ok=True)
    return found


def _store(path: Path, chunks: Iterable[bytes]) -> int:
    """Write the bytes to a file of our own name and return how many; refuse too many."""
    size = 0
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "wb") as file:
        for chunk in chunks:
            size += len(chunk)
            if size > settings.ARCHIVE_MAX_BYTES:
                refused = too_large()
                raise ArchiveRefused(refused.code, refused.sentence)
            file.write(chunk)
    return size


def _line_up(
    owner_id: int, name: str, size: int, path: Path, wishes: Wishes, at: datetime
) -> Import | Refused:
    """Look at the archive's directory, which is quick, and make the row of the import."""
    with open_archive(path, limits()) as archive:
        tables_in(archive)
    try:
        with transaction.atomic():
            return Import.objects.create(
                owner_id=owner_id,
                name=name[:200],
                file=path.name,
                size=size,
                me=wishes.me.strip()[:300],
                keep_whole_rows=wishes.keep_whole_rows,
                asked_at=at,
            )
    except IntegrityError:
        return BUSY


def forget_lost_files(at: datetime) -> int:
    """Delete stored archives that no import waits for, a day after they came; return how many."""
    used = files_in_use()
    lost = [
        path
        for path in folder().iterdir()
        if path.name not in used
        and datetime.fromtimestamp(path.stat().st_mtime, UTC) < at - FORGOTTEN_AFTER
    ]
    for path in lost:
        path.unlink(missing_ok=True)
    return len(lost)
