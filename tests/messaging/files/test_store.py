import os
from pathlib import Path

import boto3
import pytest
from django.core.files.storage import storages
from moto.server import ThreadedMotoServer

from rapport.kit.s3_url import read_s3_url
from rapport.messaging.files.store import ContentGone, digest_of, drop, put, read

CONTENT = bytes(range(256)) * 700
DIGEST = digest_of(CONTENT)


@pytest.fixture(scope="module")
def server():
    """An S3 server of our own, from a wheel."""
    made = ThreadedMotoServer(ip_address="127.0.0.1", port=0)
    made.start()
    yield "http://{}:{}".format(*made.get_host_and_port())
    made.stop()


@pytest.fixture
def bucket(server, settings):
    """The files' store in a bucket of that server."""
    found = read_s3_url(server.replace("http://", "http://key:secret@") + "/files?prefix=place")
    client = boto3.client(
        "s3", endpoint_url=server, aws_access_key_id="key", aws_secret_access_key="secret",
        region_name="us-east-1",
    )  # fmt: skip
    client.create_bucket(Bucket="files")
    settings.STORAGES = {
        **settings.STORAGES,
        "files": {"BACKEND": "storages.backends.s3.S3Storage", "OPTIONS": found.options()},
    }
    yield client
    for entry in client.list_objects_v2(Bucket="files").get("Contents", ()):
        client.delete_object(Bucket="files", Key=entry["Key"])
    client.delete_bucket(Bucket="files")


@pytest.fixture
def folder(settings, tmp_path):
    settings.FILES_ROOT = tmp_path / "files"
    return settings.FILES_ROOT


@pytest.fixture(params=["folder", "bucket"])
def store(request):
    return request.getfixturevalue(request.param)


def whole():
    return b"".join(read(DIGEST, 0, len(CONTENT)))


def test_a_content_comes_back_whole_and_in_parts(store):
    put(DIGEST, CONTENT)
    assert whole() == CONTENT
    assert b"".join(read(DIGEST, 300, 70_000)) == CONTENT[300:70_300]
    assert b"".join(read(DIGEST, len(CONTENT) - 1, 1)) == CONTENT[-1:]


def test_the_same_content_is_there_once_and_can_be_dropped_twice(store):
    put(DIGEST, CONTENT)
    put(DIGEST, CONTENT)
    assert whole() == CONTENT
    drop(DIGEST)
    drop(DIGEST)
    with pytest.raises(ContentGone):
        read(DIGEST, 0, 10)


def test_on_disk_it_is_ours_alone_and_nothing_half_written_stays(folder, monkeypatch):
    put(DIGEST, CONTENT)
    files = [path for path in folder.rglob("*") if path.is_file()]
    assert [path.name for path in files] == [DIGEST]
    assert files[0].stat().st_mode & 0o077 == 0
    drop(DIGEST)

    def full(descriptor):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(ContentGone):
        put(DIGEST, CONTENT)
    assert not [path for path in folder.rglob("*") if path.is_file()]


def test_what_is_there_already_is_written_all_the_same(folder, monkeypatch):
    """Else the time of an upload would tell that somebody else has the same file."""
    flushed = []
    true = os.fsync
    monkeypatch.setattr(os, "fsync", lambda handle: (flushed.append(handle), true(handle)))
    put(DIGEST, CONTENT)
    put(DIGEST, CONTENT)
    assert len(flushed) == 2


def test_the_bucket_has_it_under_the_host_s_prefix_and_not_in_public(bucket):
    put(DIGEST, CONTENT)
    [entry] = bucket.list_objects_v2(Bucket="files")["Contents"]
    assert entry["Key"] == f"place/attachments/{DIGEST[:2]}/{DIGEST}"
    grants = bucket.get_object_acl(Bucket="files", Key=entry["Key"])["Grants"]
    assert not [grant for grant in grants if "AllUsers" in str(grant)]


def test_a_bucket_that_is_away_is_said_so(bucket, settings):
    away = read_s3_url("http://key:secret@127.0.0.1:1/files").options()
    settings.STORAGES = {
        **settings.STORAGES,
        "files": {"BACKEND": "storages.backends.s3.S3Storage", "OPTIONS": away},
    }
    assert type(storages["files"]).__name__ == "S3Storage"
    with pytest.raises(ContentGone):
        put(DIGEST, CONTENT)


def test_no_digest_leads_out_of_the_store(folder):
    with pytest.raises(Exception):  # noqa: B017, PT011 -- Django's own, whichever it is
        put("../../../escape", CONTENT)
    assert not list(Path(folder).parent.glob("*escape*"))
