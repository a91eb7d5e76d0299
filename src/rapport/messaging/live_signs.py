"""What open pages may say and ask of signs: that one types, and whether the other is here.

In a group conversation typing is passed on to each whom the rule lets know, with who it is.

Nothing of it is stored. For typing a conversation is judged by the rule at most once in five
seconds for each member, so that a key costs no statement, and a switch that goes off is felt
within five; whether somebody is here is asked seldom, and judged anew.
"""

import logging
import time
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.db import close_old_connections

from rapport.kit.policy import policy
from rapport.live.handlers import Reply
from rapport.live.hub import HUB, sign_line
from rapport.live.open_pages import Visitor
from rapport.messaging.queries.group_signs import pairings_of
from rapport.messaging.queries.group_threads import group_part
from rapport.messaging.queries.signs import side_in
from rapport.rules.signs import Sign

SHAPE = "It has thread, which is a UUID, and nothing else."
TYPING_JUDGED_SECONDS = 5.0
HERE_JUDGED_SECONDS = 1.0
# A page says that somebody types every three seconds; what comes faster is dropped.
TYPING_SECONDS = 2.5
KNOWN_MAX = 10_000
WAITING_MAX = 500
log = logging.getLogger(__name__)
Key = tuple[int, UUID]
Answer = Callable[[Key, "Judged"], Mapping[str, Any]]


@dataclass(frozen=True, slots=True)
class Judged:
    """What may pass, as of a moment of the monotonic clock; 0 is nobody.

    `typing_to` are whom typing may be shown to; `by` who types, where there are several.
    """

    at: float
    other_id: int = 0
    typing_to: tuple[int, ...] = ()
    sees_here: bool = False
    is_elsewhere: bool = False
    by: Mapping[str, str] = field(default_factory=dict)

    @property
    def shows_typing(self) -> bool:
        """Whether anybody may know that this member types."""
        return bool(self.typing_to)


class Signs:
    """The signs of this process: takers for the live door, and the judgements they share."""

    def __init__(self) -> None:
        self._known: dict[Key, Judged] = {}
        self._typed: dict[Key, float] = {}
        self._waiting = 0
        self._threads: ThreadPoolExecutor | None = None

    def take_typing(self, visitor: Visitor, line: Mapping[str, Any], reply: Reply) -> None:
        """Pass on that somebody types, to the other alone and where both allow it."""
        key = _key(visitor, line)
        if key is None:
            reply(_refused())
            return
        clock = time.monotonic()
        if clock - self._typed.get(key, -TYPING_SECONDS) < TYPING_SECONDS:
            reply({})
            return
        if len(self._typed) >= KNOWN_MAX:
            self._typed.clear()
        self._typed[key] = clock
        self._judged(key, TYPING_JUDGED_SECONDS, reply, _passed_on)

    def take_here(self, visitor: Visitor, line: Mapping[str, Any], reply: Reply) -> None:
        """Answer whether the other is here; who may not know hears that they are not."""
        key = _key(visitor, line)
        if key is None:
            reply(_refused())
            return
        self._judged(key, HERE_JUDGED_SECONDS, reply, _here)

    def stop(self) -> None:
        """End with the process."""
        if self._threads is not None:
            self._threads.shutdown(wait=True)
            self._threads = None

    def _judged(self, key: Key, seconds: float, reply: Reply, answer: Answer) -> None:
        """Answer by what was judged in these last seconds, or is judged now in another thread."""
        found = self._known.get(key)
        if found is not None and found.at > time.monotonic() - seconds:
            reply(answer(key, found))
            return
        if self._waiting >= WAITING_MAX:
            reply({})
            return
        self._waiting += 1
        if self._threads is None:
            self._threads = ThreadPoolExecutor(1, thread_name_prefix="signs")
        self._threads.submit(self._judge, key, reply, answer)

    def _judge(self, key: Key, reply: Reply, answer: Answer) -> None:
        close_old_connections()
        try:
            found = judge(key)
            if len(self._known) >= KNOWN_MAX:
                self._known.clear()
            self._known[key] = found
            reply(answer(key, found))
        except Exception:
            log.exception("a sign could not be judged")
            reply({})
        finally:
            self._waiting -= 1
            close_old_connections()


def judge(key: Key) -> Judged:
    """What may pass between this member and the others of this conversation, just now."""
    at = time.monotonic()
    side = side_in(*key)
    if side is None:
        return _judge_group(key, at)
    shows = side.may_show(Sign.TYPING, policy())
    sees_here = side.may_see(Sign.HERE, policy())
    return Judged(
        at,
        side.other_id,
        typing_to=(side.other_id,) if shows else (),
        sees_here=sees_here,
        is_elsewhere=sees_here and HUB.is_elsewhere(side.other_id),
    )


def _judge_group(key: Key, at: float) -> Judged:
    """Of a group conversation: to whom of its people typing may be shown."""
    part = group_part(*key)
    if part is None or part.member is None:
        return Judged(at)
    allowed = [one for one in pairings_of(part) if one.may_show(Sign.TYPING, policy())]
    by = {"by": part.member.name, "handle": part.member.handle}
    return Judged(at, typing_to=tuple(one.other_id for one in allowed), by=by)


def _passed_on(key: Key, found: Judged) -> dict[str, Any]:
    if found.typing_to:
        line = sign_line(Sign.TYPING, {"thread": str(key[1]), **found.by})
        HUB.publish([(member_id, line, None) for member_id in found.typing_to])
    return {}


def _here(key: Key, found: Judged) -> dict[str, Any]:
    # Of this process it is known without asking anybody.
    here = found.is_elsewhere or (found.sees_here and HUB.is_here(found.other_id))
    about = {"thread": str(key[1]), "here": here}
    return {"type": "sign", "sign": Sign.HERE, "about": about}


def _key(visitor: Visitor, line: Mapping[str, Any]) -> Key | None:
    """Whose line it is and of which conversation; None where it has another shape."""
    thread = line.get("thread")
    if not isinstance(thread, str) or line.keys() != {"type", "thread"}:
        return None
    try:
        return visitor.member_id, UUID(thread)
    except ValueError:
        return None


def _refused() -> dict[str, Any]:
    return {"type": "refused", "code": "bad_request", "sentence": SHAPE}


SIGNS = Signs()
