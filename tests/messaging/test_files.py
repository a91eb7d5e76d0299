from datetime import timedelta
from uuid import uuid4

import pytest

from rapport.kit.clock import now
from rapport.kit.policy import policy
from rapport.kit.refusals import Refused
from rapport.messaging.actions.changing import delete_message, edit_message
from rapport.messaging.actions.outcomes import Done, Sent
from rapport.messaging.actions.requests import accept
from rapport.messaging.actions.sending import Draft, send
from rapport.messaging.actions.uploading import Incoming, remove_upload, upload
from rapport.messaging.files.store import digest_of
from rapport.messaging.jobs import forget_files
from rapport.messaging.models import Attachment, Message, StoredContent, Thread
from rapport.messaging.queries.attachments import bytes_used, file_for
from rapport.rules.reach import Way
from tests.cast import write
from tests.messaging.files.corpus import GOOD, HOSTILE, PDF, SECRET, TEXT, WEBM, with_place
from tests.messaging.files.test_viruses import EICAR, clamd

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def folder(settings, tmp_path):
    settings.FILES_ROOT = tmp_path / "files"
    return settings.FILES_ROOT


@pytest.fixture
def host_policy(settings, tmp_path):
    """A host's own numbers of files."""

    def use(text):
        file = tmp_path / "policy.toml"
        file.write_text(f'preset = "humane"\n[attachment]\n{text}')
        settings.POLICY = str(file)
        policy.cache_clear()

    return use


def up(member, name="contract.pdf", content=PDF):
    """Upload and expect it to be kept."""
    kept = upload(member.pk, Incoming(name, content))
    assert isinstance(kept, Attachment), kept
    return kept


def sent_with(sender, to, *files, text="Here", way=Way.MESSAGE, client_id=None):
    ids = tuple(file.public_id for file in files)
    return send(Draft(sender.pk, to.pk, way, text, client_id or uuid4(), files=ids))


def in_store(folder):
    return sorted(path.name for path in folder.rglob("*") if path.is_file())


@pytest.mark.parametrize(("name", "content", "family", "mime"), GOOD, ids=[g[0] for g in GOOD])
def test_what_people_send_is_kept(cast, folder, name, content, family, mime):
    kept = up(cast.ana, name, content)
    assert (kept.family, kept.mime, kept.ready) == (family, mime, True)
    assert kept.content.digest in in_store(folder)
    assert (kept.thumb is not None) == (family == "image")


@pytest.mark.parametrize(("name", "content"), HOSTILE, ids=[name for name, _ in HOSTILE])
def test_what_harms_is_refused_by_name_and_nothing_stays(cast, folder, name, content):
    refused = upload(cast.ana.pk, Incoming(name, content))
    assert isinstance(refused, Refused)
    assert refused.status == 422
    assert name in refused.sentence
    assert not in_store(folder)
    assert not Attachment.objects.exists()


@pytest.mark.parametrize(
    "name",
    ["../../../../etc/cron.d/x.pdf", "..\\..\\x.pdf", "/root/x.pdf", "C:x.pdf", "\x00.pdf",
     "a\u202efdp.pdf", "x" * 5000 + ".pdf", "", "con.pdf", "<script>alert(1)</script>.pdf"],
)  # fmt: skip
def test_whatever_it_is_called_it_lies_in_the_store_alone(cast, folder, tmp_path, name):
    kept = up(cast.ana, name)
    assert in_store(tmp_path) == [kept.content.digest]
    assert kept.name.endswith(".pdf")
    assert not set(kept.name) & set("/\\<>:\x00\u202e")


def test_a_photo_says_nothing_of_its_place(cast, folder):
    up(cast.ana, "me.jpg", with_place())
    for path in folder.rglob("*"):
        assert path.is_dir() or SECRET not in path.read_bytes()


def test_files_go_with_a_message_in_their_order(cast):
    first, second = up(cast.ana, "b.pdf"), up(cast.ana, "a.txt", TEXT)
    sent = sent_with(cast.ana, cast.bo, first, second)
    assert isinstance(sent, Sent)
    message = Message.objects.get(public_id=sent.message)
    assert [file.name for file in message.attachments.all()] == ["b.pdf", "a.txt"]


def test_files_need_no_words_and_their_names_stand_for_the_message(cast):
    sent = sent_with(cast.ana, cast.bo, up(cast.ana, "plan.pdf"), text="")
    assert isinstance(sent, Sent)
    assert Thread.objects.get(public_id=sent.thread).preview == "plan.pdf"
    assert sent_with(cast.ana, cast.bo, text="").code == "text_empty"
    edit_message(cast.ana.pk, sent.message, "The plan")
    edit_message(cast.ana.pk, sent.message, "")
    assert Thread.objects.get(public_id=sent.thread).preview == "plan.pdf"


def test_a_file_goes_once_and_only_by_its_owner(cast):
    file = up(cast.ana)
    client_id = uuid4()
    assert isinstance(sent_with(cast.ana, cast.bo, file, client_id=client_id), Sent)
    assert sent_with(cast.ana, cast.bo, file, client_id=client_id).repeated
    assert sent_with(cast.ana, cast.bo, file).code == "files_gone"
    theirs = up(cast.cy)
    assert sent_with(cast.ana, cast.bo, theirs).code == "files_gone"
    assert Message.objects.count() == 1
    assert Attachment.objects.get(pk=theirs.pk).message is None


def test_a_message_carries_ten(cast):
    files = [up(cast.ana, f"{number}.txt", TEXT) for number in range(11)]
    assert sent_with(cast.ana, cast.bo, *files).code == "too_many_files"
    assert isinstance(sent_with(cast.ana, cast.bo, *files[:10]), Sent)


def test_strangers_send_none_until_they_are_accepted(cast):
    asked = sent_with(cast.ana, cast.dee, up(cast.ana), way=Way.REQUEST)
    assert (asked.code, asked.status, asked.on) == ("files_not_yet", 403, "files")
    thread = write(cast.ana, cast.dee, "May I ask you something?", Way.REQUEST).thread
    accept(cast.dee.pk, thread)
    assert isinstance(sent_with(cast.ana, cast.dee, up(cast.ana)), Sent)


def test_the_answer_to_a_request_may_carry_files(cast):
    write(cast.ana, cast.dee, "Would you send me the plan?", Way.REQUEST)
    assert isinstance(sent_with(cast.dee, cast.ana, up(cast.dee)), Sent)


def test_a_host_may_take_files_from_strangers(cast, host_policy):
    host_policy("from_strangers = true")
    assert isinstance(sent_with(cast.ana, cast.dee, up(cast.ana), way=Way.REQUEST), Sent)


def test_only_kinds_of_the_policy_are_taken(cast, host_policy):
    host_policy('types = ["pdf"]\nmax = 1')
    assert isinstance(upload(cast.ana.pk, Incoming("a.txt", TEXT)), Refused)
    large = upload(cast.ana.pk, Incoming("a.pdf", PDF + bytes(1_000_000)))
    assert large.code == "file_too_large"
    assert "1 MB" in large.sentence


def test_the_room_of_a_member_is_counted_and_given_back(cast, host_policy):
    host_policy("quota = 1")
    half = PDF + bytes(600_000)
    file = up(cast.ana, "a.pdf", half)
    full = upload(cast.ana.pk, Incoming("b.pdf", half))
    assert full.code == "files_quota"
    assert "b.pdf" in full.sentence
    # The same content of another member takes room of theirs, and none of Ana's.
    up(cast.bo, "a.pdf", half)
    assert bytes_used(cast.ana.pk) == len(half)
    assert isinstance(remove_upload(cast.ana.pk, file.public_id), Done)
    up(cast.ana, "b.pdf", half)


def test_the_same_content_lies_there_once_and_nobody_can_tell(cast, folder):
    ours, theirs = up(cast.ana), up(cast.cy)
    assert in_store(folder) == [digest_of(PDF)]
    assert ours.public_id != theirs.public_id
    assert file_for(cast.ana.pk, theirs.public_id) is None
    assert isinstance(remove_upload(cast.ana.pk, theirs.public_id), Refused)


def test_a_voice_note_is_sound(cast):
    note = upload(cast.ana.pk, Incoming("note.weba", WEBM, is_voice=True))
    assert (note.family, note.mime, note.is_voice) == ("audio", "audio/webm", True)
    assert not upload(cast.ana.pk, Incoming("a.pdf", PDF, is_voice=True)).is_voice


def test_files_are_for_those_who_take_part(cast):
    file = up(cast.ana)
    assert file_for(cast.ana.pk, file.public_id)
    assert file_for(cast.bo.pk, file.public_id) is None
    sent = sent_with(cast.ana, cast.bo, file)
    assert file_for(cast.ana.pk, file.public_id)
    assert file_for(cast.bo.pk, file.public_id)
    for other in (cast.cy, cast.dee, cast.eve):
        assert file_for(other.pk, file.public_id) is None
    delete_message(cast.ana.pk, sent.message)
    for member in cast:
        assert file_for(member.pk, file.public_id) is None


def test_a_scanner_s_word_counts_and_its_silence_too(cast, settings, tmp_path, folder):
    with clamd() as (url, _):
        settings.CLAMAV_URL = url
        up(cast.ana)
        harmful = upload(cast.ana.pk, Incoming("game.txt", EICAR))
        assert harmful.code == "file_harmful"
        assert "game.txt" in harmful.sentence
    settings.CLAMAV_URL = f"unix://{tmp_path}/nobody"
    assert upload(cast.ana.pk, Incoming("b.pdf", PDF)).status == 503
    assert Attachment.objects.count() == 1


def test_what_was_never_sent_is_swept_with_its_content(cast, folder):
    sent_file, unsent = up(cast.ana, "a.pdf"), up(cast.ana, "b.txt", TEXT)
    sent_with(cast.ana, cast.bo, sent_file)
    assert forget_files(now() + timedelta(hours=23)) == 0
    assert forget_files(now() + timedelta(hours=25)) == 2
    assert forget_files(now() + timedelta(hours=25)) == 0
    assert in_store(folder) == [digest_of(PDF)]
    assert file_for(cast.ana.pk, unsent.public_id) is None
    assert file_for(cast.bo.pk, sent_file.public_id)


def test_a_content_stays_while_anybody_refers_to_it(cast, folder):
    up(cast.ana)
    sent_with(cast.cy, cast.bo, up(cast.cy))
    forget_files(now() + timedelta(hours=25))
    assert in_store(folder) == [digest_of(PDF)]
    assert StoredContent.objects.count() == 1


def test_files_of_a_deleted_message_go_when_the_time_for_a_report_is_over(cast, folder):
    sent = sent_with(cast.ana, cast.bo, up(cast.ana))
    delete_message(cast.ana.pk, sent.message)
    assert forget_files(now() + timedelta(days=29)) == 0
    assert forget_files(now() + timedelta(days=31)) == 2
    assert not in_store(folder)


def test_with_a_member_go_their_files(cast, folder):
    sent_with(cast.ana, cast.bo, up(cast.ana, "me.jpg", with_place()))
    Message.objects.all().delete()
    forget_files(now() + timedelta(hours=2))
    assert not in_store(folder)
