"""What the API's rooms share: closed schemas, the form of times and refusals, paging."""

from datetime import UTC, datetime
from typing import Annotated, Any

from django.http import HttpRequest
from ninja import Schema
from pydantic import AfterValidator, ConfigDict, PlainSerializer

from rapport.kit.refusals import Refused


class ApiRefused(Exception):
    """Carries a refusal of an action to the API's one handler."""

    def __init__(self, refused: Refused) -> None:
        self.refused = refused
        super().__init__(refused.sentence)


def answered(result: Any) -> Any:
    """The result of an action; a refusal is raised for the handler."""
    if isinstance(result, Refused):
        raise ApiRefused(result)
    return result


def written(moment: datetime) -> str:
    """`2026-11-22T09:00:00Z`."""
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def storable(text: str) -> str:
    """Refuse what no database keeps: NUL and lone surrogates."""
    if "\x00" in text or any("\ud800" <= char <= "\udfff" for char in text):
        raise ValueError("holds a character that cannot be stored (NUL or a lone surrogate)")
    return text


Time = Annotated[datetime, PlainSerializer(written, return_type=str)]
Text = Annotated[str, AfterValidator(storable)]


class Closed(Schema):
    """A body with exactly these keys: any other is refused."""

    model_config = ConfigDict(extra="forbid")


class Problem(Schema):
    """The body of every refusal."""

    code: str
    sentence: str
    unlock: list[dict[str, Any]] = []
    ways: list[dict[str, Any]] = []
    on: str | None = None


# What any operation may answer beside its own.
REFUSALS = {
    400: Problem,
    401: Problem,
    403: Problem,
    404: Problem,
    409: Problem,
    422: Problem,
    429: Problem,
}


def me(request: HttpRequest) -> int:
    """The id of the member who calls."""
    assert request.user.pk is not None  # the router asks for a token or a session
    return int(request.user.pk)
