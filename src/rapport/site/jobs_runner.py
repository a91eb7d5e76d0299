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


class Lane:
    """One loop over some jobs, one after another.

    A fault is logged and stops neither the loop nor the other jobs.
    """

    def __init__(self, jobs: Sequence[Job], stop: threading.Event) -> None:
        self.jobs = jobs
        self._stop = stop
        self._due = dict.fromkeys(jobs, 0.0)

    def run(self) -> None:
        """Look for due jobs until told to stop; the connections end with it."""
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
            if self._due[job] <= clock_seconds and not self._stop.is_set():
                self._due[job] = clock_seconds + job.every.total_seconds()
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


class JobsRunner:
    """All lanes, each in a thread of its own, in the web process or in a worker."""

    def __init__(self, jobs: Sequence[Job] = SCHEDULE) -> None:
        self._stop = threading.Event()
        names = dict.fromkeys(job.lane for job in jobs)
        self.lanes = [Lane([job for job in jobs if job.lane == name], self._stop) for name in names]
        self._threads: list[threading.Thread] = []

    def start(self) -> None:
        """Begin."""
        for lane in self.lanes:
            # A daemon: a mail server that hangs must not keep the process from ending.
            thread = threading.Thread(target=lane.run, name="jobs", daemon=True)
            thread.start()
            self._threads.append(thread)

    def ask_to_stop(self) -> None:
        """Let each lane end after the job it is in; safe in a signal handler."""
        self._stop.set()

    def stop(self, wait_seconds: float = 10.0) -> None:
        """Ask the lanes to end, and wait for them that long together."""
        self.ask_to_stop()
        latest = time.monotonic() + wait_seconds
        for thread in self._threads:
            thread.join(max(0.0, latest - time.monotonic()))

    def run(self) -> None:
        """Begin, wait until asked to stop, and end."""
        self.start()
        # In short waits: a signal handler runs between them.
        while not self._stop.wait(1.0):
            pass
        self.stop()
