"""Take a file before its message is sent: look at it, find room for it, keep it."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.template.defaultfilters import filesizeformat

from rapport.kit.clock import now
from rapport.kit.policy import policy
from rapport.kit.refusals import NOT_FOUND, Refused
from rapport.members.queries.locks import lock_members
from rapport.messaging.actions.outcomes import Done
from rapport.messaging.files.kinds import Kind, agrees, kind_of
from rapport.messaging.files.names import extension_of, safe_name
from rapport.messaging.files.pictures import PictureBroken, PictureTooLarge, Remade, remade
from rapport.messaging.files.store import ContentGone, digest_of, put
from rapport.messaging.files.viruses import ScannerAway, harm_in
from rapport.messaging.models import Attachment, StoredContent
from rapport.messaging.queries.attachments import bytes_used
from rapport.rules.files import MB, FileCode, room_left

SENTENCES = {
    "file_empty": "“{name}” is empty.",
    "file_type": (
        "“{name}” can't be sent. Pictures, PDF, office files without macros, audio, video and plain"
        " text can."
    ),
    "file_mismatch": "“{name}” is named as something else than it is. Rename it and try again.",
    "file_broken": "“{name}” is a picture that can't be read.",
    "file_harmful": "“{name}” was found to be harmful and is not kept.",
    FileCode.TOO_LARGE.value: "“{name}” is too large: a file may have {limit} MB.",
    "picture_too_large": "“{name}” has more than 40 million pixels.",
    FileCode.NO_ROOM.value: "There is no room for “{name}”: your files may take {limit} together.",
}
SCANNER_AWAY = Refused("busy", "Files can't be checked at the moment, so none is taken. Try later.")
STORE_AWAY = Refused("busy", "Files can't be kept at the moment. Try later.")


@dataclass(frozen=True, slots=True)
class Incoming:
    """A file as it came: what its sender calls it, and its content (one byte too many is enough).

    `is_voice`: recorded in the browser, so that a container of video holds sound alone.
    """

    name: str
    content: bytes
    is_voice: bool = False


def upload(member_id: int, incoming: Incoming) -> Attachment | Refused:
    """Keep a file for one's next message; a refusal names the file."""
    extension = extension_of(incoming.name)
    looked = _looked_at(incoming, extension)
    if isinstance(looked, Refused):
        return looked
    kind, content, picture = looked
    name = safe_name(incoming.name, kind.extensions)
    file = Attachment(
        owner_id=member_id,
        family=kind.family,
        mime=kind.mime,
        name=name,
        size=len(content) + (len(picture.thumb) if picture else 0),
        width=picture.width if picture else None,
        height=picture.height if picture else None,
        is_voice=incoming.is_voice and kind.family == "audio",
    )
    # The room is taken before the content is stored: no transaction waits for a disk or a bucket.
    refusal = _reserve(file, content, picture.thumb if picture else None, now())
    return refusal or _stored(file, content, picture.thumb if picture else None)


def remove_upload(member_id: int, file_id: UUID) -> Done | Refused:
    """Take back a file that was not sent; its content goes with the next sweep."""
    gone, _ = Attachment.objects.filter(
        owner_id=member_id, public_id=file_id, message__isnull=True
    ).delete()
    return Done("removed", file_id) if gone else NOT_FOUND


def largest() -> int:
    """Bytes of the largest file (attachment.max)."""
    return policy().attachment.max * MB


def refused_file(code: str, name: str, limit: object = "") -> Refused:
    """A refusal that names the file, as it may be shown."""
    shown = safe_name(name, (extension_of(name) or "",)).rstrip(".")
    return Refused(code, SENTENCES[code].format(name=shown, limit=limit), on="files")


def _looked_at(
    incoming: Incoming, extension: str
) -> tuple[Kind, bytes, Remade | None] | Refused:  # fmt: skip
    """What the file is and what of it is kept, or why it is not taken; nothing is stored yet."""
    name, content, picture = incoming.name, incoming.content, None
    if not content:
        return refused_file("file_empty", name)
    if len(content) > largest():
        return refused_file(FileCode.TOO_LARGE.value, name, policy().attachment.max)
    kind = kind_of(content, extension, is_recording=incoming.is_voice)
    if kind is None or kind.family not in policy().attachment.types:
        return refused_file("file_type", name)
    if not agrees(kind, extension):
        return refused_file("file_mismatch", name)
    try:
        if harm_in(content) is not None:
            return refused_file("file_harmful", name)
        if kind.family == "image":
            picture = remade(content)
            content = picture.content
    except ScannerAway:
        return SCANNER_AWAY
    except PictureTooLarge:
        return refused_file("picture_too_large", name)
    except PictureBroken:
        return refused_file("file_broken", name)
    return kind, content, picture


def _reserve(
    file: Attachment, content: bytes, thumb: bytes | None, at: datetime
) -> Refused | None:  # fmt: skip
    """Enter the file under its owner's lock, if there is room for it."""
    with transaction.atomic():
        lock_members(file.owner_id)
        if file.size > room_left(bytes_used(file.owner_id), policy()):
            most = filesizeformat(policy().attachment.quota * MB)
            return refused_file(FileCode.NO_ROOM.value, file.name, most)
        file.content = _content(content, at)
        file.thumb = _content(thumb, at) if thumb else None
        file.created_at = at
        file.save(force_insert=True)
    return None


def _content(content: bytes, at: datetime) -> StoredContent:
    """The row of a content, locked and marked as wanted, so that no sweep takes it."""
    row: StoredContent
    row, _ = StoredContent.objects.select_for_update().get_or_create(
        digest=digest_of(content), defaults={"size": len(content), "asked_at": at}
    )
    StoredContent.objects.filter(pk=row.pk).update(asked_at=at)
    return row


def _stored(file: Attachment, content: bytes, thumb: bytes | None) -> Attachment | Refused:
    """Put the contents into the store, then say that they are there."""
    try:
        put(digest_of(content), content)
        if thumb:
            put(digest_of(thumb), thumb)
    except ContentGone:
        file.delete()
        return STORE_AWAY
    file.ready = True
    file.save(update_fields=["ready"])
    return file
