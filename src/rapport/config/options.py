"""What a host may set: typed, from `RAPPORT_*` variables and a TOML file; unknown keys refused."""

import os
import secrets
from email.utils import parseaddr
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from pydantic import (
    BaseModel,
    ConfigDict,
    Field,
    SecretStr,
    ValidationError,
    ValidationInfo,
    field_validator,
)
from pydantic_settings import (
    BaseSettings,
    PydanticBaseSettingsSource,
    SettingsConfigDict,
    TomlConfigSettingsSource,
)

from rapport.kit.s3_url import read_s3_url
from rapport.notices.smtp_url import read_smtp_url

ENVIRONMENT_ONLY = {"RAPPORT_CONFIG", "RAPPORT_CHROMIUM", "RAPPORT_GRAPH"}


class OptionsError(Exception):
    """The host's configuration is wrong; the text says which key and what is allowed."""


class OpenIdProvider(BaseModel):
    """One OpenID Connect provider that members may sign in with."""

    model_config = ConfigDict(extra="forbid")

    id: str = Field(pattern=r"^[a-z0-9-]+$")
    name: str
    server_url: str
    client_id: str
    secret: str


class Options(BaseSettings):
    """Every option with its default; each may also be given as `RAPPORT_<NAME>`."""

    model_config = SettingsConfigDict(env_prefix="RAPPORT_", extra="forbid")

    data: Path = Path("var")
    host: str = "127.0.0.1"
    port: int = Field(8000, ge=1, le=65535)
    database_url: str = Field("", validation_alias="DATABASE_URL")
    public_url: str = ""
    site_name: str = "Rapport"
    secret_key: str = ""
    policy: str = "humane"
    sign_up: bool = True
    smtp_url: str = ""
    mail_from: str = "Rapport <rapport@localhost>"
    push_contact: str = ""
    trusted_proxies: int = Field(0, ge=0, le=5)
    allowed_hosts: list[str] = []
    debug: bool = False
    threads: int = Field(8, ge=1, le=64)
    graph_copy: bool = True
    broker_url: str = ""
    s3_url: str = ""
    clamav_url: str = ""
    link_previews: bool = True
    model_url: str = ""
    model_key: SecretStr = SecretStr("")
    model_name: str = Field("", validate_default=True)
    openid: list[OpenIdProvider] = []

    @field_validator("smtp_url")
    @classmethod
    def _mail_server(cls, value: str) -> str:
        """A wrong address of the mail server is told at the start, not by the first mail."""
        if value:
            read_smtp_url(value)
        return value

    @field_validator("broker_url")
    @classmethod
    def _broker(cls, value: str) -> str:
        """A broker speaks the Redis protocol."""
        if value and not value.startswith(("redis://", "rediss://", "unix://")):
            raise ValueError("write redis://HOST:PORT, rediss://… or unix://PATH")
        return value

    @field_validator("s3_url")
    @classmethod
    def _bucket(cls, value: str) -> str:
        """A bucket needs the library for it, which `rapport[s3]` brings."""
        if value:
            read_s3_url(value)
            if find_spec("storages") is None or find_spec("boto3") is None:
                raise ValueError("install rapport[s3] for files in a bucket")
        return value

    @field_validator("clamav_url")
    @classmethod
    def _scanner(cls, value: str) -> str:
        """A ClamAV daemon listens on TCP or on a socket of this machine."""
        if value and not value.startswith(("tcp://", "unix:///")):
            raise ValueError("write tcp://HOST:PORT or unix:///PATH")
        return value

    @field_validator("push_contact")
    @classmethod
    def _contact(cls, value: str) -> str:
        """Push services are told whom they may ask: an address of mail."""
        if value and ("@" not in parseaddr(value)[1] or parseaddr(value)[1] != value):
            raise ValueError("write an address alone, as in admin@example.org")
        return value

    @field_validator("model_url")
    @classmethod
    def _model(cls, value: str) -> str:
        """A language model answers at a web address."""
        if value and not value.startswith(("http://", "https://")):
            raise ValueError("write https://HOST/v1, where /chat/completions follows")
        return value

    @field_validator("model_name")
    @classmethod
    def _model_named(cls, value: str, info: ValidationInfo) -> str:
        """A model that is asked has a name."""
        if info.data.get("model_url") and not value:
            raise ValueError("name the model that model_url shall answer with")
        return value

    @field_validator("mail_from")
    @classmethod
    def _sender(cls, value: str) -> str:
        """Mail needs an address that it comes from."""
        if "@" not in parseaddr(value)[1]:
            raise ValueError("write an address, as in Rapport <rapport@example.org>")
        return value

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,
        file_secret_settings: PydanticBaseSettingsSource,
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """The environment wins over the file."""
        named = os.environ.get("RAPPORT_CONFIG")
        if not named:
            return (init_settings, env_settings)
        return (init_settings, env_settings, TomlConfigSettingsSource(settings_cls, Path(named)))

    @property
    def url(self) -> str:
        """The address that members type: the public one, else localhost with the port."""
        return self.public_url.rstrip("/") or f"http://localhost:{self.port}"


def read_options() -> Options:
    """Read and check all options; raise OptionsError naming what is wrong and what is allowed."""
    fields = Options.model_fields.items()
    own = {f"RAPPORT_{name.upper()}" for name, field in fields if not field.validation_alias}
    known = own | ENVIRONMENT_ONLY
    unknown = sorted(k for k in os.environ if k.startswith("RAPPORT_") and k not in known)
    if unknown:
        raise OptionsError(f"unknown option {unknown[0]}; known are: {', '.join(sorted(known))}")
    named = os.environ.get("RAPPORT_CONFIG")
    if named and not Path(named).is_file():
        raise OptionsError(f"RAPPORT_CONFIG names {named}, which is not a file")
    try:
        return Options()  # type: ignore[call-arg]
    except ValidationError as error:
        raise OptionsError(_explain(error)) from error
    except (ValueError, OSError) as error:
        raise OptionsError(f"the configuration cannot be read: {error}") from error


def _explain(error: ValidationError) -> str:
    """One line a fault: the key as the host wrote it, and what is allowed."""
    lines: list[str] = []
    for fault in error.errors():
        key = ".".join(str(part) for part in fault["loc"])
        if fault["type"] == "extra_forbidden":
            allowed = ", ".join(sorted(Options.model_fields))
            lines.append(f"{key}: unknown option; known are: {allowed}")
        else:
            lines.append(f"{key}: {fault['msg'].removeprefix('Value error, ')}")
    return "; ".join(lines)


def secret_key_of(options: Options) -> str:
    """The secret key: the host's, or one made once and kept in the data folder (mode 600)."""
    if options.secret_key:
        return options.secret_key
    path = options.data / "secret_key"
    options.data.mkdir(parents=True, exist_ok=True)
    try:
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return path.read_text().strip()
    with os.fdopen(descriptor, "w") as file:
        key = secrets.token_urlsafe(50)
        file.write(key)
    return key


def database_of(options: Options) -> dict[str, Any]:
    """Django's DATABASES["default"]: SQLite in the data folder, or what DATABASE_URL names."""
    import dj_database_url  # noqa: PLC0415  (after the SQLite swap)

    url = options.database_url or f"sqlite:///{(options.data / 'rapport.sqlite3').resolve()}"
    try:
        found: dict[str, Any] = dict(dj_database_url.parse(url, conn_max_age=600))
    except (ValueError, KeyError) as error:
        raise OptionsError(f"DATABASE_URL cannot be read: {error}") from error
    if "sqlite3" in found["ENGINE"]:
        options.data.mkdir(parents=True, exist_ok=True)
        found["OPTIONS"] = {
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,
            "init_command": (
                "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON;"
                "PRAGMA cache_size=-32000; PRAGMA temp_store=MEMORY; PRAGMA mmap_size=134217728;"
                # Pages of the log: site/checkpoints.py moves them earlier.
                "PRAGMA wal_autocheckpoint=8000"
            ),
        }
    elif "postgresql" not in found["ENGINE"]:
        raise OptionsError("DATABASE_URL must be sqlite:///… or postgresql://…")
    return found
