"""What the API's rooms share: closed schemas, the form of times and refusals, the one caller."""

from datetime import UTC, datetime
from typing import Annotated, Any, Literal

from django.http import HttpRequest
from ninja import Schema
from pydantic import (
    AfterValidator,
    BeforeValidator,
    ConfigDict,
    Field,
    PlainSerializer,
    WithJsonSchema,
)

from rapport.kit.refusals import NOT_FOUND, Refused


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


def found(row: Any) -> Any:
    """What a query found; nothing is 404, whether it is absent or somebody else's."""
    if row is None or row is False:
        raise ApiRefused(NOT_FOUND)
    return row


def written(moment: datetime) -> str:
    """`2026-11-22T09:00:00Z`."""
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def storable(text: str) -> str:
    """Refuse what no database keeps: NUL and lone surrogates."""
    if "\x00" in text or any("\ud800" <= char <= "\udfff" for char in text):
        raise ValueError("holds a character that cannot be stored (NUL or a lone surrogate)")
    return text


def _moment(value: Any) -> datetime:
    """An ISO 8601 time with its offset, as UTC; a number of seconds is no time here."""
    try:
        if isinstance(value, str):
            read = datetime.fromisoformat(value)
            if read.tzinfo is not None:
                return read.astimezone(UTC)
    except (ValueError, OverflowError):
        pass
    raise ValueError("must be a time such as 2026-11-22T09:00:00Z, with its offset")


DATE_TIME = WithJsonSchema({"type": "string", "format": "date-time"})
Time = Annotated[datetime, PlainSerializer(written, return_type=str), DATE_TIME]
Moment = Annotated[datetime, BeforeValidator(_moment), DATE_TIME]
Text = Annotated[str, AfterValidator(storable)]


def left_alone() -> Any:
    """A key that may be absent from a change: what it names then stays as it is."""
    return Field(default=None, json_schema_extra=_without_default)


def _without_default(schema: dict[str, Any]) -> None:
    schema.pop("default", None)


class Closed(Schema):
    """A body with exactly these keys: any other is refused."""

    model_config = ConfigDict(extra="forbid")

    def given(self) -> dict[str, Any]:
        """The keys that were said, and only those."""
        return self.model_dump(exclude_unset=True)


class Call(HttpRequest):
    """A request of a member: the router let nobody else in."""

    user: Any


class Unlock(Closed):
    """What would open a way: a moment (`at`), another way (`way`, `via`), a proof, and so on."""

    by: Literal["time", "way", "proof", "credits", "answer"]
    at: str = left_alone()
    way: str = left_alone()
    via: list[str] = left_alone()


class WayOut(Closed):
    """One way with its outcome, reason, numbers, cost and unlocks."""

    way: Literal["message", "connect", "accept", "request", "inmail", "introduction", "follow"]
    outcome: Literal["open", "held", "pending", "closed"]
    reason: str
    sentence: str
    numbers: dict[str, int] | None
    cost: dict[str, int]
    unlock: list[Unlock]


class Problem(Closed):
    """The body of every refusal: a code for programs and a sentence for people.

    `unlock` says what would help, `ways` is the whole menu of the pair where the refusal is
    about reach, `on` names the key that is wrong.
    """

    code: str
    sentence: str
    unlock: list[Unlock]
    ways: list[WayOut]
    on: str | None


# What a reading operation may answer beside its own, and what a writing one may.
READING = {status: Problem for status in (401, 403, 404, 422)}
REFUSALS = {status: Problem for status in (400, 401, 403, 404, 409, 413, 415, 422, 429)}
# What waits for a commit it shares may find too much waiting already.
SENDING = REFUSALS | {503: Problem}


def me(request: HttpRequest) -> int:
    """The id of the member who calls."""
    assert request.user.pk is not None  # the router asks for a token or a session
    return int(request.user.pk)


def sent_as(*kinds: str) -> dict[str, Any]:
    """The OpenAPI words for a body that is a file: its bytes as they are, of one of these kinds."""
    binary = {"schema": {"type": "string", "format": "binary"}}
    return {"requestBody": {"content": dict.fromkeys(kinds, binary), "required": True}}


def answered_as(kind: str) -> dict[str, Any]:
    """The OpenAPI words for an answer that is a file."""
    binary = {"schema": {"type": "string", "format": "binary"}}
    return {"responses": {200: {"description": "The file", "content": {kind: binary}}}}
