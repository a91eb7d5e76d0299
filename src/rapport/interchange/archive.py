"""Opens a ZIP archive from a stranger and hands out its files, counted while they unpack."""

import io
import struct
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, cast

from rapport.interchange.refused import ArchiveRefused
from rapport.interchange.zip_layout import check_places, is_link, path_inside, shown

MIB = 1024 * 1024
BROKEN = (
    zipfile.BadZipFile,
    zlib.error,
    struct.error,
    EOFError,
    OSError,
    ValueError,
    NotImplementedError,
)
"""What the standard library raises for archives that are damaged or stranger than it knows."""


@dataclass(frozen=True, slots=True)
class Limits:
    """How much an archive may hold; real ones stay far below (see decision 0020)."""

    archive_bytes: int = 200 * MIB
    entries: int = 10_000
    directory_bytes: int = 4 * MIB
    entry_bytes: int = 256 * MIB
    total_bytes: int = 512 * MIB
    ratio: int = 100
    ratio_free_bytes: int = 10 * MIB
    """So much may unpack before the ratio of unpacked to packed bytes is judged."""


STANDARD = Limits()


@dataclass(frozen=True, slots=True)
class Entry:
    """One file of the archive: where it lies inside, and its sizes in bytes as declared."""

    path: str
    size: int
    packed: int
    info: zipfile.ZipInfo


class Archive:
    """A checked archive: `entries` may be opened, `passed_over` were left alone and why."""

    def __init__(self, zip_file: zipfile.ZipFile, limits: Limits) -> None:
        self._zip = zip_file
        self._limits = limits
        self._unpacked: dict[str, int] = {}
        self.entries: list[Entry] = []
        self.passed_over: list[tuple[str, str]] = []

    @contextmanager
    def open(self, entry: Entry) -> Iterator[BinaryIO]:
        """The entry's unpacked bytes as a stream that raises ArchiveRefused past a limit."""
        if entry.info.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
            raise ArchiveRefused(
                "archive_compression",
                f"The file {shown(entry.path)} is packed by a method that is not read here. "
                "Pack the archive again as an ordinary ZIP (stored or deflated).",
            )
        try:
            inner = self._zip.open(entry.info)
        except (*BROKEN, RuntimeError) as error:
            raise damaged(shown(entry.path)) from error
        with inner:
            counted = _Counted(self, entry, cast(BinaryIO, inner))
            yield cast(BinaryIO, io.BufferedReader(counted, buffer_size=1 << 16))

    def count(self, entry: Entry, unpacked: int) -> None:
        """Note that so many bytes came out of the entry; refuse past a limit.

        A file read twice counts once, so a second pass costs nothing.
        """
        limits = self._limits
        if unpacked <= self._unpacked.get(entry.path, 0):
            return
        self._unpacked[entry.path] = unpacked
        if unpacked > limits.entry_bytes:
            raise bomb(f"the file {shown(entry.path)} unpacks to more than", limits.entry_bytes)
        if sum(self._unpacked.values()) > limits.total_bytes:
            raise bomb("its files unpack together to more than", limits.total_bytes)
        if unpacked > max(limits.ratio_free_bytes, limits.ratio * entry.packed):
            raise ArchiveRefused(
                "archive_bomb",
                f"The archive is not genuine: the file {shown(entry.path)} unpacks to more than "
                f"{limits.ratio} times its packed size. Nothing was kept.",
            )


class _Counted(io.RawIOBase):
    """A raw stream over one entry that reports each byte it hands out."""

    def __init__(self, archive: Archive, entry: Entry, inner: BinaryIO) -> None:
        self._archive = archive
        self._entry = entry
        self._inner = inner
        self._given = 0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: bytearray | memoryview) -> int:  # type: ignore[override]
        try:
            piece = self._inner.read(len(buffer))
        except BROKEN as error:
            raise damaged(shown(self._entry.path)) from error
        self._given += len(piece)
        self._archive.count(self._entry, self._given)
        buffer[: len(piece)] = piece
        return len(piece)


class _Bounded(io.FileIO):
    """A file whose reads are bounded, so that no directory of millions of entries is taken in."""

    def __init__(self, path: Path, most: int) -> None:
        super().__init__(path, "rb")
        self._most = most

    def read(self, size: int | None = -1) -> bytes:
        if size is not None and size > self._most:
            raise too_many(f"a directory of more than {self._most // MIB} MB")
        return super().read(size) or b""


@contextmanager
def open_archive(path: Path, limits: Limits = STANDARD) -> Iterator[Archive]:
    """Open and check the archive at `path`; raise ArchiveRefused naming the fault.

    Checked before anything unpacks: size, number of entries, paths, overlaps, encryption.
    Checked while unpacking: bytes of each file, of all files, and their ratio to the packed size.
    """
    _check_file(path, limits)
    with _Bounded(path, limits.directory_bytes) as file:
        try:
            zip_file = zipfile.ZipFile(cast(BinaryIO, file))
        except BROKEN as error:
            raise _not_read(path) from error
        with zip_file:
            archive = Archive(zip_file, limits)
            _list_entries(archive, zip_file, cast(BinaryIO, file), limits)
            yield archive


def _list_entries(
    archive: Archive, zip_file: zipfile.ZipFile, file: BinaryIO, limits: Limits
) -> None:
    """Fill the archive's lists from the directory, refusing what no genuine archive has."""
    infos = zip_file.infolist()
    if len(infos) > limits.entries:
        raise too_many(f"{len(infos):,} files; at most {limits.entries:,} are read")
    paths = [path_inside(info) for info in infos]
    try:
        check_places(file, infos, zip_file.start_dir)
    except (OSError, ValueError) as error:
        raise damaged("its directory") from error
    seen: set[str] = set()
    for path, info in zip(paths, infos, strict=True):
        if info.is_dir() or not path:
            continue
        if info.flag_bits & 0x2041:
            raise ArchiveRefused(
                "archive_encrypted",
                f"The file {shown(path)} is protected by a password. "
                "Unpack the archive, pack it again without a password, and give that.",
            )
        if is_link(info):
            archive.passed_over.append((path, "a link to another file is never followed"))
        elif path in seen:
            archive.passed_over.append((path, "a second file of the same name; the first is read"))
        else:
            seen.add(path)
            archive.entries.append(Entry(path, info.file_size, info.compress_size, info))


def _check_file(path: Path, limits: Limits) -> None:
    """Refuse what is no file, is empty, or is larger than an archive may be."""
    if path.is_dir():
        raise ArchiveRefused(
            "not_a_zip",
            f"{shown(path.name)} is a folder. Give the ZIP file as you downloaded it, "
            "or pack the folder into one.",
        )
    if not path.is_file():
        raise ArchiveRefused("archive_absent", f"There is no file {shown(str(path))}.")
    size = path.stat().st_size
    if size > limits.archive_bytes:
        raise ArchiveRefused(
            "archive_too_large",
            f"The file has {size / MIB:,.1f} MB; an archive may have "
            f"{limits.archive_bytes // MIB} MB. Ask for the smaller archive: connections, "
            "messages, invitations and profile only.",
        )


def _not_read(path: Path) -> ArchiveRefused:
    """Tell a damaged archive from something that never was one, by its first bytes."""
    try:
        with path.open("rb") as file:
            first = file.read(4)
    except OSError as error:
        return ArchiveRefused("archive_absent", f"The file cannot be opened: {error.strerror}.")
    if first[:2] == b"PK":
        return damaged("its directory")
    if not first:
        return ArchiveRefused("not_a_zip", "The file is empty. Download the archive again.")
    return ArchiveRefused(
        "not_a_zip",
        "The file is not a ZIP archive. Give the .zip as you downloaded it, not one of the "
        "tables inside it and not the page that offered the download.",
    )


def damaged(what: str) -> ArchiveRefused:
    """The refusal of an archive that is cut short or whose checksums do not hold."""
    return ArchiveRefused(
        "archive_damaged",
        f"The archive is cut short or damaged: {what} cannot be read. "
        "Download it again and give the new file; nothing was kept of this one.",
    )


def bomb(what: str, most_bytes: int) -> ArchiveRefused:
    """The refusal of an archive that would unpack to more than `most_bytes`."""
    return ArchiveRefused(
        "archive_bomb",
        f"The archive is too large unpacked: {what} {most_bytes // MIB} MB. Nothing was kept.",
    )


def too_many(what: str) -> ArchiveRefused:
    """The refusal of an archive with an absurd directory."""
    return ArchiveRefused(
        "archive_too_many_entries", f"The archive is not genuine: it has {what}. Nothing was read."
    )
