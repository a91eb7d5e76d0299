from functools import partial
from uuid import uuid4

import pytest

from rapport.kit.policy import policy
from rapport.kit.refusals import Refused
from rapport.messaging.actions.outcomes import Sent
from rapport.messaging.actions.sending import Draft, send
from rapport.messaging.actions.sweeping import GRACE, sweep_files
from rapport.messaging.actions.uploading import Incoming, remove_upload, upload
from rapport.messaging.files.store import read
from rapport.messaging.models import Attachment, Message, StoredContent
from rapport.messaging.queries.attachments import bytes_used
from rapport.rules.reach import Way
from tests.cast import make_cast
from tests.messaging.files.corpus import PDF
from tests.races import at_once

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.race]


@pytest.fixture
def cast(transactional_db):
    return make_cast()


def test_many_uploads_at_once_never_take_more_room_than_there_is(cast, settings, tmp_path):
    host = tmp_path / "policy.toml"
    host.write_text('preset = "humane"\n[attachment]\nquota = 1')
    settings.POLICY = str(host)
    policy.cache_clear()
    large = PDF + bytes(300_000)
    results = at_once(
        *[partial(upload, cast.ana.pk, Incoming(f"{i}.pdf", large + bytes([i]))) for i in range(8)]
    )
    kept = [one for one in results if isinstance(one, Attachment)]
    assert len(kept) == 3
    assert {one.code for one in results if isinstance(one, Refused)} == {"files_quota"}
    assert bytes_used(cast.ana.pk) == sum(file.size for file in kept)


def test_one_file_in_many_sends_at_once_goes_with_one(cast):
    file = upload(cast.ana.pk, Incoming("plan.pdf", PDF))
    drafts = [
        Draft(cast.ana.pk, cast.bo.pk, Way.MESSAGE, f"{i}", uuid4(), files=[file.public_id])
        for i in range(8)
    ]
    results = at_once(*[partial(send, draft) for draft in drafts])
    assert len([one for one in results if isinstance(one, Sent)]) == 1
    assert Message.objects.count() == 1


def test_a_file_is_taken_back_or_sent_but_never_both(cast):
    for _ in range(5):
        file = upload(cast.ana.pk, Incoming("plan.pdf", PDF))
        draft = Draft(cast.ana.pk, cast.bo.pk, Way.MESSAGE, "x", uuid4(), files=[file.public_id])
        sent, removed = at_once(
            partial(send, draft), partial(remove_upload, cast.ana.pk, file.public_id)
        )
        is_there = Attachment.objects.filter(public_id=file.public_id).exists()
        assert isinstance(sent, Sent) == is_there
        assert isinstance(removed, Refused) == is_there


def test_a_sweep_and_an_upload_of_the_same_content_leave_it_whole(cast):
    for _ in range(5):
        old = upload(cast.ana.pk, Incoming("plan.pdf", PDF))
        remove_upload(cast.ana.pk, old.public_id)
        past = old.created_at - 2 * GRACE
        StoredContent.objects.update(asked_at=past)
        _, *kept = at_once(
            partial(sweep_files, old.created_at),
            *[partial(upload, who.pk, Incoming("plan.pdf", PDF)) for who in (cast.bo, cast.cy)],
        )
        for file in kept:
            assert isinstance(file, Attachment)
            file.refresh_from_db()
            assert b"".join(read(file.content.digest, 0, len(PDF))) == PDF
        Attachment.objects.all().delete()
