"""Files: upload one, name it in a send, fetch those of one's conversations."""

from typing import Any, Literal
from uuid import UUID

from ninja import Router
from ninja.responses import Status

from rapport.kit.api import (
    READING,
    REFUSALS,
    Call,
    Closed,
    Text,
    answered,
    answered_as,
    found,
    me,
    sent_as,
)
from rapport.members.api_auth import require_scope
from rapport.messaging.actions.uploading import Incoming, largest, remove_upload, upload
from rapport.messaging.api.ways import Reached, reached
from rapport.messaging.files.serving import file_answer
from rapport.messaging.queries.attachments import file_for

router = Router(tags=["messages"])
ANY = "application/octet-stream"


class FileOut(Closed):
    """A file; `size` in bytes, width and height in pixels for pictures, null for others."""

    id: UUID
    name: str
    family: Literal["image", "pdf", "office", "audio", "video", "text"]
    mime: str
    size: int
    width: int | None
    height: int | None
    voice: bool


@router.post("/files", response={201: FileOut, **REFUSALS}, openapi_extra=sent_as(ANY))
@require_scope("messages:write")
def put_file(request: Call, name: Text, voice: bool = False) -> Any:
    """Keep a file for one's next message: the body is its content, `name` what it is called.

    `voice`: a recording, so that a container of video holds sound alone. Unsent files go after a
    day.
    """
    # One byte more than fits is enough to refuse the rest unread.
    incoming = Incoming(name, request.read(largest() + 1), voice)
    return Status(201, file_json(answered(upload(me(request), incoming))))


@router.get("/files/{file_id}", response={200: FileOut, **READING})
@require_scope("messages:read")
def file(request: Call, file_id: UUID) -> Any:
    """What a file is: one's own upload, or one of a conversation in which the caller takes part."""
    return file_json(found(file_for(me(request), file_id)))


@router.get(
    "/files/{file_id}/content", response={200: None, **READING}, openapi_extra=answered_as(ANY)
)
@require_scope("messages:read")
def file_content(request: Call, file_id: UUID) -> Any:
    """The file itself, or the part that the header `Range` asks for."""
    return found(file_answer(request, found(file_for(me(request), file_id))))


@router.delete("/files/{file_id}", response={200: Reached, **REFUSALS})
@require_scope("messages:write")
def delete_file(request: Call, file_id: UUID) -> Any:
    """Take back a file that was not sent."""
    return reached(answered(remove_upload(me(request), file_id)))


def file_json(file: Any) -> dict[str, Any]:
    """A file for programs."""
    return {
        "id": file.public_id,
        "name": file.name,
        "family": file.family,
        "mime": file.mime,
        "size": file.content.size,
        "width": file.width,
        "height": file.height,
        "voice": file.is_voice,
    }
