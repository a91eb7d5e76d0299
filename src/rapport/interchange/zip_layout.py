"""What the directory of a ZIP archive may claim: names that stay inside, bytes that do not overlap.

CPython up to 3.11.7 reads overlapping entries without a word (CVE-2024-0450): a file of 30 kB
can unpack to gigabytes. So the places of all entries are compared here before any is read.
"""

import stat
import struct
import zipfile
from collections.abc import Iterable
from typing import BinaryIO

from rapport.interchange.refused import ArchiveRefused

LOCAL_HEADER = struct.Struct("<4s22xHH")
"""Signature, then the lengths of name and extra field (APPNOTE.TXT 4.3.7)."""


def path_inside(info: zipfile.ZipInfo) -> str:
    """The entry's path with `/` between its parts; refuse one that leads out of the archive.

    A path is outside when it is absolute, names a drive, climbs by `..` or hides a part behind
    a NUL (which the reading library would cut off silently).
    """
    written = info.orig_filename
    path = written.replace("\\", "/")
    parts = path.split("/")
    climbs = path.startswith("/") or ".." in parts
    if climbs or "\0" in path or path[1:2] == ":":
        raise ArchiveRefused(
            "archive_path_outside",
            f"The archive lists the file {shown(written)}, which lies outside the archive. "
            "A genuine archive never does; nothing was read. "
            "Download your archive again from where you asked for it.",
        )
    return "/".join(part for part in parts if part not in ("", "."))


def shown(name: str) -> str:
    """A file name from a stranger, short and harmless, between quotation marks."""
    printable = "".join(char if char.isprintable() else "�" for char in name)
    return f"“{printable[:80]}…”" if len(printable) > 80 else f"“{printable}”"


def is_link(info: zipfile.ZipInfo) -> bool:
    """Whether the entry claims to be a symbolic link on Unix; such an entry is never followed."""
    return stat.S_ISLNK(info.external_attr >> 16)


def check_places(file: BinaryIO, infos: Iterable[zipfile.ZipInfo], directory_at: int) -> None:
    """Refuse when the bytes of two entries, or of one and the directory, overlap.

    `directory_at` is the byte where the central directory starts. Each entry occupies its local
    header, its name, its extra field and its packed bytes.
    """
    end = 0
    for info in sorted(infos, key=lambda info: info.header_offset):
        if info.header_offset < end:
            raise _overlap(info)
        file.seek(info.header_offset)
        head = file.read(LOCAL_HEADER.size)
        if len(head) < LOCAL_HEADER.size or head[:4] != b"PK\x03\x04":
            raise ArchiveRefused(
                "archive_damaged",
                f"The archive is damaged: the file {shown(info.filename)} is not where its "
                "directory says. Download the archive again.",
            )
        _, name_bytes, extra_bytes = LOCAL_HEADER.unpack(head)
        end = info.header_offset + LOCAL_HEADER.size + name_bytes + extra_bytes + info.compress_size
        if end > directory_at:
            raise _overlap(info)


def _overlap(info: zipfile.ZipInfo) -> ArchiveRefused:
    return ArchiveRefused(
        "archive_overlaps",
        f"The archive is not genuine: the file {shown(info.filename)} shares its bytes with "
        "another one, as archives do that are made to fill a disk. Nothing was read.",
    )
