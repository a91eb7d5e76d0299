"""Ana sends a picture of herself, and takes it away again."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from tests.cast import make_member
from tests.members import pictures

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _files(settings, tmp_path):
    settings.FILES_ROOT = tmp_path


@pytest.fixture
def ana():
    return make_member("ana")


def upload(file, name="me.jpg", kind="image/jpeg"):
    return {"photo": SimpleUploadedFile(name, file.getvalue(), content_type=kind)}


def test_a_picture_is_sent_shown_and_removed(ana, as_member):
    client = as_member(ana)
    answer = client.post("/me/photo/", upload(pictures.with_exif()))
    assert (answer.status_code, answer.url) == (303, "/me/")
    assert 'src="/members/ana/photo/"' in client.get("/members/ana/").content.decode()
    assert client.get("/members/ana/photo/").status_code == 200
    assert client.post("/me/photo/remove/").status_code == 303
    assert client.get("/members/ana/photo/").status_code == 404


@pytest.mark.parametrize("name", list(pictures.hostile()))
def test_what_is_no_picture_is_refused_whatever_it_calls_itself(ana, as_member, name):
    answer = as_member(ana).post("/me/photo/", upload(pictures.hostile()[name]))
    assert answer.status_code == 422
    page = answer.content.decode()
    assert "This file is" in page or "The submitted file is empty" in page
    ana.refresh_from_db()
    assert ana.photo_id is None
