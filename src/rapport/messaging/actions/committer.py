"""Group commit: whatever was asked while the last commit ran is written by the next one.

Alone a send is committed at once, in a crowd hundreds share one commit, and each is acknowledged
only after it. SQLite has one writer and so one lane. On PostgreSQL two take turns, so that one
works while the other waits for the disk; a conversation is always in the same lane, because its
messages must be written in the order in which they were sent.
"""

import logging
from collections.abc import Callable, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from functools import partial

from django.db import close_old_connections, connection, transaction

from rapport.kit.refusals import NOT_FOUND, Refused
from rapport.messaging.actions.batch import Outcome, Send, Told, Whole, send_batch
from rapport.messaging.actions.group_sending import GroupDraft, send_to_group
from rapport.messaging.actions.lane import Answer, Lane, Result, Waiting
from rapport.messaging.actions.sending import Draft, send
from rapport.messaging.queries.row_lists import IS_POSTGRESQL
from rapport.rules.reach import Way

LANES = 2 if IS_POSTGRESQL else 1
QUEUE_MAX = 5_000
# Sends that need the whole road take it beside the batches, a few at a time.
WHOLE_ROADS = 2
BUSY = Refused("busy", "This place has more to do than it can at the moment. Try again.")
FAILED = Refused("failed", "Something went wrong here and nothing was sent. Try again.")
log = logging.getLogger(__name__)

Heard = Callable[[Sequence[Told]], None]


class Committer:
    """Takes sends, commits them in groups and answers after the commit.

    `heard` is called after each commit with what was written, for open pages.
    """

    def __init__(self, heard: Heard | None = None, lanes: int = LANES) -> None:
        self._heard = heard
        self._lanes = [Lane(self._commit) for _ in range(lanes)]
        self._whole = ThreadPoolExecutor(WHOLE_ROADS, thread_name_prefix="whole-road")

    def ask(self, send: Send, tag: object, answer: Answer) -> bool:
        """Queue a send; False when too much waits. `answer` gets pairs of (tag, result).

        Answers come from another thread, those of one commit in one call.
        """
        lane = self._lanes[send.thread.int % len(self._lanes)]
        return lane.put((send, tag, answer), QUEUE_MAX // len(self._lanes))

    def send(self, one: Send, timeout_seconds: float = 30.0) -> Result:
        """Queue a send and wait for what becomes of it: for doors that run in threads.

        Where the caller is in a transaction the send is written in it: no other would see what
        the caller has done.
        """
        if connection.in_atomic_block:
            return self._by_itself(one)
        future: Future[Result] = Future()
        taken = self.ask(one, None, lambda answers: future.set_result(answers[0][1]))
        return future.result(timeout_seconds) if taken else BUSY

    def stop(self) -> None:
        """Commit what waits, then end."""
        for lane in self._lanes:
            lane.stop()
        self._whole.shutdown(wait=True)

    def _commit(self, group: Sequence[Waiting]) -> Callable[[], None]:
        """One transaction for the group; after an accident each takes the whole road alone."""
        outcomes: Sequence[Outcome | None]
        told: Sequence[Told] = ()
        try:
            outcomes, told = send_batch([send for send, _, _ in group])
        except Exception:
            log.exception("a batch of %d sends failed; each is tried by itself", len(group))
            close_old_connections()
            outcomes = [None] * len(group)
        return partial(self._tell, group, outcomes, told)

    def _tell(
        self, group: Sequence[Waiting], outcomes: Sequence[Outcome | None], told: Sequence[Told]
    ) -> None:
        """After the commit: open pages first, then whoever asked."""
        if self._heard and told:
            self._heard(told)
        answers: dict[Answer, list[tuple[object, Result]]] = {}
        for (asked, tag, answer), outcome in zip(group, outcomes, strict=True):
            if outcome is None or isinstance(outcome, Whole):
                self._whole.submit(self._alone, asked, outcome, tag, answer)
            else:
                answers.setdefault(answer, []).append((tag, outcome))
        for answer, results in answers.items():
            answer(results)

    def _alone(self, asked: Send, whole: Whole | None, tag: object, answer: Answer) -> None:
        """The whole road for one send, in a thread beside the batches."""
        result: Result = FAILED
        try:
            close_old_connections()
            result = self._by_itself(asked) if whole is None else _send(asked, whole)
        except Exception:
            log.exception("a send failed")
        finally:
            answer([(tag, result)])

    def _by_itself(self, asked: Send) -> Result:
        """A batch of one, then the whole road if it needs it."""
        (outcome,), told = send_batch([asked])
        heard = self._heard
        if heard and told:
            transaction.on_commit(lambda: heard(told))
        return _send(asked, outcome) if isinstance(outcome, Whole) else outcome


def _send(asked: Send, whole: Whole) -> Result:
    if whole.to_id is None:
        to_all = GroupDraft(
            asked.author_id, asked.thread, asked.text, asked.client_id, previews=asked.previews
        )
        return send_to_group(to_all)
    draft = Draft(
        asked.author_id,
        whole.to_id,
        Way.MESSAGE,
        asked.text,
        asked.client_id,
        previews=asked.previews,
    )
    return send(draft) or NOT_FOUND
