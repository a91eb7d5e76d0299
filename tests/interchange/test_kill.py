"""An import killed with kill -9 half way is completed by the next one, as if nothing had been."""

import os
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.interchange.archives import realistic

pytestmark = pytest.mark.kill
MESSAGES = 6_000
SAME = (
    "select t.source_key, m.seq, m.source_key, m.text, s.key, m.sent_at from messaging_message m"
    " join messaging_thread t on t.id = m.thread_id"
    " left join contacts_shadowcontact s on s.id = m.shadow_id order by 1, 2",
    "select key, name, url, company, position, connected_on from contacts_shadowcontact order by 1",
    "select key, outgoing, sent_at, note from contacts_importedinvitation order by 1",
    "select source_key, last_seq, last_at, unanswered, preview from messaging_thread order by 1",
    "select t.source_key, p.seq, p.read_seq, p.wrote_at, s.key from messaging_participation p"
    " join messaging_thread t on t.id = p.thread_id"
    " left join contacts_shadowcontact s on s.id = p.shadow_id order by 1, 5",
    "select employer, title, started_on from members_position order by 1",
)


class Place:
    """A data folder of its own with Ana in it, and the command line that works there."""

    def __init__(self, data: Path) -> None:
        self.data = data
        kept = {key: value for key, value in os.environ.items() if key != "DATABASE_URL"}
        self.environment = kept | {"RAPPORT_DATA": str(data)}
        made = ("user", "create", "ana@example.org", "--name", "Ana Lima", "--handle", "ana")
        self.start(*made, "--password-stdin", given="correct horse battery\n").wait(timeout=120)

    def start(self, *words: str, given: str = "") -> subprocess.Popen[str]:
        """Begin a command."""
        process = subprocess.Popen(
            [sys.executable, "-m", "rapport", *words],
            env=self.environment,
            stdin=subprocess.PIPE,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            text=True,
        )
        assert process.stdin is not None
        process.stdin.write(given)
        process.stdin.close()
        return process

    def ask(self, question: str) -> list[tuple[object, ...]]:
        """Rows of the database; a write is committed."""
        with sqlite3.connect(self.data / "rapport.sqlite3", timeout=30) as database:
            return database.execute(question).fetchall()


def test_a_killed_import_is_completed_by_the_next_one(tmp_path):
    path = realistic(tmp_path / "a.zip", connections=500, invitations=50, messages=MESSAGES)
    killed, whole = Place(tmp_path / "killed"), Place(tmp_path / "whole")
    words = ("import", "linkedin", str(path), "--as", "ana")
    process = killed.start(*words)
    while not (kept := killed.ask("select count(*) from messaging_message")[0][0]):
        assert process.poll() is None
        time.sleep(0.02)
    process.kill()
    process.wait(timeout=60)
    assert 0 < kept < MESSAGES
    # The lease of the dead run is let go at once, so that the test need not wait a minute.
    killed.ask("update interchange_import set leased_until = '2020-01-01 00:00:00'")
    assert killed.start(*words).wait(timeout=120) == 0
    assert whole.start(*words).wait(timeout=120) == 0
    for question in SAME:
        assert killed.ask(question) == whole.ask(question)
    assert killed.ask("select count(*) from messaging_message") == [(MESSAGES,)]
