"""Finds the tables in an archive, whatever the case, separators and folders of their names."""

from rapport.interchange.archive import Archive, Entry
from rapport.interchange.linkedin.tables import folded
from rapport.interchange.refused import ArchiveRefused
from rapport.interchange.zip_layout import shown

KINDS = (
    "profile",
    "positions",
    "education",
    "skills",
    "connections",
    "invitations",
    "messages",
)
"""Tables that are read, in this order; each is also its file's name, folded."""


def tables_in(archive: Archive) -> dict[str, Entry]:
    """The entry of each kind of table that the archive has; the rest goes to `passed_over`.

    Of two files of one kind the one nearest to the top is read. Raise ArchiveRefused when there
    is none at all, naming what was found instead.
    """
    found: dict[str, Entry] = {}
    unused: list[str] = []
    for entry in sorted(archive.entries, key=lambda entry: (entry.path.count("/"), entry.path)):
        kind = kind_of(entry.path)
        if kind is None:
            unused.append(entry.path)
        elif kind in found:
            archive.passed_over.append((entry.path, f"{found[kind].path} is read for this"))
        else:
            found[kind] = entry
    if not found:
        raise _none(unused)
    archive.passed_over.extend((path, _why(path)) for path in unused)
    return {kind: found[kind] for kind in KINDS if kind in found}


def kind_of(path: str) -> str | None:
    """The kind of table at this path, or None; what Macs put beside files is none."""
    name = path.rsplit("/", 1)[-1]
    stem, dot, ending = name.rpartition(".")
    if not dot or ending.lower() != "csv" or name.startswith("._") or "__MACOSX" in path:
        return None
    return folded(stem) if folded(stem) in KINDS else None


def _why(path: str) -> str:
    if path.lower().endswith(".zip"):
        return "an archive inside the archive is not opened"
    return "not used by this import"


def _none(unused: list[str]) -> ArchiveRefused:
    """Say what the archive holds instead of tables."""
    nested = [path for path in unused if path.lower().endswith(".zip")]
    if nested:
        advice = f"It contains the archive {shown(nested[0])}: unpack that and give it by itself."
    elif unused:
        advice = f"It holds {len(unused):,} other files, such as {shown(unused[0])}."
    else:
        advice = "It is empty."
    return ArchiveRefused(
        "not_linkedin",
        "The archive has none of the tables of a LinkedIn archive (Connections.csv, messages.csv, "
        f"Invitations.csv, Profile.csv, Positions.csv, Education.csv, Skills.csv). {advice}",
    )
