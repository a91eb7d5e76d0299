"""Another wording, from a stand-in for the host's model: what is sent, shown, and survived."""

import json
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from django.core.cache import cache
from hypothesis import given
from hypothesis import strategies as st

from rapport.coach import rephraser
from rapport.coach.actions import rephrasing
from rapport.coach.actions.rephrasing import word_changes
from rapport.messaging.models import Message

KEY = "sk-very-secret-0815"
TEXT = "Hi Bo, I hope this message finds you well. How did you choose the stone?"
BETTER = "Hi Bo, how did you choose the stone?"


def answer(text):
    return json.dumps({"choices": [{"message": {"role": "assistant", "content": text}}]}).encode()


@pytest.fixture
def model(settings):
    """A stand-in; `asked` collects what reached it, `gives` is (status, body, seconds to wait)."""

    class StandIn:
        asked: list = []
        gives = (200, answer(BETTER), 0)

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self):
            body = self.rfile.read(int(self.headers["Content-Length"]))
            StandIn.asked.append((self.path, dict(self.headers), body))
            status, said, wait = StandIn.gives
            time.sleep(wait)
            try:
                self.send_response(status)
                if status in (302, 307):
                    self.send_header("Location", f"{settings.MODEL_URL}/elsewhere")
                self.send_header("Content-Length", str(len(said)))
                self.end_headers()
                self.wfile.write(said)
            except OSError:
                pass  # the other side did not wait

        def log_message(self, *args):
            pass

    StandIn.asked = []
    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    settings.MODEL_URL = f"http://127.0.0.1:{server.server_port}/v1"
    settings.MODEL_KEY, settings.MODEL_NAME = KEY, "stand-in"
    cache.clear()
    yield StandIn
    server.shutdown()
    server.server_close()


@pytest.fixture
def ask(cast, as_member):
    client = as_member(cast.ana)

    def post(text=TEXT, to="bo", **more):
        return client.post("/coach/rephrase/", {"to": to, "way": "message", "text": text, **more})

    return post


@pytest.mark.django_db
def test_without_a_model_there_is_nothing_to_ask_and_nothing_offered(cast, as_member, ask):
    assert ask().status_code == 404
    said = {"to": "bo", "way": "message", "text": TEXT}
    assert (
        "another wording" not in as_member(cast.ana).post("/coach/review/", said).content.decode()
    )


@pytest.mark.django_db
def test_the_proposal_is_shown_as_a_difference_reviewed_and_sent_to_nobody(model, ask):
    got = ask()
    shown = got.content.decode()
    assert got.status_code == 200
    assert f'data-coach-accept="{BETTER}"' in shown
    assert "<del>" in shown
    assert "The coach of it:" in shown
    assert not Message.objects.exists()


@pytest.mark.django_db
def test_only_the_text_goes_to_the_model_with_the_key_and_the_name(model, ask, cast):
    cast.bo.headline = "Keeper of a secret headline"
    cast.bo.save()
    ask()
    ((path, headers, body),) = model.asked
    sent = json.loads(body)
    assert path == "/v1/chat/completions"
    assert headers["Authorization"] == f"Bearer {KEY}"
    assert sent["model"] == "stand-in"
    assert sent["messages"][1] == {"role": "user", "content": TEXT}
    assert b"Lindqvist" not in body
    assert b"headline" not in body


@pytest.mark.django_db
def test_the_panel_says_before_where_the_text_would_go(model, cast, as_member):
    said = {"to": "bo", "way": "message", "text": TEXT}
    shown = as_member(cast.ana).post("/coach/review/", said).content.decode()
    assert "made at 127.0.0.1" in shown
    assert not model.asked


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("gives", "words"),
    [
        ((500, b"oops", 0), "error (500)"),
        ((401, b"{}", 0), "error (401)"),
        ((307, b"", 0), "error (307)"),
        ((200, b"", 0), "understood"),
        ((200, b"<html>", 0), "understood"),
        ((200, b"[]", 0), "understood"),
        ((200, b'{"choices": []}', 0), "understood"),
        ((200, b'{"choices": [{"message": {"content": null}}]}', 0), "understood"),
        ((200, b'{"choices": [{"message": {"content": ["a"]}}]}', 0), "understood"),
        ((200, answer("   "), 0), "understood"),
        ((200, answer("\ud800"), 0), "understood"),
        ((200, b"[" * 150_000, 0), "understood"),
        ((200, answer("x" * 5_000), 0), "longer than this message may be"),
        ((200, b"x" * 300_000, 0), "too long"),
    ],
)
def test_whatever_comes_back_the_text_stays_as_it_was(model, ask, gives, words, caplog):
    model.gives = gives
    got = ask()
    assert got.status_code == 422
    shown = got.content.decode()
    assert words in shown
    assert "Your text is as it was" in shown
    assert KEY not in shown + caplog.text


@pytest.mark.django_db
def test_a_slow_model_is_not_waited_for(model, ask, monkeypatch):
    monkeypatch.setattr(rephraser, "TIMEOUT_SECONDS", 0.3)
    model.gives = (200, answer(BETTER), 4)
    began = time.monotonic()
    got = ask()
    assert time.monotonic() - began < 3.5
    assert (got.status_code, "took too long" in got.content.decode()) == (422, True)


@pytest.mark.django_db
def test_a_model_that_is_not_there_is_told(ask, settings, model):
    settings.MODEL_URL = "http://127.0.0.1:9/v1"
    got = ask()
    assert (got.status_code, "be reached" in got.content.decode()) == (422, True)


@pytest.mark.django_db
def test_markup_of_a_model_is_text(model, ask):
    model.gives = (200, answer('Hi Bo <script>alert("1")</script>'), 0)
    assert "<script" not in ask().content.decode()


@pytest.mark.django_db
def test_an_empty_text_and_people_who_are_not_there_ask_nobody(model, ask):
    assert ask(text="  ").status_code == 422
    assert ask(to="eve").status_code == 404
    assert not model.asked


@pytest.mark.django_db
def test_a_member_asks_six_times_a_minute_at_most(model, ask):
    codes = [ask().status_code for _ in range(rephrasing.PER_MINUTE + 1)]
    assert codes == [200] * rephrasing.PER_MINUTE + [422]
    assert len(model.asked) == rephrasing.PER_MINUTE


@pytest.mark.django_db
def test_when_two_are_asked_for_a_third_is_told_to_wait(model, ask):
    taken = [rephrasing._room.acquire(blocking=False) for _ in range(rephrasing.AT_ONCE)]
    try:
        got = ask()
    finally:
        for _ in taken:
            rephrasing._room.release()
    assert all(taken)
    assert "busy" in got.content.decode()
    assert ask().status_code == 200


def test_the_key_is_not_shown():
    assert KEY not in repr(rephraser.Rephraser("http://x/v1", "m", KEY))


@given(st.text(), st.text())
def test_a_difference_holds_both_texts_whole(before, after):
    changes = list(word_changes(before, after))
    assert "".join(text for kind, text in changes if kind != "in") == before
    assert "".join(text for kind, text in changes if kind != "out") == after
