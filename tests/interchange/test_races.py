"""The same archive imported twice at the same moment ends as if it had been imported once."""

import pytest

from rapport.contacts.models import ImportedInvitation, ShadowContact
from rapport.interchange.actions import keeping
from rapport.interchange.actions.importing import Wishes, import_archive
from rapport.interchange.actions.uploads import receive_archive
from rapport.interchange.models import Import
from rapport.interchange.report import ImportReport
from rapport.kit.clock import now
from rapport.members.actions import join
from rapport.messaging.models import Message, Thread
from tests.interchange.archives import NOW, realistic
from tests.races import at_once

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.race]


def test_two_runs_at_once_leave_each_row_once_and_no_gap(tmp_path, monkeypatch):
    monkeypatch.setattr(keeping, "BATCH", 20)
    ana = join("ana@example.org", "Ana Lima", handle="ana", password="x")
    path = realistic(tmp_path / "a.zip", connections=40, invitations=12, messages=120)

    def run():
        return import_archive(ana.pk, path, NOW, Wishes(), lambda *_: None)

    reports = at_once(run, run)
    assert all(isinstance(report, ImportReport) for report in reports)
    assert sum(report.file("messages").results["new"] for report in reports) == 120
    assert Message.objects.count() == 120
    assert ShadowContact.objects.filter(connected_on__isnull=False).count() == 40
    assert ImportedInvitation.objects.count() == 12
    ana.refresh_from_db()
    assert (ana.positions.count(), ana.skills.count()) == (2, 2)
    for thread in Thread.objects.all():
        seqs = list(thread.messages.order_by("seq").values_list("seq", flat=True))
        assert seqs == list(range(1, thread.last_seq + 1))


def test_of_many_who_claim_an_import_one_gets_it(tmp_path, settings):
    settings.DATA = tmp_path / "data"
    ana = join("ana@example.org", "Ana Lima", handle="ana", password="x")
    content = realistic(tmp_path / "a.zip").read_bytes()
    given = at_once(*[lambda: receive_archive(ana.pk, "a.zip", [content], Wishes(), now())] * 3)
    assert sum(isinstance(one, Import) for one in given) == 1
    claimed = at_once(*[lambda: Import.objects.claim(now())] * 4)
    assert sum(one is not None for one in claimed) == 1
    assert len(list((tmp_path / "data/imports").iterdir())) == 1
