"""The jobs run when due, faults stop nothing, and asking to stop stops."""

import threading
import time
from datetime import timedelta

import pytest

from rapport.site.jobs_runner import LOOKS_IN_A_ROW, JobsRunner, Lane
from rapport.site.schedule import SCHEDULE, Job


@pytest.fixture(autouse=True)
def _no_connections(monkeypatch):
    """These jobs touch no database."""
    monkeypatch.setattr("rapport.site.jobs_runner.close_old_connections", lambda: None)


def counting(results):
    """A job that gives one result after another, then 0; an exception is raised."""
    runs = []

    def job(at):
        runs.append(at)
        result = results[len(runs) - 1] if len(runs) <= len(results) else 0
        if isinstance(result, Exception):
            raise result
        return result

    return job, runs


def lane(job, seconds: int = 10) -> Lane:
    return Lane([Job(job, timedelta(seconds=seconds))], threading.Event())


def test_a_job_runs_at_once_and_then_after_its_period():
    job, runs = counting([])
    its = lane(job)
    for moment in (100, 105, 109.9, 110, 111):
        its.run_due(moment)
    assert len(runs) == 2


def test_after_work_it_looks_again_but_not_for_ever():
    job, runs = counting([3, 2])
    assert lane(job).run_due(0) == 5
    assert len(runs) == 3
    endless, many = counting([1] * 1000)
    lane(endless).run_due(0)
    assert len(many) == LOOKS_IN_A_ROW


def test_a_fault_is_logged_and_stops_neither_the_job_nor_others(caplog):
    bad, bad_runs = counting([ValueError("boom"), ValueError("boom")])
    good, good_runs = counting([])
    its = Lane([Job(bad, timedelta(seconds=1)), Job(good, timedelta(seconds=1))], threading.Event())
    its.run_due(0)
    its.run_due(2)
    assert (len(bad_runs), len(good_runs)) == (2, 2)
    assert "boom" in caplog.text


def test_a_job_that_hangs_holds_up_no_other_lane():
    release = threading.Event()

    def hangs(at):
        release.wait(5)
        return 0

    good, runs = counting([])
    period = timedelta(milliseconds=1)
    runner = JobsRunner([Job(hangs, period, lane="mail"), Job(good, period)])
    runner.start()
    until = time.monotonic() + 3
    while len(runs) < 2 and time.monotonic() < until:
        time.sleep(0.01)
    release.set()
    runner.stop()
    assert len(runs) >= 2


def test_asked_to_stop_it_stops_between_two_jobs():
    job, runs = counting([1] * 10_000_000)
    runner = JobsRunner([Job(job, timedelta(0))])
    runner.start()
    time.sleep(0.05)
    runner.stop()
    after = len(runs)
    time.sleep(0.05)
    assert len(runs) == after
    assert all(not thread.is_alive() for thread in runner._threads)


def test_every_job_of_the_place_has_a_name_of_its_own_and_a_period():
    names = [job.name for job in SCHEDULE]
    assert len(set(names)) == len(names)
    assert all(job.every >= timedelta(seconds=1) for job in SCHEDULE)


@pytest.mark.django_db
@pytest.mark.parametrize("job", SCHEDULE, ids=lambda job: job.name)
def test_every_job_may_run_twice_and_in_an_empty_place(job):
    from rapport.kit.clock import now

    assert (job.run(now()), job.run(now())) == (0, 0)
