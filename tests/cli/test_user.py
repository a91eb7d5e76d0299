"""Members and tokens from the terminal."""

import pytest
from click.testing import CliRunner

from rapport.cli import main
from rapport.kit.clock import now
from rapport.members.actions.tokens import digest_of
from rapport.members.models import ApiToken, Member
from rapport.members.queries.tokens import living_token

pytestmark = pytest.mark.django_db
ANA = ["user", "create", "ana@example.org", "--name", "Ana Pereira"]


def run(*words: str, typed: str = ""):
    return CliRunner().invoke(main, list(words), input=typed)


def test_a_member_made_by_hand_can_sign_in_at_once(client):
    made = run(*ANA, "--handle", "ana", "--staff", "--password-stdin", typed="long enough words\n")
    assert (made.exit_code, made.stdout) == (
        0,
        "ana is a member and signs in as ana@example.org.\n",
    )
    ana = Member.objects.get()
    assert (ana.is_staff, ana.reach.requests) == (True, True)
    answer = client.post(
        "/accounts/login/", {"login": "ana@example.org", "password": "long enough words"}
    )
    assert answer["Location"] == "/"


def test_a_made_up_password_is_shown_once_and_works():
    made = run(*ANA)
    password = made.stdout.split()[-1]
    assert len(password) >= 20
    assert Member.objects.get().check_password(password)


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (["ana", "--name", "Ana"], 2, "not an e-mail address"),
        (["bo@example.org", "--name", " "], 2, "name"),
        (["bo@example.org", "--name", "Bo", "--handle", "Bo Li"], 2, "handle"),
        (["bo@example.org", "--name", "Bo", "--handle", "support"], 2, "kept for the place"),
        (["bo@example.org", "--name", "Bo", "--handle", "ana-pereira"], 2, "somebody already"),
        (["ANA@example.org", "--name", "Bo"], 5, "has an account already"),
    ],
)
def test_what_is_wrong_is_said_and_nobody_is_made(words, code, said):
    run(*ANA)
    refused = run("user", "create", *words)
    assert refused.exit_code == code
    assert said in refused.stderr
    assert Member.objects.count() == 1


def test_a_weak_password_is_refused():
    refused = run(*ANA, "--password-stdin", typed="password\n")
    assert refused.exit_code == 2
    assert "too common" in refused.stderr
    assert not Member.objects.exists()


def test_a_token_is_printed_and_works():
    run(*ANA)
    words = ["--scope", "reach:read", "--scope", "messages:read", "--days", "3"]
    made = run("user", "token", "ana-pereira", *words)
    token = living_token(digest_of(made.stdout.strip()), now())
    assert token.member.handle == "ana-pereira"
    assert token.scopes == ["messages:read", "reach:read"]
    assert (token.expires_at - token.created_at).days == 3


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (["nobody", "--scope", "reach:read"], 4),
        (["ana-pereira", "--scope", "all"], 2),
        (["ana-pereira", "--scope", "reach:read", "--days", "366"], 2),
        (["ana-pereira"], 2),
    ],
)
def test_a_wrong_wish_makes_no_token(words, code):
    run(*ANA)
    assert run("user", "token", *words).exit_code == code
    assert not ApiToken.objects.exists()
