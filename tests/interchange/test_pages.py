"""The pages of imports: whole without script, shown to their owner alone."""

from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from rapport.interchange.actions.runs import run_next
from rapport.interchange.models import Import
from rapport.kit.clock import now
from tests.interchange.archives import (
    CONNECTIONS,
    MESSAGES,
    realistic,
    table,
    write_zip,
)

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _own_folder(settings, tmp_path):
    settings.DATA = tmp_path / "data"


def give(client, content: bytes, name: str = "a.zip", **fields):
    """Post a file as the form does."""
    file = SimpleUploadedFile(name, content, "application/zip")
    return client.post(reverse("interchange:start"), {"archive": file, **fields})


@pytest.fixture
def archive(tmp_path) -> bytes:
    return realistic(tmp_path / "a.zip").read_bytes()


def test_ana_gives_her_archive_follows_it_and_reads_the_report(cast, as_member, archive):
    client = as_member(cast.ana)
    page = client.get(reverse("interchange:start"))
    assert 'enctype="multipart/form-data"' in page.content.decode()
    answer = give(client, archive, "LinkedInExport.zip")
    assert answer.status_code == 303
    waiting = client.get(answer["Location"]).content.decode()
    assert "Waiting" in waiting
    assert "Look again" in waiting
    assert "<progress" in waiting
    assert 'hx-trigger="every 1s"' in waiting
    run_next(now())
    done = client.get(answer["Location"]).content.decode()
    assert "Your archive is here" in done
    assert "hx-trigger" not in done
    assert "Look again" not in done
    assert "messages.csv" in done
    assert "the same row again" in done
    listed = client.get(reverse("interchange:start")).content.decode()
    assert "LinkedInExport.zip" in listed


def test_asked_by_script_only_the_part_that_changes_comes(cast, as_member, archive):
    client = as_member(cast.ana)
    address = give(client, archive)["Location"]
    part = client.get(address, headers={"HX-Request": "true"}).content.decode()
    assert part.strip().startswith("<div id=")
    assert "<html" not in part


def test_an_import_of_somebody_else_looks_like_none(cast, as_member, archive, client):
    address = give(as_member(cast.ana), archive)["Location"]
    as_member(cast.bo)
    absent = client.get(reverse("interchange:import", args=[uuid4()]))
    theirs = client.get(address)
    assert (theirs.status_code, absent.status_code) == (404, 404)


def test_visitors_are_asked_to_sign_in_before_anything_is_read(client, archive):
    answer = give(client, archive)
    assert answer.status_code == 302
    assert "login" in answer["Location"]
    assert not Import.objects.exists()


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "empty"),
        (b"First Name,Last Name", "not a ZIP archive"),
        (b"PK\x03\x04 and then nothing", "cut short or damaged"),
    ],
)
def test_a_file_that_is_no_archive_is_refused_beside_its_field(cast, as_member, content, sentence):
    answer = give(as_member(cast.ana), content)
    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    assert not Import.objects.exists()


def test_no_file_at_all_is_refused(cast, as_member):
    answer = as_member(cast.ana).post(reverse("interchange:start"), {"me": ""})
    assert answer.status_code == 422
    assert "Choose the ZIP file" in answer.content.decode()


def test_a_file_over_the_limit_is_refused_while_it_arrives(cast, as_member, archive, settings):
    settings.ARCHIVE_MAX_BYTES = 1024
    answer = give(as_member(cast.ana), archive * 50)
    assert answer.status_code == 422
    assert "too large" in answer.content.decode()


def test_a_second_archive_waits_for_the_first(cast, as_member, archive):
    client = as_member(cast.ana)
    give(client, archive)
    answer = give(client, archive)
    assert answer.status_code == 409
    assert "being imported" in answer.content.decode()


def test_a_wrong_address_is_refused_beside_its_field(cast, as_member, archive):
    answer = give(as_member(cast.ana), archive, me="ana")
    assert answer.status_code == 422
    assert "no address of a LinkedIn profile" in answer.content.decode()


def test_the_form_needs_its_token(cast, archive):
    client = Client(enforce_csrf_checks=True)
    client.force_login(cast.ana, backend="allauth.account.auth_backends.AuthenticationBackend")
    assert give(client, archive).status_code == 403
    client.get(reverse("interchange:start"))
    token = client.cookies["rapport_csrf"].value
    assert give(client, archive, csrfmiddlewaretoken=token).status_code == 303


def test_nothing_changes_on_get_and_other_verbs_are_refused(cast, as_member):
    client = as_member(cast.ana)
    assert client.put(reverse("interchange:start")).status_code == 405
    assert client.post(reverse("interchange:import", args=[uuid4()])).status_code == 405


def test_a_refused_import_says_why_and_what_to_do(cast, as_member, tmp_path):
    client = as_member(cast.ana)
    path = write_zip(tmp_path / "b.zip", {"Skills.csv": 'Name\n"cut'})
    address = give(client, path.read_bytes())["Location"]
    run_next(now())
    page = client.get(address).content.decode()
    assert "Nothing was imported" in page
    assert "ends in the middle of the row" in page


def test_what_strangers_wrote_is_text_on_the_report(cast, as_member, tmp_path):
    evil = "<script>alert(1)</script>"
    files = {
        "Connections.csv": table(CONNECTIONS, [["Bo", evil, "", "", "", "", evil]]),
        "messages.csv": table(MESSAGES, []),
        f"x{evil.replace('/', '')}.html": "x",
    }
    client = as_member(cast.ana)
    content = write_zip(tmp_path / "b.zip", files).read_bytes()
    address = give(client, content, f"{evil}.zip")["Location"]
    run_next(now())
    page = client.get(address).content.decode()
    assert "&lt;script&gt;alert(1)" in page
    assert "<script>alert" not in page
    assert "<script>alert" not in client.get(reverse("interchange:start")).content.decode()


def test_pages_ask_the_database_little(cast, as_member, archive, django_assert_max_num_queries):
    client = as_member(cast.ana)
    address = give(client, archive)["Location"]
    run_next(now())
    for page in (reverse("interchange:start"), address):
        with django_assert_max_num_queries(20):
            assert client.get(page).status_code == 200


def test_the_invitations_of_the_archive_are_listed_for_their_owner(cast, as_member, archive):
    client = as_member(cast.ana)
    address = reverse("interchange:invitations")
    assert "Import an archive" in client.get(address).content.decode()
    give(client, archive)
    run_next(now())
    page = client.get(address).content.decode()
    assert page.count("You invited them") == 6
    assert page.count("They invited you") == 6
    assert "You invited" not in as_member(cast.bo).get(address).content.decode()


def test_the_list_of_invitations_is_paged_without_losing_any(cast, as_member, tmp_path):
    client = as_member(cast.ana)
    path = realistic(tmp_path / "b.zip", connections=1, messages=1, invitations=60)
    give(client, path.read_bytes())
    run_next(now())
    first = client.get(reverse("interchange:invitations"))
    second = client.get(reverse("interchange:invitations") + first.context["links"]["older"])
    keys = [one.key for page in (first, second) for one in page.context["page"].rows]
    assert len(keys) == len(set(keys)) == 60
    assert client.get(reverse("interchange:invitations") + "?after=junk").status_code == 200
