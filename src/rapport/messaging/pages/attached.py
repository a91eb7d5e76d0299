"""Files on pages: what a form brought along, what a composer shows of it, and files in bubbles."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, cast
from uuid import UUID

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe

from rapport.kit.answers import viewer_of
from rapport.kit.ids import read_id
from rapport.kit.policy import policy
from rapport.kit.refusals import Refused
from rapport.messaging.actions.attaching import NOT_YET, ground_between
from rapport.messaging.actions.uploading import Incoming, largest, refused_file, upload
from rapport.messaging.files.kinds import KINDS
from rapport.messaging.files.pictures import THUMB
from rapport.messaging.queries.attachments import unsent_files
from rapport.messaging.receiving import FilesUpload
from rapport.rules.files import FileCode, Ground, files_closed
from rapport.rules.reach import Facts, Way


@dataclass(frozen=True, slots=True)
class Brought:
    """What came with a form: the uploads it names with those it brought, and what was refused."""

    files: tuple[UUID, ...]
    refused: tuple[Refused, ...]

    @property
    def refusal(self) -> Refused | None:
        """All that was refused as one: the other files are kept."""
        if not self.refused:
            return None
        kept = " The other files are kept." if self.files else ""
        said = " ".join(one.sentence for one in self.refused)
        return Refused(self.refused[0].code, f"{said}{kept}", on="files")


def brought(request: HttpRequest) -> Brought:
    """Take the files of a posted form; each is kept or refused by itself."""
    ids = [found for found in map(read_id, request.POST.getlist("file")) if found]
    handler = cast(FilesUpload, request.upload_handlers[0])
    refused = [
        refused_file(FileCode.TOO_LARGE.value, name, policy().attachment.max)
        for name in handler.too_large
    ]
    if handler.too_many:
        most = policy().attachment.per_message
        refused.append(
            Refused(FileCode.TOO_MANY.value, f"A message may carry {most} files.", on="files")
        )
    is_voice = bool(request.POST.get("voice"))
    for file in request.FILES.getlist("files"):
        taken = upload(
            viewer_of(request), Incoming(file.name or "", file.read(largest() + 1), is_voice)
        )
        if isinstance(taken, Refused):
            refused.append(taken)
        else:
            ids.append(taken.public_id)
    return Brought(tuple(ids), tuple(refused))


def attaching(
    viewer_id: int, to_id: int, way: Way, facts: Facts | None, files: Sequence[UUID] = ()
) -> dict[str, Any]:
    """What a composer shows of files: whether they may go, and those that wait to go."""
    if facts is None or way is Way.CONNECT or not policy().attachment.per_message:
        return {}
    return attaching_on(viewer_id, ground_between(viewer_id, to_id, way, facts), files)


def attaching_on(viewer_id: int, ground: Ground, files: Sequence[UUID] = ()) -> dict[str, Any]:
    """The same where people stand so."""
    if not policy().attachment.per_message:
        return {}
    closed = files_closed(ground, 1, policy())
    return {
        "may": closed is None,
        "why": NOT_YET.sentence,
        "files": unsent_files(viewer_id, files) if files else [],
        "count": policy().attachment.per_message,
        "megabytes": policy().attachment.max,
        "accept": ",".join(
            f".{extension}"
            for kind in KINDS
            if kind.family in policy().attachment.types
            for extension in kind.extensions
        ),
    }


def body_of(html: str, files: Sequence[Any]) -> SafeString:
    """The body of a bubble: the words, which were rendered safe when written, and the files."""
    if not files:
        return mark_safe(html)
    shown = render_to_string("messaging/_files.html", {"files": [file_shown(f) for f in files]})
    return mark_safe(html + shown)


def file_shown(file: Any) -> dict[str, Any]:
    """A file as a page shows it; small pictures have their size, so that nothing jumps."""
    scale = min(1.0, THUMB / max(file.width or 1, file.height or 1))
    return {
        "id": file.public_id,
        "name": file.name,
        "size": file.size,
        "family": file.family,
        "is_voice": file.is_voice,
        "url": reverse("messaging:file", args=[file.public_id]),
        "thumb": reverse("messaging:file_thumb", args=[file.public_id]) if file.thumb_id else "",
        "width": round((file.width or 0) * scale),
        "height": round((file.height or 0) * scale),
    }
