"""Asks for another wording of a draft and has the coach review it; nothing is sent to anybody."""

from __future__ import annotations

import difflib
import logging
import re
import threading
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from django.core.cache import cache

from rapport.coach.actions.reviewing import Asked, Reviewed, review_to
from rapport.coach.rephraser import RephraseError, Rephraser
from rapport.kit.refusals import Refused

if TYPE_CHECKING:
    from rapport.members.models import Member

# Each waits up to ten seconds in a thread that answers pages: few at once, few a member.
AT_ONCE = 2
PER_MINUTE = 6
LONGEST = 4_000
_room = threading.BoundedSemaphore(AT_ONCE)
_PIECES = re.compile(r"\s+|\w+|[^\w\s]")
log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Proposal:
    """Another wording, what changed as (kind, text) pieces, and what the coach says of it."""

    text: str
    changes: tuple[tuple[str, str], ...]
    reviewed: Reviewed


def propose(viewer: Member, asked: Asked, model: Rephraser) -> Proposal | Refused:
    """Another wording of what is typed. Refusals: those of `review_to`, `text_empty`, `too_long`,
    `busy`, `rephrase_limit`, `model_failed`."""
    before = review_to(viewer, asked)
    if isinstance(before, Refused):
        return before
    text = before.draft.text
    if not text.strip():
        return Refused("text_empty", "There is nothing to reword yet.", on="text")
    if len(text) > LONGEST:
        sentence = f"Only messages of up to {LONGEST:,} characters are reworded."
        return Refused("too_long", sentence, on="text")
    if not _may_ask(viewer.pk):
        return Refused("rephrase_limit", f"At most {PER_MINUTE} wordings a minute; wait a little.")
    if not _room.acquire(blocking=False):
        return Refused("busy", "The model is busy with others; try again in a moment.")
    try:
        said = model.propose(text, min(before.draft.limit or LONGEST, LONGEST))
    except RephraseError as error:
        log.warning("no other wording came: %s", error)
        return Refused("model_failed", f"{error} Your text is as it was.")
    finally:
        _room.release()
    after = review_to(viewer, replace(asked, text=said))
    if isinstance(after, Refused):
        return after
    return Proposal(said, tuple(word_changes(text, said)), after)


def word_changes(before: str, after: str) -> Iterator[tuple[str, str]]:
    """What changed word by word: ("same" | "out" | "in", text); together they are both texts."""
    old, new = _PIECES.findall(before), _PIECES.findall(after)
    matcher = difflib.SequenceMatcher(None, old, new, autojunk=False)
    for kind, a, b, c, d in matcher.get_opcodes():
        if kind == "equal":
            yield "same", "".join(old[a:b])
            continue
        if a < b:
            yield "out", "".join(old[a:b])
        if c < d:
            yield "in", "".join(new[c:d])


def _may_ask(member_id: int) -> bool:
    """Whether this member asked fewer than six times in the last minute, in this process."""
    key = f"coach:rephrase:{member_id}"
    cache.add(key, 0, 60)
    try:
        return int(cache.incr(key)) <= PER_MINUTE
    except ValueError:  # it ran out between the two
        return True
