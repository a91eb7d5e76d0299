"""Callers of the API: a member with a token of all scopes, or of some."""

import json
from dataclasses import dataclass
from typing import Any

import pytest
from django.test import Client

from rapport.kit.clock import now
from rapport.members.actions.tokens import make_token
from rapport.members.scopes import SCOPES


@dataclass
class Caller:
    """One member's program: JSON in, JSON out."""

    client: Client
    secret: str

    def call(self, method: str, path: str, body: Any = None, **headers: Any):
        """The answer of one operation under /api/v1."""
        data = {} if body is None else {"data": json.dumps(body)}
        return self.client.generic(
            method,
            f"/api/v1{path}",
            content_type="application/json",
            HTTP_AUTHORIZATION=f"Bearer {self.secret}",
            **data,
            **headers,
        )

    def get(self, path: str, status: int = 200) -> Any:
        """The JSON of a GET that answers this status."""
        return self._json("GET", path, None, status)

    def post(self, path: str, body: Any = None, status: int = 201) -> Any:
        """The JSON of a POST that answers this status."""
        return self._json("POST", path, {} if body is None else body, status)

    def patch(self, path: str, body: Any, status: int = 200) -> Any:
        """The JSON of a PATCH that answers this status."""
        return self._json("PATCH", path, body, status)

    def put(self, path: str, body: Any = None, status: int = 200) -> Any:
        """The JSON of a PUT that answers this status."""
        return self._json("PUT", path, body, status)

    def delete(self, path: str, status: int = 204) -> Any:
        """What a DELETE that answers this status says, if anything."""
        return self._json("DELETE", path, None, status)

    def send(self, method: str, path: str, content: bytes, kind: str):
        """The answer to a body that is a file."""
        return self.client.generic(
            method,
            f"/api/v1{path}",
            data=content,
            content_type=kind,
            HTTP_AUTHORIZATION=f"Bearer {self.secret}",
        )

    def _json(self, method: str, path: str, body: Any, status: int) -> Any:
        answer = self.call(method, path, body)
        assert answer.status_code == status, answer.content.decode()[:800]
        return answer.json() if answer.content else None


@pytest.fixture
def calling(db):
    """Makes a caller for a member; with the scopes named, else with all."""

    def make(member, *scopes):
        made = make_token(member.pk, "test", list(scopes or SCOPES), 30, now())
        return Caller(Client(), made.secret)

    return make
