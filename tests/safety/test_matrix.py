"""The authorisation matrix: every address, every member of the cast, reading and posting.

`matrix.txt` holds what is expected: `in` is the sign-in page, else the status. A new address
fails here until it has its lines; TESTS_WRITE_MATRIX=1 writes them to be read and judged.
"""

import os
from pathlib import Path

import pytest
from django.db import transaction
from django.test import Client

from rapport.kit.clock import now
from rapport.members.actions.tokens import make_token
from rapport.members.scopes import SCOPES
from tests.world import address, make_world, routes

FILE = Path(__file__).parent / "matrix.txt"
ROLES = ("nobody", "ana", "bo", "cy", "dee", "eve", "mod")
METHODS = ("GET", "POST", "PUT", "PATCH", "DELETE")
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


class UndoneError(Exception):
    """Ends the transaction of one question, so that each is asked of the same world."""


@pytest.fixture
def world(db):
    return make_world()


def clients(world):
    """A signed-in client for each role; for the API the token of its member."""
    members = {**{m.handle: m for m in world.cast}, "mod": world.mod}
    found = {"nobody": (Client(), "")}
    for name, member in members.items():
        client = Client()
        client.force_login(member, backend=BACKEND)
        found[name] = (client, make_token(member.pk, "all", list(SCOPES), 30, now()).secret)
    return found


def answer(client, secret, method, path):
    """The status of one request, undone afterwards; `in` for a redirect to the sign-in page."""
    kept = client.cookies.output()
    headers = {"HTTP_AUTHORIZATION": f"Bearer {secret}"} if secret and "/api/" in path else {}
    data = {"data": b"{}", "content_type": "application/json"} if "/api/" in path else {}
    try:
        with transaction.atomic():
            got = client.generic(method, path, **data, **headers)
            raise UndoneError
    except UndoneError:
        pass
    # Whoever was signed out by this request is signed in for the next.
    client.cookies.clear()
    client.cookies.load(kept.replace("Set-Cookie: ", ""))
    signs_in = got.status_code == 302 and got.url.startswith("/accounts/login/")
    return "in" if signs_in else str(got.status_code)


def lines_of(world):
    """A line for each route and method that the place answers to at all."""
    callers = clients(world)
    for name, path in sorted(set(routes())):
        where = address(path, world)
        methods = METHODS if where.startswith("/api/") else METHODS[:2]
        for method in methods:
            got = [answer(*callers[role], method, where) for role in ROLES]
            if set(got) != {"405"}:
                yield f"{method} {path or '/'} {name}", got


def expected():
    """The committed matrix."""
    found = {}
    for line in FILE.read_text().splitlines():
        if line and not line.startswith("#"):
            key, _, statuses = line.partition(" | ")
            found[key.strip()] = statuses.split()
    return found


@pytest.mark.django_db
def test_every_address_answers_everybody_as_the_matrix_says(world):
    found = dict(lines_of(world))
    if os.environ.get("TESTS_WRITE_MATRIX"):
        rows = [f"{key:<90} | {' '.join(f'{s:>5}' for s in got)}" for key, got in found.items()]
        head = f"# {'method, path and name':<88} | {' '.join(f'{r:>5}' for r in ROLES)}"
        FILE.write_text("\n".join([head, *rows]) + "\n")
    known = expected()
    assert set(found) == set(known), set(found) ^ set(known)
    wrong = {key: (got, known[key]) for key, got in found.items() if got != known[key]}
    assert not wrong
    assert not [key for key, got in found.items() if any(s.startswith("5") for s in got)]


@pytest.mark.django_db
@pytest.mark.parametrize("there", ["messages", "introductions", "imports", "threads"])
def test_forbidden_and_absent_are_the_same_answer(world, there, as_member):
    from uuid import uuid4

    place = world.places[f"{there}/"]
    key = next(iter(place.values()))
    prefix = "/api/v1" if there == "threads" else ""
    client = as_member(world.cast.dee)
    bodies = []
    for one in (key, uuid4()):
        got = client.get(f"{prefix}/{there}/{one}{'' if prefix else '/'}")
        assert got.status_code == 404
        bodies.append(got.content.decode().replace(got["X-Request-ID"], "").replace(str(one), ""))
    assert _plain(bodies[0]) == _plain(bodies[1])


def _plain(text):
    import re

    return re.sub(r'name="csrfmiddlewaretoken" value="[^"]*"', "", text)
