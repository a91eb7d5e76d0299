"""The address of a bucket as one line: `https://KEY:SECRET@s3.example.org/bucket?region=eu-1`."""

from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

try:
    from botocore.config import Config
except ImportError:  # a place without buckets needs none of it
    Config = None

FORM = "https://KEY:SECRET@HOST/BUCKET?region=REGION&prefix=FOLDER"


class S3UrlError(ValueError):
    """The address cannot be used; the text says what is wrong, never the secret."""


@dataclass(frozen=True, slots=True)
class Bucket:
    """Where files lie: the server, the bucket, who asks."""

    endpoint: str
    name: str
    key: str
    secret: str
    region: str
    prefix: str

    def options(self) -> dict[str, Any]:
        """As django-storages takes them. Nothing is public; nothing is signed for browsers."""
        # A bucket that is away must not hold a thread for minutes.
        config = Config and Config(
            connect_timeout=5,
            read_timeout=30,
            retries={"total_max_attempts": 2},
            s3={"addressing_style": "path"},
        )
        return {
            "client_config": config,
            "endpoint_url": self.endpoint,
            "bucket_name": self.name,
            "access_key": self.key,
            "secret_key": self.secret,
            "region_name": self.region,
            "location": self.prefix,
            "default_acl": None,
            "file_overwrite": True,
        }


def read_s3_url(url: str) -> Bucket:
    """Read the address; raise S3UrlError with what is wrong and the form that is understood."""
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError as error:
        raise S3UrlError(f"the port is wrong; use {FORM}") from error
    if parts.scheme not in ("https", "http") or not parts.hostname:
        raise S3UrlError(f"it begins with https:// and names a server; use {FORM}")
    if not parts.username or not parts.password:
        raise S3UrlError(f"key and secret are missing; use {FORM}")
    bucket = parts.path.strip("/")
    if not bucket or "/" in bucket:
        raise S3UrlError(f"one bucket is named after the server; use {FORM}")
    asked = dict(parse_qsl(parts.query, keep_blank_values=True))
    unknown = sorted(asked.keys() - {"region", "prefix"})
    if unknown or parts.fragment:
        raise S3UrlError(f"{(unknown or ['#'])[0]} is not understood; use {FORM}")
    return Bucket(
        endpoint=f"{parts.scheme}://{parts.hostname}" + (f":{port}" if port else ""),
        name=bucket,
        key=unquote(parts.username),
        secret=unquote(parts.password),
        region=asked.get("region") or "us-east-1",
        prefix=asked.get("prefix", "").strip("/"),
    )
