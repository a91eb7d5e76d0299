"""Run imports: take one that is due, tell how far it is, and write down what came of it."""

import logging
import os
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from django.db.models import QuerySet

from rapport.interchange.actions.importing import Wishes, import_archive
from rapport.interchange.actions.uploads import BROKEN_OFF, BUSY, end_broken_off, folder
from rapport.interchange.models import LEASE, TRIES, Import
from rapport.interchange.queries.imports import is_importing
from rapport.interchange.report import ImportReport
from rapport.kit.clock import now
from rapport.kit.refusals import Refused

log = logging.getLogger(__name__)
TOLD_EVERY = timedelta(seconds=1)
AGAIN_AFTER = timedelta(seconds=30)
FAILED = (
    "Something went wrong here while your archive was read, and trying again did not help. "
    "What was imported so far is kept; giving the archive again continues from there."
)


class TakenOver(Exception):
    """This run held on too long: its lease ended and another run has the import now."""


@dataclass(slots=True)
class Progress:
    """Writes down how far an import is, once a second, and holds its lease meanwhile."""

    run: Import
    told_at: datetime

    def __call__(self, step: str, done: int, total: int) -> None:
        at = now()
        if at - self.told_at < TOLD_EVERY and step == self.run.step:
            return
        self.told_at, self.run.step = at, step
        mine = Import.objects.filter(pk=self.run.pk, state="running", tries=self.run.tries)
        if not mine.update(step=step, done=done, total=total, leased_until=at + LEASE):
            raise TakenOver(str(self.run.public_id))


def run_next(at: datetime) -> bool:
    """Run the oldest import that is due; return whether there was one."""
    _give_up(at)
    run = Import.objects.claim(at)
    if run is None:
        return False
    try:
        finish(run, _import(run, folder() / run.file))
    except TakenOver:
        log.warning("import %s is run by somebody else now", run.public_id)
    except Exception:
        log.exception("import %s broke off in try %s", run.public_id, run.tries)
        _mine(run).update(leased_until=now() + AGAIN_AFTER)
    return True


def import_now(owner_id: int, path: Path, wishes: Wishes, at: datetime) -> Import | Refused:
    """Import a file of the host's own at once; it stays where it is.

    The run has a row like those of uploads, so its report can be read on the same page.
    """
    end_broken_off(owner_id, at)
    if is_importing(owner_id):
        return BUSY
    run = Import.objects.create(
        owner_id=owner_id,
        state="running",
        name=os.fsencode(path.name).decode("utf-8", "replace")[:200],
        size=path.stat().st_size if path.is_file() else 0,
        me=wishes.me.strip()[:300],
        keep_whole_rows=wishes.keep_whole_rows,
        tries=1,
        asked_at=at,
        started_at=at,
        leased_until=at + LEASE,
    )
    try:
        finish(run, _import(run, path))
    except BaseException:
        # Also on Ctrl+C: nothing but this process would ever end it.
        _mine(run).update(state="failed", refusal=BROKEN_OFF, ended_at=now())
        raise
    run.refresh_from_db()
    return run


def _import(run: Import, path: Path) -> ImportReport | Refused:
    wishes = Wishes(run.me, run.keep_whole_rows)
    return import_archive(run.owner_id, path, run.asked_at, wishes, Progress(run, run.asked_at))


def finish(run: Import, outcome: ImportReport | Refused) -> None:
    """Write down what came of it, and delete the stored archive."""
    if isinstance(outcome, Refused):
        changes = {"state": "refused", "code": outcome.code, "refusal": outcome.sentence}
        changed = _mine(run).update(**changes, file="", ended_at=now())
    else:
        changed = _mine(run).update(state="done", report=outcome.to_json(), file="", ended_at=now())
    if changed and run.file:
        (folder() / run.file).unlink(missing_ok=True)


def _mine(run: Import) -> "QuerySet[Import]":
    """The row, as long as this run has it."""
    return Import.objects.filter(pk=run.pk, state="running", tries=run.tries)


def _give_up(at: datetime) -> None:
    """An import that broke off too often has failed; its file goes."""
    for run in Import.objects.due(at).filter(tries__gte=TRIES):
        if _mine(run).update(state="failed", refusal=FAILED, file="", ended_at=at) and run.file:
            (folder() / run.file).unlink(missing_ok=True)
