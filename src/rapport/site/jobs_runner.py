"""Runs the jobs of the schedule, each when its time has come, until told to stop."""

import logging
import threading
import time
from collections.abc import Sequence

from django.db import close_old_connections, connections

from rapport.kit.clock import now
from rapport.site.schedule import SCHEDULE, Job

TICK_SECONDS = 0.25
LOOKS_IN_A_ROW = 20
log = logging.getLogger(__name__)


class JobsRunner:
    """One loop over the jobs, in a thread of the web process or in a worker of its own.

    Jobs run one after another; a fault is logged and stops neither the loop nor other jobs.
    """

    def __init__(self, jobs: Sequence[Job] = SCHEDULE) -> None:
        self.jobs = jobs
        self._due = dict.fromkeys((job.name for job in jobs), 0.0)
        self._stop = threading.Event()
        self._thread: threading.Thread | None = None

    def start(self) -> None:
        """Run the loop in a thread of its own."""
        self._thread = threading.Thread(target=self.run, name="jobs", daemon=True)
        self._thread.start()

    def ask_to_stop(self) -> None:
        """Let the loop end after the job it is in; safe in a signal handler."""
        self._stop.set()

    def stop(self, wait_seconds: float = 10.0) -> None:
        """Ask the loop to end, and wait for it."""
        self.ask_to_stop()
        if self._thread is not None:
            self._thread.join(wait_seconds)

    def run(self) -> None:
        """Look for due jobs until `stop`; connections are closed at the end."""
        try:
            while not self._stop.is_set():
                self.run_due(time.monotonic())
                self._stop.wait(TICK_SECONDS)
        finally:
            connections.close_all()

    def run_due(self, clock_seconds: float) -> int:
        """Run what is due at a moment of the monotonic clock; return how much was done."""
        done = 0
        for job in self.jobs:
            if self._due[job.name] <= clock_seconds and not self._stop.is_set():
                self._due[job.name] = clock_seconds + job.every.total_seconds()
                done += self._run(job)
        return done

    def _run(self, job: Job) -> int:
        """One job, again while it finds work, but not for ever: others wait."""
        done = 0
        close_old_connections()
        try:
            for _ in range(LOOKS_IN_A_ROW):
                found = job.run(now())
                done += found
                if not found or self._stop.is_set():
                    break
        except Exception:
            log.exception("job %s failed; it runs again in %s", job.name, job.every)
        finally:
            close_old_connections()
        return done
