"""What a send may hold, by way and preset: lengths, note quota, subject; codes of its own."""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from rapport.rules.policy import Policy
from rapport.rules.reach.facts import Facts
from rapport.rules.reach.moments import next_month
from rapport.rules.reach.ways import Way


class ContentCode(StrEnum):
    """Why a text is not taken; these are no reasons of a way, and no way is closed by them."""

    TEXT_EMPTY = "text_empty"
    TEXT_TOO_LONG = "text_too_long"
    TEXT_NOT_TAKEN = "text_not_taken"
    SUBJECT_TOO_LONG = "subject_too_long"
    SUBJECT_BROKEN = "subject_broken"
    SUBJECT_NOT_TAKEN = "subject_not_taken"
    NOTE_TOO_LONG = "note_too_long"
    NOTE_NOT_TAKEN = "note_not_taken"
    NOTE_QUOTA = "note_quota"
    UNWRITABLE = "unwritable"


class Part(StrEnum):
    """The part of a send that a refusal speaks of: the name of the form's field."""

    TEXT = "text"
    SUBJECT = "subject"
    NOTE = "note"


MEANINGS: Mapping[ContentCode, str] = {
    ContentCode.TEXT_EMPTY: "There is nothing to read in the message yet.",
    ContentCode.TEXT_TOO_LONG: "The text has {used} characters; this way takes {limit}.",
    ContentCode.TEXT_NOT_TAKEN: "This way carries no text.",
    ContentCode.SUBJECT_TOO_LONG: "The subject has {used} characters; it may have {limit}.",
    ContentCode.SUBJECT_BROKEN: "A subject is a single line.",
    ContentCode.SUBJECT_NOT_TAKEN: "Only an InMail has a subject.",
    ContentCode.NOTE_TOO_LONG: "The note has {used} characters; yours may have {limit}.",
    ContentCode.NOTE_NOT_TAKEN: "Only an invitation has a note.",
    ContentCode.NOTE_QUOTA: (
        "You have sent {limit} notes this month, the limit for a calendar month; without a note you"
        " may still invite."
    ),
    ContentCode.UNWRITABLE: "The {part} holds a character that cannot be stored.",
}
# A database text holds neither NUL nor half of a surrogate pair.
UNWRITABLE = re.compile("[\x00\ud800-\udfff]")
TAKES: Mapping[Way, tuple[Part, ...]] = {
    Way.MESSAGE: (Part.TEXT,),
    Way.CONNECT: (Part.NOTE,),
    Way.ACCEPT: (),
    Way.REQUEST: (Part.TEXT,),
    Way.INMAIL: (Part.TEXT, Part.SUBJECT),
    Way.INTRODUCTION: (Part.TEXT,),
    Way.FOLLOW: (),
}
NOT_TAKEN: Mapping[Part, ContentCode] = {
    Part.TEXT: ContentCode.TEXT_NOT_TAKEN,
    Part.SUBJECT: ContentCode.SUBJECT_NOT_TAKEN,
    Part.NOTE: ContentCode.NOTE_NOT_TAKEN,
}
TOO_LONG: Mapping[Part, ContentCode] = {
    Part.TEXT: ContentCode.TEXT_TOO_LONG,
    Part.SUBJECT: ContentCode.SUBJECT_TOO_LONG,
    Part.NOTE: ContentCode.NOTE_TOO_LONG,
}


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why content is not taken: code, part, sentence; `at` when a quota turns over (UTC)."""

    code: ContentCode
    part: Part
    sentence: str
    used: int | None = None
    limit: int | None = None
    at: datetime | None = None


def normal_breaks(text: str) -> str:
    """The text as it is counted and stored: CRLF is one line break, nothing else changes."""
    return text.replace("\r\n", "\n")


def length_of(text: str) -> int:
    """Characters as members type them: code points after CRLF to LF, without normalisation."""
    return len(normal_breaks(text))


def limit_for(way: Way, part: Part, facts: Facts, policy: Policy) -> int | None:
    """The longest `part` in code points that this viewer may send this way; None: not taken.

    Keys: message.max, inmail.body_max, inmail.subject_max, request.first_message_max,
    invite.note_max_basic and note_max_plus.
    """
    if part not in TAKES[way]:
        return None
    if part is Part.NOTE:
        return policy.invite.note_max_for(facts.viewer.tier)
    if part is Part.SUBJECT:
        return policy.inmail.subject_max
    if way is Way.INMAIL:
        return policy.inmail.body_max
    return policy.message.max if way is Way.MESSAGE else policy.request.first_message_max


def check_content(
    way: Way, text: str | None, subject: str | None, note: str | None, facts: Facts, policy: Policy
) -> Refusal | None:
    """The first thing wrong with what is to be sent this way, or None.

    A part that is None or blank counts as not given. The way itself is judged by `judge`; this
    looks at the content alone, so that the two never speak with the same code (law 6).
    """
    given = {Part.TEXT: text, Part.SUBJECT: subject, Part.NOTE: note}
    for part, content in given.items():
        if content is None:
            continue
        if not _is_writable(content):
            return _refuse(ContentCode.UNWRITABLE, part)
        if is_blank(content):
            continue
        if refusal := _check_part(way, part, content, facts, policy):
            return refusal
    if Part.TEXT in TAKES[way] and (text is None or is_blank(text)):
        return _refuse(ContentCode.TEXT_EMPTY, Part.TEXT)
    if way is Way.CONNECT and note is not None and not is_blank(note):
        return _check_note_quota(facts, policy)
    return None


def is_blank(text: str) -> bool:
    """Whether a text shows nothing: only spaces, breaks, and characters without a shape."""
    # The first character decides nearly always: most texts begin with a letter.
    return not text[:1].isalnum() and all(unicodedata.category(one)[0] in "ZC" for one in text)


def _check_part(
    way: Way, part: Part, content: str, facts: Facts, policy: Policy
) -> Refusal | None:  # fmt: skip
    limit = limit_for(way, part, facts, policy)
    if limit is None:
        return _refuse(NOT_TAKEN[part], part)
    if part is Part.SUBJECT and content.splitlines() != [content]:
        return _refuse(ContentCode.SUBJECT_BROKEN, part)
    used = length_of(content)
    return _refuse(TOO_LONG[part], part, used, limit) if used > limit else None


def _check_note_quota(facts: Facts, policy: Policy) -> Refusal | None:
    limit = policy.invite.notes_per_month_for(facts.viewer.tier)
    used = facts.viewer.notes_this_month
    if limit is None or used < limit:
        return None
    return _refuse(ContentCode.NOTE_QUOTA, Part.NOTE, used, limit, next_month(facts.now))


def _is_writable(content: str) -> bool:
    return not UNWRITABLE.search(content)


def _refuse(
    code: ContentCode,
    part: Part,
    used: int | None = None,
    limit: int | None = None,
    at: datetime | None = None,
) -> Refusal:
    shown = {"part": part.value, "used": f"{used or 0:,}", "limit": f"{limit or 0:,}"}
    return Refusal(code, part, MEANINGS[code].format_map(shown), used, limit, at)
