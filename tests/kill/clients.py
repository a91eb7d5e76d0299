"""Members who send while something is killed, and the judgement of what was written."""

import http.client
import json
import threading
import time
from collections import defaultdict
from urllib.parse import urlencode
from uuid import uuid4

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
    """Sends one message after another and repeats each until it was acknowledged.

    `passing` are answers that say "not now": the same is sent again.
    """

    def __init__(self, place, talk, door, stored, passing=frozenset()):
        super().__init__(daemon=True)
        self.place, self.talk = place, talk
        self.door, self.stored, self.passing = door, stored, passing
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
                if status not in self.passing:
                    self.wrong.append(status)
                    return
                time.sleep(0.1)


def audit(found, clients, kills):
    """What was acknowledged is there, once, in order, without a gap."""
    rows = defaultdict(list)
    for thread, seq, client_id, text in found["rows"]:
        rows[thread].append((int(seq), client_id, text))
    written = [client_id for some in rows.values() for _, client_id, _ in some]
    acknowledged = [client_id for client in clients for client_id, _ in client.acknowledged]
    assert len(acknowledged) > kills
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


def begin(place, talks, **more):
    """Both sides of both conversations, by the form and by the live door, all sending."""
    by_form, by_live = (post, {303}), (post_live, {200, 201})
    clients = [
        Client(place, talk, *(by_live, by_form)[n % 2], **more) for n, talk in enumerate(talks)
    ]
    for client in clients:
        client.start()
    return clients


def end(clients):
    """No more; nobody was answered wrongly."""
    for client in clients:
        client.over.set()
    for client in clients:
        client.join(timeout=30)
    assert not [client.wrong for client in clients if client.wrong]
