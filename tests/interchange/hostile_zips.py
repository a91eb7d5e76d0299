"""ZIP archives that are made to harm: each is written by a function that says what it is."""

import struct
import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path

from tests.interchange.archives import CONNECTIONS, table, write_zip

GOOD = table(CONNECTIONS, [["Bo", "Berg", "", "", "", "", "12 Mar 2024"]]).encode()
LOCAL = struct.Struct("<4s5H3L2H")
CENTRAL = struct.Struct("<4s6H3L5H2L")
END = struct.Struct("<4s4H2LH")


def local_header(name: bytes, crc: int, packed: int, size: int, method: int = 8) -> bytes:
    """A local file header (APPNOTE.TXT 4.3.7)."""
    fields = (b"PK\x03\x04", 20, 0, method, 0, 0, crc, packed, size, len(name), 0)
    return LOCAL.pack(*fields) + name


def central_header(
    name: bytes, crc: int, packed: int, size: int, at: int, method: int = 8
) -> bytes:
    """A directory entry (APPNOTE.TXT 4.3.12)."""
    sizes = (crc, packed, size, len(name), 0, 0, 0, 0, 0, at)
    return CENTRAL.pack(b"PK\x01\x02", 20, 20, 0, method, 0, 0, *sizes) + name


def finish(body: bytes, directory: bytes, entries: int) -> bytes:
    """The body with its directory and the end record."""
    count = min(entries, 0xFFFF)
    end = END.pack(b"PK\x05\x06", 0, 0, count, count, len(directory), len(body), 0)
    return body + directory + end


def deflated(text: bytes) -> bytes:
    """Raw deflate data."""
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    return packer.compress(text) + packer.flush()


def bomb_by_ratio(path: Path) -> None:
    """300 MB of zeros in 300 kB."""
    write_zip(path, {"messages.csv": b"\0" * (300 << 20)})


def bomb_in_many_files(path: Path) -> None:
    """Tables that are each below the ratio's free size, many times over."""
    write_zip(path, {f"{n}/Connections.csv": b"x," * (5 << 20) for n in range(30)})


def bomb_that_lies(path: Path) -> None:
    """Declares one kilobyte and unpacks to a hundred megabytes."""
    packed = deflated(b"\0" * (100 << 20))
    name = b"messages.csv"
    body = local_header(name, 0, len(packed), 1024) + packed
    path.write_bytes(finish(body, central_header(name, 0, len(packed), 1024, 0), 1))


def overlap_same_place(path: Path) -> None:
    """A thousand entries that all point to one place."""
    packed = deflated(b"\0" * (1 << 20))
    head = local_header(b"messages.csv", 0, len(packed), 1 << 20)
    entry = central_header(b"messages.csv", 0, len(packed), 1 << 20, 0)
    path.write_bytes(finish(head + packed, entry * 1000, 1000))


def overlap_by_quoting(path: Path) -> None:
    """Each entry quotes the next one's header in a stored block and so shares all that follows."""
    text = b"\0" * (8 << 20)
    tail, size = deflated(text), len(text)
    names = [f"{n}/messages.csv".encode() for n in range(200)]
    pieces: list[bytes] = []
    unpacked: list[bytes] = []
    for number, name in enumerate(reversed(names)):
        if number:
            quoted = pieces[0]
            mark = struct.pack("<BHH", 0, len(quoted), len(quoted) ^ 0xFFFF)
            tail = mark + quoted + tail
            size += len(quoted)
            unpacked.insert(0, quoted)
        pieces.insert(0, local_header(name, 0, len(tail), size))
        if number:
            tail = tail[len(mark) :]
            tail = mark + tail
    body = pieces[0] + tail
    directory, at, left, rest = b"", 0, len(tail), size
    for name, head in zip(names, pieces, strict=True):
        directory += central_header(name, 0, left, rest, at)
        at += len(head) + 5
        left -= 5 + len(head)
        rest -= len(head)
    path.write_bytes(finish(body, directory, len(names)))


def header_elsewhere(path: Path) -> None:
    """The directory points into nothing."""
    directory = central_header(b"messages.csv", 0, 5, 5, 400)
    path.write_bytes(finish(b"\0" * 500, directory, 1))


def huge_directory(path: Path) -> None:
    """A directory of two hundred thousand entries without content."""
    entry = central_header(b"x", 0, 0, 0, 0, 0)
    path.write_bytes(finish(local_header(b"x", 0, 0, 0, 0), entry * 200_000, 200_000))


def too_many_files(path: Path) -> None:
    """More files than an archive may list, in a directory of bearable size."""
    write_zip(path, {f"{n}.csv": "" for n in range(10_001)})


def climbs(path: Path) -> None:
    """A path that leads out of the archive."""
    write_zip(path, {"../../etc/Connections.csv": GOOD})


def climbs_by_backslash(path: Path) -> None:
    """The same with the separators of Windows."""
    write_zip(path, {"..\\..\\Connections.csv": GOOD})


def absolute(path: Path) -> None:
    """A path from the root."""
    write_zip(path, {"/etc/Connections.csv": GOOD})


def on_a_drive(path: Path) -> None:
    """A path on a drive of Windows."""
    write_zip(path, {"C:\\Connections.csv": GOOD})


def outside_beside_good(path: Path) -> None:
    """One good table, and one file outside."""
    write_zip(path, {"Connections.csv": GOOD, "../evil.sh": "true"})


def cut_by_nul(path: Path) -> None:
    """A name with a NUL, which readers cut off at different places."""
    name = b"Connections.csv\0/../x"
    packed = deflated(GOOD)
    crc = zlib.crc32(GOOD)
    body = local_header(name, crc, len(packed), len(GOOD)) + packed
    path.write_bytes(finish(body, central_header(name, crc, len(packed), len(GOOD), 0), 1))


def encrypted(path: Path) -> None:
    """An entry that claims to need a password."""
    packed = deflated(GOOD)
    head = bytearray(local_header(b"Connections.csv", 0, len(packed), len(GOOD)))
    entry = bytearray(central_header(b"Connections.csv", 0, len(packed), len(GOOD), 0))
    head[6] = entry[8] = 1
    path.write_bytes(finish(bytes(head) + packed, bytes(entry), 1))


def truncated(path: Path) -> None:
    """The first half of a good archive."""
    write_zip(path, {"Connections.csv": GOOD * 50})
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])


def wrong_checksum(path: Path) -> None:
    """A table whose bytes were changed after packing."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_STORED) as archive:
        archive.writestr("Connections.csv", GOOD)
    path.write_bytes(path.read_bytes().replace(b"Berg", b"Burg", 1))


def garbage_in_deflate(path: Path) -> None:
    """Packed bytes that are no deflate data."""
    body = local_header(b"messages.csv", 0, 64, 640) + b"\xff" * 64
    path.write_bytes(finish(body, central_header(b"messages.csv", 0, 64, 640, 0), 1))


def unusual_method(path: Path) -> None:
    """LZMA, whose reader may claim gigabytes."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_LZMA) as archive:
        archive.writestr("Connections.csv", GOOD)


def unknown_method(path: Path) -> None:
    """A method that nobody knows."""
    body = local_header(b"messages.csv", 0, 4, 4, 99) + b"abcd"
    path.write_bytes(finish(body, central_header(b"messages.csv", 0, 4, 4, 0, 99), 1))


def nested(path: Path) -> None:
    """Nothing but an archive inside the archive."""
    inner = path.with_suffix(".inner")
    write_zip(inner, {"Connections.csv": GOOD})
    write_zip(path, {"Basic_LinkedInDataExport.zip": inner.read_bytes()})


def empty_archive(path: Path) -> None:
    """An archive without files."""
    write_zip(path, {})


def other_archive(path: Path) -> None:
    """An archive of something else."""
    write_zip(path, {"holiday/beach.jpg": b"\xff\xd8", "notes.txt": "x"})


def empty_file(path: Path) -> None:
    """No bytes at all."""
    path.write_bytes(b"")


def bare_table(path: Path) -> None:
    """A table instead of the archive."""
    path.write_bytes(GOOD)


def web_page(path: Path) -> None:
    """What is saved when the link has expired."""
    path.write_bytes(b"<!doctype html><title>Sign in</title>")


def folder(path: Path) -> None:
    """An unpacked archive."""
    path.mkdir()


def absent(path: Path) -> None:
    """Nothing."""


def link_to_elsewhere(path: Path) -> None:
    """Only a symbolic link by the name of a table."""
    info = zipfile.ZipInfo("Connections.csv")
    info.external_attr = 0o120777 << 16
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr(info, "/etc/passwd")


HOSTILE: dict[Callable[[Path], None], str] = {
    bomb_by_ratio: "archive_bomb",
    bomb_that_lies: "archive_damaged",
    overlap_same_place: "archive_overlaps",
    overlap_by_quoting: "archive_overlaps",
    header_elsewhere: "archive_damaged",
    huge_directory: "archive_too_many_entries",
    too_many_files: "archive_too_many_entries",
    climbs: "archive_path_outside",
    climbs_by_backslash: "archive_path_outside",
    absolute: "archive_path_outside",
    on_a_drive: "archive_path_outside",
    outside_beside_good: "archive_path_outside",
    cut_by_nul: "archive_path_outside",
    encrypted: "archive_encrypted",
    truncated: "archive_damaged",
    wrong_checksum: "archive_damaged",
    garbage_in_deflate: "archive_damaged",
    unusual_method: "archive_compression",
    unknown_method: "archive_compression",
    nested: "not_linkedin",
    empty_archive: "not_linkedin",
    other_archive: "not_linkedin",
    link_to_elsewhere: "not_linkedin",
    empty_file: "not_a_zip",
    bare_table: "not_a_zip",
    web_page: "not_a_zip",
    folder: "not_a_zip",
    absent: "archive_absent",
}
"""Each hostile archive with the code of its refusal."""
