"""Pages and static files travel compressed; files of members do not."""

import gzip

import pytest

pytestmark = pytest.mark.django_db


def test_a_page_travels_compressed_to_whoever_takes_it(client):
    plain = client.get("/accounts/login/")
    small = client.get("/accounts/login/", headers={"Accept-Encoding": "gzip"})
    assert "Content-Encoding" not in plain
    assert small["Content-Encoding"] == "gzip"
    assert "Accept-Encoding" in small["Vary"]
    assert len(small.content) < len(plain.content) / 2
    assert b"<main" in gzip.decompress(small.content)


def test_the_same_page_has_another_length_each_time(client):
    lengths = {
        len(client.get("/accounts/login/", headers={"Accept-Encoding": "gzip"}).content)
        for _ in range(20)
    }
    assert len(lengths) > 3


def test_static_files_travel_compressed(client):
    answer = client.get("/static/rapport/css/base.css", headers={"Accept-Encoding": "gzip"})
    assert answer["Content-Encoding"] == "gzip"
    assert b"{" in gzip.decompress(b"".join(answer.streaming_content))
    part = client.get(
        "/static/rapport/css/base.css", headers={"Accept-Encoding": "gzip", "Range": "bytes=0-9"}
    )
    assert part.status_code == 206
    assert "Content-Encoding" not in part
    assert len(b"".join(part.streaming_content)) == 10
