"""Runs of imports: one takes each, a broken one is taken up again, none is left for ever."""

from datetime import timedelta
from pathlib import Path

import pytest

from rapport.interchange.actions import runs, uploads
from rapport.interchange.actions.importing import Wishes
from rapport.interchange.actions.runs import Progress, import_now, run_next
from rapport.interchange.actions.uploads import folder, forget_lost_files, receive_archive
from rapport.interchange.jobs import forget_archives, run_imports
from rapport.interchange.models import LEASE, TRIES, Import
from rapport.kit.clock import now
from rapport.kit.refusals import Refused
from rapport.members.actions import join
from rapport.messaging.models import Message
from tests.interchange.archives import realistic
from tests.interchange.hostile_zips import HOSTILE, truncated

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _own_folder(settings, tmp_path):
    settings.DATA = tmp_path / "data"


@pytest.fixture
def ana():
    return join("ana@example.org", "Ana Lima", handle="ana", password="x")


@pytest.fixture
def path(tmp_path) -> Path:
    return realistic(tmp_path / "a.zip")


def receive(owner, path: Path, **wishes):
    """Give the file as an upload."""
    chunks = iter([path.read_bytes()])
    return receive_archive(owner.pk, path.name, chunks, Wishes(**wishes), now())


def test_an_upload_waits_is_run_and_its_file_is_deleted(ana, path):
    waiting = receive(ana, path)
    assert (waiting.state, waiting.name, waiting.size) == ("waiting", "a.zip", path.stat().st_size)
    stored = folder() / waiting.file
    assert stored.stat().st_mode & 0o777 == 0o600
    assert run_imports(now()) == 1
    waiting.refresh_from_db()
    assert (waiting.state, waiting.file, waiting.tries) == ("done", "", 1)
    assert waiting.report["files"][0]["kind"] == "profile"
    assert not stored.exists()
    assert Message.objects.count() == 120


def test_the_job_finds_nothing_the_second_time(ana, path):
    receive(ana, path)
    assert [run_imports(now()), run_imports(now())] == [1, 0]


def test_a_table_cut_short_is_refused_by_the_run_and_its_file_deleted(ana, tmp_path):
    from tests.interchange.archives import write_zip

    path = write_zip(tmp_path / "b.zip", {"Skills.csv": 'Name\n"cut'})
    waiting = receive(ana, path)
    run_next(now())
    waiting.refresh_from_db()
    assert (waiting.state, waiting.code, waiting.file) == ("refused", "file_cut_short", "")
    assert not list(folder().iterdir())


@pytest.mark.parametrize(
    "make", [make for make in HOSTILE if make.__name__ not in ("absent", "folder")]
)
def test_a_hostile_upload_is_refused_and_leaves_no_file(ana, tmp_path, make):
    make(tmp_path / "bad.zip")
    refused = receive(ana, tmp_path / "bad.zip")
    if isinstance(refused, Import):
        # What shows only while unpacking is refused by the run.
        run_next(now())
        refused.refresh_from_db()
        assert (refused.state, refused.code) == ("refused", HOSTILE[make])
    else:
        assert refused.code == HOSTILE[make]
        assert not Import.objects.exists()
    assert not list(folder().iterdir())


def test_an_upload_over_the_limit_is_refused_and_leaves_no_file(ana, path, settings):
    settings.ARCHIVE_MAX_BYTES = path.stat().st_size - 1
    refused = receive(ana, path)
    assert isinstance(refused, Refused)
    assert refused.code == "archive_too_large"
    assert not list(folder().iterdir())


def test_one_import_at_a_time(ana, path, monkeypatch):
    receive(ana, path)
    refused = receive(ana, path)
    assert isinstance(refused, Refused)
    assert refused.code == "conflict"
    assert isinstance(import_now(ana.pk, path, Wishes(), now()), Refused)
    # Also when both were asked at the same moment: the table holds it.
    monkeypatch.setattr(uploads, "is_importing", lambda owner_id: False)
    refused = receive(ana, path)
    assert isinstance(refused, Refused)
    assert len(list(folder().iterdir())) == 1


def test_two_members_import_side_by_side(ana, path):
    bo = join("bo@example.org", "Bo", handle="bo", password="x")
    receive(ana, path)
    assert isinstance(receive(bo, path), Import)
    assert [run_next(now()), run_next(now()), run_next(now())] == [True, True, False]


def test_a_claimed_import_is_nobody_elses_until_its_lease_ends(ana, path):
    receive(ana, path)
    at = now()
    assert Import.objects.claim(at) is not None
    assert Import.objects.claim(at + LEASE - timedelta(seconds=1)) is None
    again = Import.objects.claim(at + LEASE)
    assert again is not None
    assert again.tries == 2


def test_a_run_that_was_overtaken_stops_and_writes_nothing_down(ana, path):
    receive(ana, path)
    run = Import.objects.claim(now())
    Import.objects.filter(pk=run.pk).update(tries=run.tries + 1)
    with pytest.raises(runs.TakenOver):
        Progress(run, now())("messages", 1, 2)
    runs.finish(run, Refused("x", "y"))
    run.refresh_from_db()
    assert run.state == "running"
    assert (folder() / run.file).exists()


def test_an_accident_is_tried_again_and_after_the_last_try_it_has_failed(ana, path, monkeypatch):
    waiting = receive(ana, path)
    monkeypatch.setattr(runs, "import_archive", lambda *_: 1 / 0)
    at = now()
    for number in range(TRIES):
        assert run_next(at + number * LEASE)
    assert not run_next(at + TRIES * LEASE)
    waiting.refresh_from_db()
    assert waiting.state == "failed"
    assert "try" in waiting.refusal
    assert not list(folder().iterdir())


def test_progress_is_written_and_holds_the_lease(ana, path):
    receive(ana, path)
    run = Import.objects.claim(now() - LEASE / 2)
    Progress(run, now())("messages", 40, 120)
    before = run.leased_until
    run.refresh_from_db()
    assert (run.step, run.done, run.total) == ("messages", 40, 120)
    assert run.leased_until > before


def test_the_command_lines_run_leaves_the_file_and_a_report(ana, path):
    run = import_now(ana.pk, path, Wishes(), now())
    assert run.state == "done"
    assert run.report["files"]
    assert path.exists()


def test_a_run_by_the_command_line_that_breaks_off_is_not_left_running(ana, path, monkeypatch):
    def break_off(*_):
        raise KeyboardInterrupt

    monkeypatch.setattr(runs, "import_archive", break_off)
    with pytest.raises(KeyboardInterrupt):
        import_now(ana.pk, path, Wishes(), now())
    assert Import.objects.get().state == "failed"


def test_a_refused_run_by_the_command_line_leaves_the_file(ana, tmp_path):
    truncated(tmp_path / "b.zip")
    run = import_now(ana.pk, tmp_path / "b.zip", Wishes(), now())
    assert (run.state, run.code) == ("refused", "archive_damaged")
    assert (tmp_path / "b.zip").exists()


def test_files_that_no_import_waits_for_are_deleted_after_a_day(ana, path):
    waiting = receive(ana, path)
    (folder() / "lost.zip").write_bytes(b"x")
    assert forget_lost_files(now()) == 0
    assert forget_archives(now() + timedelta(days=1, minutes=1)) == 1
    assert forget_archives(now() + timedelta(days=1, minutes=1)) == 0
    assert [one.name for one in folder().iterdir()] == [waiting.file]


def test_a_run_whose_process_was_killed_does_not_stand_in_the_way_for_long(ana, path):
    at = now()
    Import.objects.create(
        owner=ana, state="running", name="x", tries=1, started_at=at, leased_until=at + LEASE
    )
    assert not run_next(at + LEASE)
    refused = import_now(ana.pk, path, Wishes(), at)
    assert isinstance(refused, Refused)
    run = import_now(ana.pk, path, Wishes(), at + LEASE)
    assert isinstance(run, Import)
    assert run.state == "done"
    assert sorted(Import.objects.values_list("state", flat=True)) == ["done", "failed"]
