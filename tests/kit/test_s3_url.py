import pytest

from rapport.kit.s3_url import S3UrlError, read_s3_url


def test_the_address_of_a_bucket_says_everything():
    found = read_s3_url("https://KEY:se%2Fcret@s3.example.org:9000/files?region=eu-1&prefix=a/b/")
    assert (found.endpoint, found.name) == ("https://s3.example.org:9000", "files")
    assert (found.key, found.secret, found.region) == ("KEY", "se/cret", "eu-1")
    assert found.options()["location"] == "a/b"
    assert found.options()["default_acl"] is None


@pytest.mark.parametrize(
    ("url", "wrong"),
    [
        ("s3://KEY:hidden@host/files", "https://"),
        ("https://host/files", "key and secret"),
        ("https://KEY:hidden@host", "bucket"),
        ("https://KEY:hidden@host/a/b", "bucket"),
        ("https://KEY:hidden@host/files?colour=red", "colour"),
        ("https://KEY:hidden@host:port/files", "port"),
    ],
)
def test_a_wrong_address_is_told_without_its_secret(url, wrong):
    with pytest.raises(S3UrlError, match=wrong) as told:
        read_s3_url(url)
    assert "hidden" not in str(told.value)
