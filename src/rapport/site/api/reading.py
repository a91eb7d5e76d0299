"""How a body is read: JSON in UTF-8, said to be JSON, each key once, and only finite numbers."""

import json
from typing import Any, NoReturn

from django.http import HttpRequest
from ninja.parser import Parser

from rapport.kit.api import ApiRefused
from rapport.kit.refusals import Refused

NOT_JSON = Refused("not_json", "Send the body as JSON, with Content-Type: application/json.")


class StrictJson(Parser):
    """Refuses what other parsers would guess about."""

    def parse_body(self, request: HttpRequest) -> dict[str, Any]:
        """The body; raises ApiRefused or ValueError, which the API answers with 400 or 415."""
        if request.content_type != "application/json":
            raise ApiRefused(NOT_JSON)
        text = request.body.decode("utf-8")
        read: dict[str, Any] = json.loads(
            text, object_pairs_hook=_each_once, parse_constant=_not_finite
        )
        return read


def _each_once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        raise ApiRefused(Refused("bad_request", "A key stands twice in the body."))
    return found


def _not_finite(word: str) -> NoReturn:
    raise ApiRefused(Refused("bad_request", f"{word} is no number in JSON."))
