from uuid import uuid4

import pytest

from rapport.interchange.actions.runs import run_next
from rapport.kit.clock import now
from tests.interchange.archives import realistic

pytestmark = pytest.mark.django_db
ZIP = "application/zip"


@pytest.fixture(autouse=True)
def _own_folder(settings, tmp_path):
    settings.DATA = tmp_path / "data"


@pytest.fixture
def archive(tmp_path) -> bytes:
    return realistic(tmp_path / "a.zip").read_bytes()


def test_ana_gives_her_archive_and_reads_what_came_of_it(cast, calling, archive):
    ana = calling(cast.ana)
    given = ana.send("POST", "/imports?name=mine.zip", archive, ZIP)
    assert given.status_code == 202, given.content
    address = f"/imports/{given.json()['id']}"
    assert (given.json()["state"], given.json()["name"]) == ("waiting", "mine.zip")
    assert ana.send("POST", "/imports", archive, ZIP).json()["code"] == "conflict"

    assert run_next(now())

    done = ana.get(address)
    assert done["state"] == "done"
    kinds = {file["kind"]: file["kept"] for file in done["report"]["files"]}
    assert kinds["connections"] > 0
    assert ana.get("/imports") == [done]
    contacts = ana.get("/imported-contacts")["contacts"]
    assert len(contacts) == 20
    assert ana.get(f"/imported-contacts?q={contacts[0]['name']}")["contacts"]
    assert [row["imported"] for row in ana.get("/threads")["threads"]][:1] == [True]
    calling(cast.bo).get(address, status=404)
    assert calling(cast.bo).get("/imported-contacts")["contacts"] == []


def test_what_is_no_archive_is_refused_and_leaves_nothing(cast, calling, settings):
    ana = calling(cast.ana)
    refused = ana.send("POST", "/imports", b"not a zip", ZIP)
    assert (refused.status_code, refused.json()["code"]) == (422, "not_a_zip")
    assert ana.get("/imports") == []
    assert list((settings.DATA / "imports").iterdir()) == []


def test_an_archive_that_is_too_large_is_refused_while_it_comes(cast, calling, settings):
    settings.ARCHIVE_MAX_BYTES = 1024 * 1024
    refused = calling(cast.ana).send("POST", "/imports", b"x" * 1_100_000, ZIP)
    assert (refused.status_code, refused.json()["code"]) == (422, "archive_too_large")


def test_a_wrong_profile_address_and_a_wrong_id_are_named(cast, calling, archive):
    ana = calling(cast.ana)
    refused = ana.send("POST", "/imports?me=elsewhere", archive, ZIP).json()
    assert (refused["code"], refused["on"]) == ("bad_address", "me")
    ana.get(f"/imports/{uuid4()}", status=404)
    assert ana.get("/imports/7", status=422)["on"] == "import_id"
