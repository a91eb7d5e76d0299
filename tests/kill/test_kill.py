"""Kill -9 while members send: what was acknowledged is there, once, in order."""

import http.client
import json
import random
import threading
import time
from collections import defaultdict
from urllib.parse import urlencode
from uuid import uuid4

import pytest

from tests.place import fresh_place
from tests.races import LONG

pytestmark = [pytest.mark.kill]
KILLS = 200 if LONG else 12
TOKEN = "k" * 32


def post(port, talk, text, client_id):
    """Send by the page's form; the status, or an OSError when the server is gone."""
    body = urlencode({"text": text, "client_id": client_id, "csrfmiddlewaretoken": TOKEN})
    connection = http.client.HTTPConnection("localhost", port, timeout=10)
    try:
        connection.request(
            "POST",
            f"/messages/{talk['thread']}/",
            body,
            {
                "Content-Type": "application/x-www-form-urlencoded",
                "Cookie": f"rapport_session={talk['session']}; rapport_csrf={TOKEN}",
            },
        )
        return connection.getresponse().status
    finally:
        connection.close()


def post_live(port, talk, text, client_id):
    """Send by the live door, which commits in groups; the status, or an OSError."""
    body = json.dumps({"text": text, "client_id": client_id, "thread": talk["thread"]})
    connection = http.client.HTTPConnection("localhost", port, timeout=10)
    try:
        cookie = f"rapport_session={talk['session']}"
        connection.request("POST", "/live/sends/", body, {"Cookie": cookie})
        return connection.getresponse().status
    finally:
        connection.close()


class Client(threading.Thread):
    """Sends one message after another and repeats each until it was acknowledged."""

    def __init__(self, place, talk, door, stored):
        super().__init__(daemon=True)
        self.place, self.talk = place, talk
        self.door, self.stored = door, stored
        self.acknowledged, self.wrong, self.over = [], [], threading.Event()

    def run(self):
        number = 0
        while not self.over.is_set():
            number += 1
            client_id = str(uuid4())
            text = f"{self.talk['name']} {number:06}"
            while not self.over.is_set():
                try:
                    status = self.door(self.place.port, self.talk, text, client_id)
                except (OSError, http.client.HTTPException):
                    time.sleep(0.02)
                    continue
                if status in self.stored:
                    self.acknowledged.append((client_id, text))
                    break
                self.wrong.append(status)
                return


def test_no_acknowledged_message_is_lost_doubled_or_out_of_order(tmp_path):
    dice = random.Random(12)
    with fresh_place(tmp_path) as place:
        place.run("rapport", "migrate")
        talks = json.loads(place.run("tests.kill.people"))
        # Both sides of both conversations, by the form and by the live door.
        by_form, by_live = (post, {303}), (post_live, {200, 201})
        clients = [Client(place, talk, *(by_live, by_form)[n % 2]) for n, talk in enumerate(talks)]
        place.start()
        for client in clients:
            client.start()
        for _ in range(KILLS):
            time.sleep(dice.uniform(0.2, 1.2))
            place.kill()
            place.start()
        time.sleep(0.5)
        for client in clients:
            client.over.set()
        for client in clients:
            client.join(timeout=30)
        place.kill()
        found = json.loads(place.run("tests.kill.audit"))

    assert not [client.wrong for client in clients if client.wrong]
    _audit(found, clients)


def _audit(found, clients):
    rows = defaultdict(list)
    for thread, seq, client_id, text in found["rows"]:
        rows[thread].append((int(seq), client_id, text))
    written = [client_id for some in rows.values() for _, client_id, _ in some]
    acknowledged = [client_id for client in clients for client_id, _ in client.acknowledged]
    assert len(acknowledged) > KILLS
    assert set(acknowledged) <= set(written), "an acknowledged message is lost"
    assert len(written) == len(set(written)), "a message is doubled"
    texts = [text for some in rows.values() for _, _, text in some if text != "start"]
    assert len(texts) == len(set(texts)), "a retried message was written twice"
    for thread, some in rows.items():
        assert [seq for seq, _, _ in some] == list(range(1, len(some) + 1)), "a gap"
        assert found["threads"][thread] == len(some)
        for client in clients:
            own = [t for _, _, t in some if t.startswith(client.talk["name"] + " ")]
            assert own == sorted(own), "out of order"
