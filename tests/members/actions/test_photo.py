"""A member sets and removes their portrait; files that nobody shows are cleared away."""

import io
from datetime import timedelta
from pathlib import Path

import pytest

from rapport.kit.clock import now
from rapport.kit.refusals import Refused
from rapport.members.actions.photo import GRACE, clear_photos, remove_photo, set_photo
from rapport.members.models import Member, Photo, SearchEntry
from rapport.members.photo_files import open_photo, photo_path
from tests.cast import make_member
from tests.members import pictures

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def files(settings, tmp_path) -> Path:
    settings.FILES_ROOT = tmp_path / "files"
    return tmp_path / "files"


@pytest.fixture
def ana() -> Member:
    return make_member("ana")


def later():
    """When a portrait that nobody shows may go."""
    return now() + GRACE + timedelta(minutes=5)


def all_files(root: Path) -> list[Path]:
    return [path for path in root.rglob("*") if path.is_file()]


def test_a_portrait_lies_under_its_digest_in_both_sizes(ana, files):
    assert set_photo(ana, pictures.with_exif()) is None
    ana.refresh_from_db()
    digest = ana.photo.digest
    assert sorted(all_files(files)) == sorted([photo_path(digest, 128), photo_path(digest, 512)])
    assert ana.photo.size == photo_path(digest, 512).stat().st_size
    assert ana.photo_url == "/members/ana/photo/"
    assert SearchEntry.objects.get(member=ana).completeness == 15


def test_the_same_picture_of_two_members_is_kept_once(ana, files):
    bo = make_member("bo")
    set_photo(ana, pictures.with_exif())
    set_photo(bo, pictures.with_exif())
    assert Photo.objects.count() == 1
    assert len(all_files(files)) == 2


def test_a_refused_picture_changes_nothing(ana, files):
    set_photo(ana, pictures.with_exif())
    before = Member.objects.get(pk=ana.pk).photo_id
    for name, file in pictures.hostile().items():
        assert isinstance(set_photo(ana, file), Refused), name
    assert Member.objects.get(pk=ana.pk).photo_id == before
    assert len(all_files(files)) == 2


def test_a_file_over_the_limit_is_refused_unread(ana, settings):
    settings.PHOTO_MAX_BYTES = 3 * 2**20
    refused = set_photo(ana, io.BytesIO(b"\xff\xd8\xff" + b"\0" * 3 * 2**20))
    assert isinstance(refused, Refused)
    assert (refused.code, refused.on) == ("too_large", "photo")
    assert "3 MB" in refused.sentence


def test_a_removed_portrait_is_cleared_away_with_its_files(ana, files):
    set_photo(ana, pictures.with_exif())
    remove_photo(ana)
    assert Member.objects.get(pk=ana.pk).photo_url == ""
    assert clear_photos(later()) == 1
    assert (Photo.objects.count(), all_files(files)) == (0, [])
    assert clear_photos(later()) == 0


def test_a_portrait_that_somebody_shows_or_that_is_new_stays(ana, files):
    bo = make_member("bo")
    set_photo(ana, pictures.with_exif())
    set_photo(bo, pictures.with_exif())
    remove_photo(ana)
    assert clear_photos(later()) == 0
    remove_photo(bo)
    assert clear_photos(now()) == 0
    assert len(all_files(files)) == 2


def test_a_picture_that_was_cleared_away_can_be_sent_again(ana, files):
    set_photo(ana, pictures.with_exif())
    remove_photo(ana)
    clear_photos(later())
    assert set_photo(ana, pictures.with_exif()) is None
    assert len(all_files(files)) == 2


def test_a_portrait_whose_file_is_gone_is_simply_not_there(ana):
    set_photo(ana, pictures.with_exif())
    digest = Member.objects.select_related("photo").get(pk=ana.pk).photo.digest
    assert open_photo(digest, "512") is not None
    photo_path(digest, 128).unlink()
    assert open_photo(digest, "") is None
    assert open_photo(digest, "../../etc/passwd") is None
