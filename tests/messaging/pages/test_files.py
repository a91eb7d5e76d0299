import io
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from PIL import Image

from rapport.kit.policy import policy
from rapport.messaging.models import Attachment, Message
from rapport.messaging.queries.attachments import file_for
from rapport.rules.reach import Way
from tests.cast import write
from tests.messaging.files.corpus import HOSTILE, MP3, PDF, TEXT, WEBM, picture

pytestmark = pytest.mark.django_db
UPLOAD = "/messages/files/"


@pytest.fixture
def at(client, cast):
    def visit(member):
        client.force_login(member, backend="allauth.account.auth_backends.AuthenticationBackend")
        return client

    return visit


@pytest.fixture
def talk(cast):
    """The address of the conversation of Ana and Bo."""
    return reverse("messaging:thread", args=[write(cast.ana, cast.bo, "Hello").thread])


def file(name="plan.pdf", content=PDF):
    return SimpleUploadedFile(name, content)


def body_of(answer):
    return b"".join(answer.streaming_content)


def sent_file(at, cast, talk, name="plan.pdf", content=PDF):
    """The address of a file that Ana sent to Bo by the plain form."""
    answer = at(cast.ana).post(talk, {"text": "Look", "files": [file(name, content)]})
    assert answer.status_code == 303, answer.content
    return reverse("messaging:file", args=[Attachment.objects.latest("pk").public_id])


def test_the_plain_form_sends_words_and_files(at, cast, talk):
    files = [file(), file("Grüße.txt", TEXT), file("me.png", picture("PNG"))]
    at(cast.ana).post(talk, {"text": "All three", "files": files})
    page = at(cast.bo).get(talk).content.decode()
    for name in ("plan.pdf", "Grüße.txt", 'alt="me.png"'):
        assert name in page
    assert Message.objects.get(text="All three").attachments.count() == 3


def test_the_form_of_a_way_sends_files_too(at, cast):
    way = reverse("messaging:way", args=["bo", "message"])
    page = at(cast.ana).get(way).content.decode()
    assert 'type="file"' in page
    assert 'enctype="multipart/form-data"' in page
    at(cast.ana).post(way, {"text": "", "files": [file()]})
    assert Attachment.objects.get().message is not None


def test_one_refused_file_is_named_and_the_others_are_kept_with_the_words(at, cast, talk):
    files = [file(), file("setup.exe", b"MZ\x90\x00" + bytes(90)), file("empty.txt", b"")]
    answer = at(cast.ana).post(talk, {"text": "Two of three", "files": files})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "“setup.exe” can&#x27;t be sent" in page
    assert "“empty.txt” is empty" in page
    assert "The other files are kept." in page
    assert "Two of three" in page
    kept = Attachment.objects.get()
    assert f'name="file" value="{kept.public_id}" checked' in page
    at(cast.ana).post(talk, {"text": "Two of three", "file": [str(kept.public_id)]})
    kept.refresh_from_db()
    assert kept.message.text == "Two of three"


def test_a_refused_text_keeps_the_files(at, cast, talk):
    answer = at(cast.ana).post(talk, {"text": "x" * 9000, "files": [file()]})
    assert answer.status_code == 422
    assert str(Attachment.objects.get().public_id) in answer.content.decode()


def test_files_that_are_too_large_or_too_many_are_dropped_on_the_way(
    at, cast, talk, settings, tmp_path
):
    host = tmp_path / "policy.toml"
    host.write_text('preset = "humane"\n[attachment]\nmax = 1\nper_message = 2')
    settings.POLICY = str(host)
    policy.cache_clear()
    large = file("large.pdf", PDF + bytes(1_000_001))
    answer = at(cast.ana).post(talk, {"text": "", "files": [large, file()]})
    assert "“large.pdf” is too large: a file may have 1 MB." in answer.content.decode()
    many = at(cast.ana).post(talk, {"text": "", "files": [file(f"{i}.pdf") for i in range(3)]})
    assert "A message may carry 2 files." in many.content.decode()
    assert Attachment.objects.filter(message__isnull=True).count() == 3
    assert Message.objects.count() == 1


def test_a_request_shows_why_it_takes_no_files(at, cast):
    way = reverse("messaging:way", args=["dee", "request"])
    assert 'type="file"' not in at(cast.ana).get(way).content.decode()
    answer = at(cast.ana).post(way, {"text": "May I?", "files": [file()]})
    assert answer.status_code == 403
    assert "once they have accepted or answered" in answer.content.decode()
    assert not Message.objects.exists()


def test_the_held_side_of_a_request_may_answer_with_files(at, cast):
    thread = write(cast.ana, cast.dee, "May I?", Way.REQUEST).thread
    url = reverse("messaging:thread", args=[thread])
    assert 'type="file"' in at(cast.dee).get(url).content.decode()
    assert at(cast.dee).post(url, {"text": "", "files": [file()]}).status_code == 303


def test_only_those_who_take_part_get_it(at, cast, talk):
    url = sent_file(at, cast, talk)
    for member, status in zip(cast, (200, 200, 404, 404, 404), strict=True):
        assert at(member).get(url).status_code == status
        assert at(member).get(f"{url}small/").status_code == 404
    assert Client().get(url).status_code == 302
    assert at(cast.ana).get(f"/messages/files/{uuid4()}/").status_code == 404


@pytest.mark.parametrize(
    ("name", "content", "mime", "disposition"),
    [
        ("plan.pdf", PDF, "application/pdf", 'attachment; filename="plan.pdf"'),
        ("Grüße 你好.txt", b"<script>alert(1)</script>", "text/plain; charset=utf-8",
         "attachment; filename*=utf-8''Gr%C3%BC%C3%9Fe%20%E4%BD%A0%E5%A5%BD.txt"),
        ("a'b; x=y.txt", TEXT, "text/plain; charset=utf-8", 'attachment; filename="a\'b; x=y.txt"'),
        ("song.mp3", MP3, "audio/mpeg", 'attachment; filename="song.mp3"'),
        ("me.png", picture("PNG"), "image/png", 'inline; filename="me.png"'),
    ],
)  # fmt: skip
def test_a_file_is_inert_and_its_name_survives(at, cast, talk, name, content, mime, disposition):
    answer = at(cast.bo).get(sent_file(at, cast, talk, name, content))
    assert answer["Content-Type"] == mime
    assert answer["Content-Disposition"] == disposition
    assert answer["Content-Security-Policy"] == "sandbox; default-src 'none'"
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Cross-Origin-Resource-Policy"] == "same-origin"
    assert "no-store" in answer["Cache-Control"]
    found = body_of(answer)
    assert found == content if not mime.startswith("image") else Image.open(io.BytesIO(found))


def test_players_get_the_part_they_ask_for(at, cast, talk):
    url = sent_file(at, cast, talk, "song.mp3", MP3)
    bo = at(cast.bo)
    part = bo.get(url, headers={"Range": "bytes=3-9"})
    assert part.status_code == 206
    assert part["Content-Range"] == f"bytes 3-9/{len(MP3)}"
    assert body_of(part) == MP3[3:10]
    assert bo.get(url, headers={"Range": "bytes=99999-"}).status_code == 416
    known = {"Range": "bytes=0-3", "If-Range": part["ETag"]}
    assert bo.get(url, headers=known).status_code == 206
    other = bo.get(url, headers={"Range": "bytes=0-3", "If-Range": '"another"'})
    assert body_of(other) == MP3
    head = bo.head(url)
    assert head["Content-Length"] == str(len(MP3))
    assert head["Accept-Ranges"] == "bytes"


def test_a_small_picture_stands_in_the_page(at, cast, talk):
    url = sent_file(at, cast, talk, "me.jpg", picture(size=(1000, 500)))
    page = at(cast.bo).get(talk).content.decode()
    assert f'src="{url}small/"' in page
    assert 'width="480" height="240"' in page
    small = at(cast.bo).get(f"{url}small/")
    assert small["Content-Type"] == "image/webp"
    assert Image.open(io.BytesIO(body_of(small))).size == (480, 240)


def test_a_name_of_markup_stays_a_name(at, cast, talk):
    sent_file(at, cast, talk, "<img src=x onerror=alert(1)>.png", picture("PNG"))
    page = at(cast.bo).get(talk).content.decode()
    assert "<img src=x" not in page


def test_a_file_whose_content_is_lost_is_not_found(at, cast, talk, settings, tmp_path):
    url = sent_file(at, cast, talk)
    settings.FILES_ROOT = tmp_path / "elsewhere"
    assert at(cast.bo).get(url).status_code == 404


def test_script_uploads_first_and_may_take_back(at, cast):
    ana = at(cast.ana)
    answer = ana.post(UPLOAD, {"files": file("me.png", picture("PNG"))})
    assert answer.status_code == 201
    [kept] = answer.json()["files"]
    assert kept["name"] == "me.png"
    assert ana.get(kept["thumb"]).status_code == 200
    assert at(cast.bo).get(kept["url"]).status_code == 404
    assert at(cast.bo).post(f"{UPLOAD}{kept['id']}/remove/").status_code == 404
    assert at(cast.ana).post(f"{UPLOAD}{kept['id']}/remove/").status_code == 204
    assert file_for(cast.ana.pk, kept["id"]) is None


def test_a_recording_is_a_voice_note(at, cast, talk):
    note = file("2026-01-05 10.00.weba", WEBM)
    answer = at(cast.ana).post(UPLOAD, {"files": note, "voice": "on"})
    [kept] = answer.json()["files"]
    at(cast.ana).post(talk, {"text": "", "file": kept["id"]})
    page = at(cast.bo).get(talk).content.decode()
    assert f'<audio controls preload="none" src="{kept["url"]}" aria-label="Voice note">' in page
    assert "audio/webm" in at(cast.bo).get(kept["url"])["Content-Type"]


@pytest.mark.parametrize(("name", "content"), HOSTILE[:6], ids=[name for name, _ in HOSTILE[:6]])
def test_script_is_told_what_was_refused(at, cast, name, content):
    answer = at(cast.ana).post(UPLOAD, {"files": file(name, content)})
    assert answer.status_code == 422
    assert name in answer.json()["refused"][0]["sentence"]


@pytest.mark.parametrize("posted", [{}, {"files": "words"}, {"file": "nonsense"}])
def test_an_upload_of_nothing_is_a_bad_request(at, cast, posted):
    assert at(cast.ana).post(UPLOAD, posted).status_code == 400


def test_a_foreign_page_can_post_none(cast, talk):
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(cast.ana, backend="allauth.account.auth_backends.AuthenticationBackend")
    assert strict.post(UPLOAD, {"files": file()}).status_code == 403
    assert strict.post(talk, {"text": "x", "files": file()}).status_code == 403
    assert not Attachment.objects.exists()


def test_pages_ask_for_the_microphone_alone(at, cast, talk):
    page = at(cast.ana).get(talk)
    assert page["Permissions-Policy"] == "camera=(), geolocation=(), microphone=(self)"
    assert "media-src 'self'" in page["Content-Security-Policy"]


def test_a_deleted_message_shows_no_file(at, cast, talk):
    url = sent_file(at, cast, talk)
    message = Message.objects.latest("pk").public_id
    at(cast.ana).post(reverse("messaging:message_delete", args=[message]))
    assert "plan.pdf" not in at(cast.bo).get(talk).content.decode()
    assert at(cast.bo).get(url).status_code == 404
    assert "plan.pdf" not in at(cast.bo).get("/messages/").content.decode()
