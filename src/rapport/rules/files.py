"""Whether a message may carry files, and how many: none to strangers until they have agreed."""

from dataclasses import dataclass
from enum import StrEnum

from rapport.rules.policy import Policy

MB = 1_000_000


class FileCode(StrEnum):
    """Why files are not taken."""

    TOO_MANY = "too_many_files"
    NOT_YET = "files_not_yet"
    TOO_LARGE = "file_too_large"
    NO_ROOM = "files_quota"


@dataclass(frozen=True, slots=True)
class Ground:
    """How two people stand, as far as files go.

    `waits_for_viewer`: the conversation is held and the viewer is the one who may accept it;
    `agreed`: the other wrote in it, or accepted a request, an InMail or an introduction.
    """

    is_plain: bool
    degree: int | None = None
    waits_for_viewer: bool = False
    agreed: bool = False


def files_closed(ground: Ground, count: int, policy: Policy) -> FileCode | None:
    """None where a message may carry so many files, else why not.

    Keys: attachment.per_message, attachment.from_strangers. Answering what is held accepts it, and
    whoever asked has agreed by asking; so the answer may carry files, the question may not.
    """
    if not count:
        return None
    if count > policy.attachment.per_message:
        return FileCode.TOO_MANY
    if policy.attachment.from_strangers:
        return None
    is_known = ground.degree == 1 or ground.agreed or ground.waits_for_viewer
    return None if ground.is_plain and is_known else FileCode.NOT_YET


def room_left(used: int, policy: Policy) -> int:
    """Bytes that a member may still upload (attachment.quota), never below nothing."""
    return max(0, policy.attachment.quota * MB - used)
