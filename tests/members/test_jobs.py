"""Jobs of members find their work, and do it once however often they run."""

from datetime import timedelta

import pytest

from rapport.kit.clock import now
from rapport.members.actions.photo import remove_photo, set_photo
from rapport.members.jobs import clear_unused_photos, fill_search_entries
from rapport.members.models import SearchEntry
from tests.cast import make_member
from tests.members import pictures

pytestmark = pytest.mark.django_db


def test_missing_search_entries_are_made_once():
    ana = make_member("ana")
    assert fill_search_entries(now()) == 0
    SearchEntry.objects.filter(member=ana).delete()
    assert [fill_search_entries(now()) for _ in range(2)] == [1, 0]
    assert SearchEntry.objects.get(member=ana).name == "ana"


def test_unused_portraits_are_cleared_once(settings, tmp_path):
    settings.FILES_ROOT = tmp_path
    ana = make_member("ana")
    set_photo(ana, pictures.with_exif())
    remove_photo(ana)
    tomorrow = now() + timedelta(days=1)
    assert [clear_unused_photos(tomorrow) for _ in range(2)] == [1, 0]
