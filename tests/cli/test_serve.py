"""The place as a process: it starts, answers, ends in good order, and refuses clearly."""

import os
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

import pytest
import requests

from tests.place import free_port


def place_of(folder: Path, **more: str) -> dict[str, str]:
    """The environment of a place in a folder of its own."""
    kept = {key: value for key, value in os.environ.items() if not key.startswith("RAPPORT_")}
    kept.pop("DATABASE_URL", None)
    return {**kept, "RAPPORT_DATA": str(folder), **more}


def run(*words: str, env: dict[str, str]) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "rapport", *words],
        env=env,
        capture_output=True,
        text=True,
        timeout=90,
    )


@pytest.fixture(scope="module")
def served(tmp_path_factory):
    """A place that runs for all stories of this file: its port and its process."""
    port = free_port()
    env = place_of(tmp_path_factory.mktemp("served"), RAPPORT_PORT=str(port))
    process = subprocess.Popen(
        [sys.executable, "-m", "rapport", "serve"],
        env=env,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    said = process.stdout.readline()
    yield port, process, said, env
    process.kill()
    process.wait()


def talk(port: int, raw: bytes, *, half: bool = False) -> bytes:
    """Send bytes as they are; with `half` go away without waiting for an answer."""
    with socket.create_connection(("127.0.0.1", port), timeout=10) as line:
        line.sendall(raw)
        if half:
            time.sleep(1.5)  # until the page has read what came and waits for the rest
            return b""
        answer = b""
        while part := line.recv(65536):
            answer += part
        return answer


def test_it_says_where_it_is_once_it_answers(served):
    port, process, said, _ = served
    assert f"http://localhost:{port}" in said
    assert requests.get(f"http://127.0.0.1:{port}/livez").status_code == 200
    assert process.poll() is None


def test_pages_and_static_files_come(served):
    base = f"http://127.0.0.1:{served[0]}"
    page = requests.get(f"{base}/accounts/login/")
    assert page.status_code == 200
    assert "server" not in page.headers
    style = page.text.split('rel="stylesheet" href="')[1].split('"')[0]
    assert requests.get(base + style).status_code == 200


def test_a_busy_port_is_refused_by_name(served):
    refused = run("serve", env=served[3])
    assert refused.returncode == 2
    assert f"port {served[0]} is taken" in refused.stderr
    assert "Traceback" not in refused.stderr


@pytest.mark.parametrize("query", [b"\xff\xfe", "ä".encode(), b"a=\x80"])
def test_an_address_with_foreign_bytes_is_400_and_no_accident(served, query):
    head = b"GET /accounts/login/?q=" + query + b" HTTP/1.1\r\nHost: localhost\r\n"
    answer = talk(served[0], head + b"Connection: close\r\n\r\n")
    assert answer.split(b" ")[1] == b"400"


@pytest.mark.parametrize(
    "path", ["/%00", "/accounts/login/?next=%00", "/members/%ff%fe/", "/%2e%2e/"]
)
def test_odd_paths_are_never_an_accident(served, path):
    status = requests.get(f"http://127.0.0.1:{served[0]}{path}").status_code
    assert status < 500


def test_a_body_that_is_cut_off_is_not_taken_for_the_whole(served):
    """Half a form must not sign anybody up: the part that came holds every field."""
    port = served[0]
    browser = requests.Session()
    page = browser.get(f"http://127.0.0.1:{port}/accounts/signup/")
    token = page.text.split('name="csrfmiddlewaretoken" value="')[1].split('"')[0]
    cookie = f"rapport_csrf={browser.cookies['rapport_csrf']}"
    for number, missing in enumerate((0, 10)):
        body = (
            f"csrfmiddlewaretoken={token}&email=half{number}@example.org"
            "&password1=long+enough+words&name=Half+a+name+and+the+rest+never+comes"
        ).encode()
        head = (
            f"POST /accounts/signup/ HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nCookie: {cookie}\r\n"
            "Content-Type: application/x-www-form-urlencoded\r\nConnection: close\r\n"
            f"Content-Length: {len(body)}\r\n\r\n"
        ).encode()
        talk(port, head + body[: len(body) - missing], half=bool(missing))
    time.sleep(1)
    found = run("manage", "shell", "--no-imports", "-c", ASK, env=served[3])
    assert found.stdout.split() == ["half0@example.org"], found.stderr


ASK = (
    "from rapport.members.models import Member\n"
    "print(*Member.objects.order_by('pk').values_list('email', flat=True))"
)


def test_mail_of_the_place_is_shown_where_no_server_is_set(served):
    """The job in the process printed the confirmation of the story before."""
    line, until = "", time.monotonic() + 20
    while "half0@example.org" not in line and time.monotonic() < until:
        line = served[1].stdout.readline()
    assert "half0@example.org" in line


def test_asked_to_end_it_ends_in_good_order(tmp_path):
    port = free_port()
    env = place_of(tmp_path, RAPPORT_PORT=str(port))
    process = subprocess.Popen(
        [sys.executable, "-m", "rapport", "serve"],
        env=env,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    assert "is ready" in process.stdout.readline()
    started = time.monotonic()
    process.send_signal(signal.SIGTERM)
    rest = process.communicate(timeout=15)[0]
    assert time.monotonic() - started < 12
    assert process.returncode in (0, -signal.SIGTERM)
    assert rest == ""


def test_a_worker_runs_the_jobs_alone_and_ends_when_asked(tmp_path):
    process = subprocess.Popen(
        [sys.executable, "-m", "rapport", "worker"],
        env=place_of(tmp_path),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    assert "running" in process.stdout.readline()
    process.send_signal(signal.SIGTERM)
    assert process.communicate(timeout=15)[0] == ""
    assert process.returncode == 0


@pytest.mark.parametrize(
    ("variable", "value", "said"),
    [
        ("RAPPORT_PROT", "80", "unknown option RAPPORT_PROT"),
        ("RAPPORT_PORT", "eighty", "port"),
        ("RAPPORT_SMTP_URL", "mail.example", "smtp_url"),
        ("RAPPORT_CONFIG", "/nowhere.toml", "not a file"),
        ("DATABASE_URL", "mysql://x/y", "DATABASE_URL"),
        ("DATABASE_URL", "postgresql://nobody@127.0.0.1:1/none", "the database cannot be used"),
        ("RAPPORT_DATA", "/proc/nowhere", "RAPPORT_DATA"),
    ],
)
def test_what_is_set_wrongly_is_named_before_anything_starts(tmp_path, variable, value, said):
    refused = run("serve", env={**place_of(tmp_path), variable: value})
    assert refused.returncode == 2, refused.stderr
    assert said in refused.stderr
    assert "Traceback" not in refused.stderr


def test_a_database_that_is_none_is_refused(tmp_path):
    (tmp_path / "rapport.sqlite3").write_bytes(b"not a database at all, but long enough" * 50)
    refused = run("migrate", env=place_of(tmp_path))
    assert refused.returncode == 2
    assert "the database cannot be used" in refused.stderr


def test_two_that_start_at_once_make_the_tables_in_turn(tmp_path):
    env = place_of(tmp_path)
    both = [
        subprocess.Popen(
            [sys.executable, "-m", "rapport", "migrate"],
            env=env,
            stderr=subprocess.PIPE,
            stdout=subprocess.PIPE,
        )
        for _ in range(2)
    ]
    assert [one.wait(timeout=120) for one in both] == [0, 0]
